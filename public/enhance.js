/* Enhancement only: every page is whole without this file. */
'use strict'

/* Selects the whole address when it gets the focus, so that one key copies it. */
for (const field of document.querySelectorAll('[data-copy]')) {
  field.addEventListener('focus', () => field.select())
}

/* One polite region for all that is said after an action. */
const status = document.createElement('p')
status.className = 'vh'
status.setAttribute('role', 'status')
document.body.append(status)
const announce = (text) => {
  status.textContent = ''
  setTimeout(() => { status.textContent = text }, 100)
}

/* Copies a field's text. Without TLS browsers have no clipboard for scripts: then the selection is copied as by hand. */
async function copyFrom(field) {
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    field.select()
    return document.execCommand('copy')
  }
}

/* A copy button after each field that asks for one. */
for (const field of document.querySelectorAll('[data-copy-button]')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = field.dataset.copyButton
  button.addEventListener('click', async () => {
    announce(await copyFrom(field) ? field.dataset.copied : '未能复制，请选中文字后按 Ctrl+C（苹果电脑按 ⌘C）')
  })
  field.after(button)
}
