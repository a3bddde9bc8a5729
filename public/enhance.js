/* Enhancement only: every page is whole without this file. */
'use strict'

/* Selects the whole address when it gets the focus, so that one key copies it. */
for (const field of document.querySelectorAll('[data-copy]')) {
  field.addEventListener('focus', () => field.select())
}
