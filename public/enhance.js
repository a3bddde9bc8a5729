/* Enhancement only: every page is whole without this file. */
'use strict'

/* What is said here, in the language of the page. */
const words = JSON.parse(document.currentScript.dataset.words)

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
    announce(await copyFrom(field) ? field.dataset.copied : words.notCopied)
  })
  field.after(button)
}

/*
 * Suggestions: an ARIA 1.2 combobox with a list box. Enter is left to the form unless an option is active. While an IME composes, no key is
 * ours; WebKit sends the Enter that confirms a candidate after `compositionend`, with key code 229, so one such key is let pass.
 */
const WAIT = 150
const AFTER_COMPOSING = 500

const enough = (text) => /\p{Script=Han}/u.test(text) || /[a-z\d]{2}/iu.test(text)

const make = (name, attributes, ...children) => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

function suggestFor(input) {
  const form = input.form
  if (!form) return
  const list = make('ul', { id: `${input.id}-list`, role: 'listbox', 'aria-label': words.suggestions, class: 'suggestions', hidden: '' })
  const status = make('p', { role: 'status', class: 'vh' })
  form.append(list, status)
  for (const [key, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) input.setAttribute(key, value)

  let active = -1
  let typed = input.value
  let timer = 0
  let request = null
  let composing = false
  let composedAt = -Infinity
  const options = () => [...list.children]

  const activate = (index) => {
    active = index
    options().forEach((option, i) => option.setAttribute('aria-selected', String(i === index)))
    const option = options()[index]
    if (option) {
      input.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    } else {
      input.removeAttribute('aria-activedescendant')
    }
    input.value = option ? option.dataset.text : typed
  }
  const close = () => {
    clearTimeout(timer)
    request?.abort()
    list.hidden = true
    list.replaceChildren()
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
    status.textContent = ''
  }
  const choose = (option) => {
    input.value = option.dataset.text
    close()
    form.requestSubmit()
  }
  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map(({ text, kind, count }, i) => {
      const option = make('li', { id: `${list.id}-${i}`, role: 'option', 'aria-selected': 'false', 'aria-posinset': String(i + 1), 'aria-setsize': String(suggestions.length) },
        make('span', { class: 'suggestion-text', lang: 'zh-CN' }, text), make('span', { class: 'suggestion-kind' }, `${words[kind] ?? ''} · ${words.passages.replace('{n}', count)}`))
      option.dataset.text = text
      return option
    }))
    active = -1
    list.hidden = suggestions.length === 0
    input.setAttribute('aria-expanded', String(suggestions.length > 0))
    input.removeAttribute('aria-activedescendant')
    status.textContent = suggestions.length === 0 ? '' : words.count.replace('{n}', suggestions.length)
  }
  const ask = async () => {
    const text = typed.trim()
    if (!enough(text)) return close()
    request?.abort()
    request = new AbortController()
    try {
      const answer = await fetch(`/api/suggest?q=${encodeURIComponent(text)}`, { signal: request.signal, headers: { accept: 'application/json' } })
      if (answer.ok && document.activeElement === input && typed.trim() === text) show((await answer.json()).suggestions)
    } catch {
      // An older request was given up, or the network is away: then there are no suggestions, and the form works as before.
      close()
    }
  }

  input.addEventListener('compositionstart', () => { composing = true })
  input.addEventListener('compositionend', (event) => {
    composing = false
    composedAt = event.timeStamp
    input.dispatchEvent(new Event('input'))
  })
  input.addEventListener('input', () => {
    if (composing) return
    typed = input.value
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT)
  })
  input.addEventListener('keydown', (event) => {
    const confirming = event.keyCode === 229 && event.timeStamp - composedAt < AFTER_COMPOSING
    if (confirming) composedAt = -Infinity
    if (event.isComposing || composing || confirming || list.hidden) return
    const last = options().length - 1
    if (event.key === 'ArrowDown') activate(active === last ? -1 : active + 1)
    else if (event.key === 'ArrowUp') activate(active === -1 ? last : active - 1)
    else if (event.key === 'Escape') {
      activate(-1)
      close()
    } else if (event.key === 'Enter' && active >= 0) choose(options()[active])
    else return
    event.preventDefault()
  })
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option) choose(option)
  })
  input.addEventListener('blur', close)
}

for (const input of document.querySelectorAll('[data-search]')) suggestFor(input)
