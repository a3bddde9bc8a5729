import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Handlebars from 'handlebars'
import { message, type Locale } from './messages/index.js'

/** The pages and the view each of them gets; a page is a file of this name in `templates/`. */
export const PAGES = ['home', 'results', 'reports', 'report', 'source', 'quality', 'qualities', 'settings', 'overview', 'basket', 'accessibility', 'notice'] as const
export type Page = (typeof PAGES)[number]

export type Render = (page: Page, view: object) => string

const readFolder = (folder: string): [name: string, text: string][] =>
  readdirSync(folder).filter((file) => file.endsWith('.hbs')).sort().map((file) => [basename(file, '.hbs'), readFileSync(join(folder, file), 'utf8')])

/** Compiles all templates. `{{t "results.total" total reports}}` writes a message in the language of the page, `frame.lang`. `strict`: a name that the view does not have throws; a test sees to the `#if` and `#each` that it misses. */
export function loadTemplates(folder: string): Render {
  const environment = Handlebars.create()
  environment.registerHelper('t', (place: string, ...rest: unknown[]) => {
    const { data } = rest.at(-1) as { data: { root: { frame: { lang: Locale } } } }
    return message(data.root.frame.lang, place, rest.slice(0, -1))
  })
  for (const [name, text] of readFolder(join(folder, 'partials'))) environment.registerPartial(name, text)
  const pages = new Map(readFolder(folder).map(([name, text]) => [name, environment.compile(text, { strict: true, explicitPartialContext: false })]))
  return (page, view) => {
    const template = pages.get(page)
    if (!template) throw new Error(`no template ${page}`)
    return template(view)
  }
}
