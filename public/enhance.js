/* Enhancement only: every page is whole without this file. */
'use strict'

/* What is said here, in the language of the page. */
const words = JSON.parse(document.currentScript.dataset.words)

/* Selects the whole address when it gets the focus, so that one key copies it. */
for (const field of document.querySelectorAll('[data-copy]')) {
  field.addEventListener('focus', () => field.select())
}

/* An element with attributes and children. */
const make = (name, attributes, ...children) => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

/* One polite region for all that is said after an action. */
const status = document.createElement('p')
status.className = 'vh'
status.setAttribute('role', 'status')
document.body.append(status)
let announcing = 0
const announce = (text) => {
  clearTimeout(announcing)
  status.textContent = ''
  if (text !== '') announcing = setTimeout(() => { status.textContent = text }, 100)
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

/* The same for a text that stands in no field. */
async function copyText(text) {
  const field = make('textarea', { class: 'vh', 'aria-hidden': 'true', tabindex: '-1' })
  field.value = text
  document.body.append(field)
  const copied = await copyFrom(field)
  field.remove()
  return copied
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

function suggestFor(input) {
  const form = input.form
  if (!form) return
  const list = make('ul', { id: `${input.id}-list`, role: 'listbox', 'aria-label': words.suggestions, class: 'suggestions', hidden: '' })
  form.append(list)
  for (const [key, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) input.setAttribute(key, value)

  let active = -1
  let typed = input.value
  let timer = 0
  let request = null
  let composing = false
  let composedAt = -Infinity
  const options = () => [...list.children]

  const mark = (index) => {
    active = index
    options().forEach((option, i) => option.setAttribute('aria-selected', String(i === index)))
    const option = options()[index]
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
    return option
  }
  const activate = (index) => {
    const option = mark(index)
    option?.scrollIntoView({ block: 'nearest' })
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
    announce('')
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
    announce(suggestions.length === 0 ? '' : words.count.replace('{n}', suggestions.length))
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

  // Whoever types on has left the option that was active: Enter is the form's again, before new suggestions have come.
  input.addEventListener('compositionstart', () => {
    composing = true
    mark(-1)
  })
  input.addEventListener('compositionend', (event) => {
    composing = false
    composedAt = event.timeStamp
    input.dispatchEvent(new Event('input'))
  })
  input.addEventListener('input', () => {
    if (composing) return
    typed = input.value
    mark(-1)
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

/* Fields that were not filled in are no parameters: the address stays the one of its state. */
document.addEventListener('formdata', ({ target, formData }) => {
  if (target.method !== 'get') return
  for (const [name, value] of [...formData]) if (value === '' && name !== 'q') formData.delete(name)
})

/* A long list of filter values gets a field that finds among them. */
for (const facet of document.querySelectorAll('[data-find]')) {
  const field = make('input', { type: 'search', class: 'find-value', 'aria-label': facet.dataset.find, placeholder: facet.dataset.find, autocomplete: 'off' })
  const values = [...facet.querySelectorAll('li')]
  const rest = facet.querySelector('.more')
  field.addEventListener('input', () => {
    const sought = field.value.trim()
    // By the values' names; a city also stands there for its counties, and all of them for a city that is found.
    const isNamed = (value) => value?.querySelector('label > span').textContent.includes(sought)
    for (const value of values) {
      const below = value.querySelector('.below')
      const named = [...below?.querySelectorAll('li') ?? []].some(isNamed)
      value.hidden = !isNamed(value) && !named && !isNamed(value.parentElement.closest('li'))
      if (below && sought !== '') below.open = named
    }
    if (rest && sought !== '') rest.open = true
    announce(String(values.filter(isNamed).length))
  })
  // The field chooses among the values; it is not part of the query, and Enter does not send the form.
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault()
  })
  facet.querySelector('fieldset').prepend(field)
}

/*
 * Text that is selected in a report gets its tools: its citation is copied, its passages are collected, their address is followed. Where it reaches over several passages
 * these are cited as a range. The tools stand behind the last passage's text, so that Tab leads from the selection to them.
 */
const article = document.querySelector('[data-report]')
if (article) {
  const report = article.dataset.report.replace(/[?#].*/, '')
  const copy = make('button', { type: 'button' }, words.copy)
  const address = make('a', {}, words.address)
  const field = (name, value) => make('input', { type: 'hidden', name, value })
  const collect = make('form', { action: '/basket', method: 'post' }, field('do', 'add'), field('p', ''), field('from', location.pathname + location.search), make('button', { type: 'submit' }, words.collect))
  const tools = make('div', { class: 'selection-tools', role: 'group', 'aria-label': words.selection, lang: document.documentElement.lang, hidden: '' }, copy, collect, address)
  let quote = ''

  /* What is selected of a passage: its paragraphs, without what is no text of the report. */
  const textsOf = (passage, range) => [...passage.querySelectorAll(':scope > p:not(.gap)')].filter((paragraph) => range.intersectsNode(paragraph)).map((paragraph) => {
    const part = document.createRange()
    part.selectNodeContents(paragraph)
    if (paragraph.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset)
    if (paragraph.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset)
    return part.toString().trim()
  }).filter((text) => text !== '')

  document.addEventListener('selectionchange', () => {
    const selection = getSelection()
    // The tools themselves are clicked without a selection in some browsers.
    if (tools.contains(document.activeElement)) return
    const range = selection.isCollapsed ? null : selection.getRangeAt(0)
    const chosen = !range?.intersectsNode(article) ? [] : [...article.querySelectorAll('.p')].filter((passage) => range.intersectsNode(passage))
      .map((passage) => ({ passage, texts: textsOf(passage, range) })).filter(({ texts }) => texts.length > 0)
    tools.hidden = chosen.length === 0
    if (tools.hidden) return
    const anchors = chosen.map(({ passage }) => passage.id.slice(2))
    // Each paragraph of a quotation opens with its mark, only the last closes it (GB/T 15834).
    quote = `“${chosen.flatMap(({ texts }) => texts).join('\n“')}”`
    address.href = `${report}/p/${[...new Set([anchors[0], anchors.at(-1)])].join('~')}`
    collect.elements.p.value = anchors.map((anchor) => `${report.split('/')[2]}~${anchor}`).join(',')
    const { passage } = chosen.at(-1)
    if (tools.parentElement !== passage) passage.append(tools)
    const [line, frame] = [[...range.getClientRects()].at(-1) ?? range.getBoundingClientRect(), passage.getBoundingClientRect()]
    tools.style.insetBlockStart = `${Math.min(line.bottom, frame.bottom) - frame.top + 6}px`
    tools.style.insetInlineStart = `${Math.max(0, Math.min(line.left - frame.left, frame.width - tools.offsetWidth))}px`
  })
  copy.addEventListener('click', async () => {
    const answer = await fetch(`${address.pathname}/cite.txt`).catch(() => null)
    announce(answer?.ok && await copyText(`${quote}\n${await answer.text()}`) ? words.copied : words.notCopied)
  })
  tools.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') tools.hidden = true
  })
}

/* Keys, unless the reader has switched them off. They are ours only where nothing is typed, and with no other key but Shift. */
const isTyping = (element) => element.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog') !== null

/* From hit to hit of a report, or from result to result: to the next that starts below the one that has the focus, or below the head of the window. */
function step(forward) {
  const inReport = [...document.querySelectorAll('.hit-nav')]
  const stops = inReport.length > 0 ? inReport : [...document.querySelectorAll('.hit h2 a')]
  const here = stops.findIndex((stop) => stop === document.activeElement || stop.contains(document.activeElement))
  const below = stops.findIndex((stop) => stop.getBoundingClientRect().top > 40)
  const next = here !== -1 ? here + (forward ? 1 : -1) : forward ? below : (below === -1 ? stops.length : below) - 1
  const stop = stops[next]
  if (!stop) return announce(words.noMore)
  if (inReport.length > 0) stop.tabIndex = -1
  stop.focus({ preventScroll: true })
  stop.scrollIntoView({ block: 'center' })
  if (inReport.length > 0) announce(stop.firstElementChild.textContent)
}

/* The help is the table of the settings page. */
async function help() {
  const answer = await fetch(document.querySelector('[data-settings]').href).catch(() => null)
  if (!answer?.ok) return
  const keys = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#keys')
  const close = make('button', { type: 'submit' }, words.close)
  const dialog = make('dialog', { class: 'help settings-page', 'aria-labelledby': 'keys-h' }, keys, make('form', { method: 'dialog', class: 'settings' }, close))
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  close.focus()
}

const KEYS = {
  '/': () => document.querySelector('[data-search]')?.select(),
  n: () => step(true),
  N: () => step(false),
  '?': help,
}
if (!document.documentElement.classList.contains('keys-off')) {
  document.addEventListener('keydown', (event) => {
    const does = KEYS[event.key]
    if (!does || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    event.preventDefault()
    does()
  })
}
