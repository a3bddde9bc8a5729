import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Handlebars from 'handlebars'

/** The pages and the view each of them gets; a page is a file of this name in `templates/`. */
export const PAGES = ['home', 'results', 'reports', 'report', 'source', 'quality', 'qualities', 'notice'] as const
export type Page = (typeof PAGES)[number]

export type Render = (page: Page, view: object) => string

const readFolder = (folder: string): [name: string, text: string][] =>
  readdirSync(folder).filter((file) => file.endsWith('.hbs')).sort().map((file) => [basename(file, '.hbs'), readFileSync(join(folder, file), 'utf8')])

/** Compiles all templates. `strict`: a name that the view does not have throws; a test sees to the `#if` and `#each` that it misses. */
export function loadTemplates(folder: string): Render {
  const environment = Handlebars.create()
  for (const [name, text] of readFolder(join(folder, 'partials'))) environment.registerPartial(name, text)
  const pages = new Map(readFolder(folder).map(([name, text]) => [name, environment.compile(text, { strict: true, explicitPartialContext: false })]))
  return (page, view) => {
    const template = pages.get(page)
    if (!template) throw new Error(`no template ${page}`)
    return template(view)
  }
}
