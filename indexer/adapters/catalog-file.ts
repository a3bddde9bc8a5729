import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import type { Problem } from '../errors.js'
import { REPORT_KINDS, type CatalogEntry, type Imprint, type ReportKind } from '../types.js'

/** The catalogue's name in the seeds folder. */
export const CATALOG_FILE = 'catalog.yaml'

/** An entry that reads well, and the line at which it and its hash stand. */
export interface CatalogedEntry {
  readonly entry: CatalogEntry
  readonly line: number
  readonly hashLine: number
}

export interface Catalog {
  readonly entries: readonly CatalogedEntry[]
  /** Entries that were refused, each with line, found and expected. */
  readonly problems: readonly Problem[]
  /** Files that entries name, refused entries too. */
  readonly named: readonly string[]
}

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const HASH = /^[0-9a-f]{64}$/
/** Health reports before 1949 or far in the future are typing errors. */
const YEAR_MIN = 1949
const YEAR_MAX = 2100
const FIELDS = ['file', 'id', 'title', 'kind', 'issuer', 'published', 'covers', 'cities', 'imprint', 'sha256', 'withdrawn'] as const
type Field = (typeof FIELDS)[number]

type Report = (code: Problem['code'], field: string | null, found: string, expected: string, remedy?: string) => null

const show = (value: unknown): string => (value === undefined ? '（缺）' : JSON.stringify(value))
const isYear = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= YEAR_MIN && Number(value) <= YEAR_MAX
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** The texts of an imprint, with what each must look like. */
const IMPRINT_TEXTS: Readonly<Record<Exclude<keyof Imprint, 'authors'>, RegExp>> = {
  newspaper: /\S/u, date: /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/u, page: /\S/u, place: /\S/u, publisher: /\S/u, number: /\S/u, url: /^https?:\/\/[^\s]+$/u,
}
const IMPRINT_EXPECTED = `authors（姓名列表）及 ${Object.keys(IMPRINT_TEXTS).join('、')}（文字；date 如 2021-01-15，url 以 http(s):// 开头），不知道的不写`

/** Whether `YYYY-MM` or `YYYY-MM-DD` is in the calendar. */
const isInCalendar = (date: string): boolean => new Date(`${date}T00:00Z`).toISOString().startsWith(date)

/** Whether a value is an imprint: known fields only, each of its form. */
const isImprint = (value: unknown): value is Partial<Imprint> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) &&
  Object.entries(value).every(([name, given]) => (name === 'authors'
    ? Array.isArray(given) && given.every(isText)
    : Object.hasOwn(IMPRINT_TEXTS, name) && isText(given) && IMPRINT_TEXTS[name as keyof typeof IMPRINT_TEXTS].test(given) && (name !== 'date' || isInCalendar(given.length === 7 ? `${given}-01` : given))))

/** Reads one entry; every wrong field is reported at its own line, and the entry is refused as a whole. */
function readEntry(raw: Record<string, unknown>, report: Report): CatalogEntry | null {
  let sound = true
  const check = <T>(field: Field, valid: (value: unknown) => value is T, expected: string): T => {
    const value = raw[field]
    if (!valid(value)) {
      sound = false
      report('catalog/field', field, show(value), expected)
    }
    return value as T
  }
  for (const key of Object.keys(raw)) {
    if (!(FIELDS as readonly string[]).includes(key)) {
      sound = false
      report('catalog/field', key, show(raw[key]), `只有这些字段：${FIELDS.join('、')}`)
    }
  }
  const file = check('file', (v): v is string => isText(v) && ![...'/\\\0'].some((c) => v.includes(c)) && !v.startsWith('.'), '种子文件夹中的文件名，不含路径')
  const id = check('id', (v): v is string => isText(v) && v.length <= 80 && ID.test(v), '小写字母、数字与连字符组成的标识，如 kaifeng-2020-summary')
  const title = check('title', isText, '标题文字')
  const kind = check('kind', (v): v is ReportKind => (REPORT_KINDS as readonly unknown[]).includes(v), REPORT_KINDS.join(' | '))
  const issuer = check('issuer', (v): v is string | null | undefined => v == null || isText(v), '发布机构，未知则留空（null）')
  const published = check('published', (v): v is number | null | undefined => v == null || isYear(v), `${YEAR_MIN}–${YEAR_MAX} 之间的年份，未知则留空（null）`)
  const covers = check('covers', (v): v is number[] => Array.isArray(v) && v.length > 0 && v.every(isYear), `至少一个 ${YEAR_MIN}–${YEAR_MAX} 之间的年份，如 [2022, 2023]`)
  const cities = check('cities', (v): v is string[] => Array.isArray(v) && v.every(isText), '城市简称列表，如 [开封]；不涉及城市则为 []')
  const imprint = check('imprint', (v): v is Partial<Imprint> | undefined => v === undefined || isImprint(v), IMPRINT_EXPECTED)
  if (sound && imprint?.date !== undefined && published !== undefined && imprint.date.slice(0, 4) !== String(published)) {
    sound = false
    report('catalog/field', 'imprint', `date: ${imprint.date}`, `与 published: ${String(published)} 同年`)
  }
  const hash = check('sha256', (v): v is string => isText(v) && HASH.test(v), '64 位小写十六进制 SHA-256')
  const withdrawn = check('withdrawn', (v): v is string | null | undefined => v == null || isText(v), '撤回的缘由，未撤回则不写')
  if (!sound) return null
  return {
    file, id, title, kind, issuer: issuer ?? null, published: published ?? null,
    covers: [...new Set(covers)].sort((a, b) => a - b), cities: [...new Set(cities.map((city) => city.replace(/市$/, '')))], ...(imprint === undefined ? {} : { imprint: { ...imprint, authors: imprint.authors ?? [] } }), sha256: hash,
    ...(withdrawn == null ? {} : { withdrawn }),
  }
}

/** Catalogue text -> entries and problems. A text that is no YAML list has no entries and one problem. Pure. */
export function parseCatalog(text: string, file: string = CATALOG_FILE): Catalog {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const lineAt = (offset: number | undefined): number => counter.linePos(offset ?? 0).line
  const syntax = document.errors[0]
  if (syntax) {
    return { entries: [], named: [], problems: [{ code: 'catalog/syntax', place: { file, line: lineAt(syntax.pos[0]) }, found: syntax.message, expected: 'YAML', remedy: '请改正这一行的写法后重新建立索引。' }] }
  }
  const list = isMap(document.contents) ? document.contents.get('reports', true) : document.contents
  if (!isSeq(list)) {
    return { entries: [], named: [], problems: [{ code: 'catalog/syntax', place: { file, line: 1 }, found: '没有 reports 列表', expected: 'reports: 下的条目列表', remedy: '请按 README 中的示例写 catalog.yaml。' }] }
  }
  const entries: CatalogedEntry[] = []
  const problems: Problem[] = []
  const named: string[] = []
  const firstLine = { id: new Map<string, number>(), file: new Map<string, number>() }
  for (const item of list.items) {
    const node = item as YAMLMap
    const line = lineAt(node.range?.[0])
    const fieldLine = (field: string | null): number => {
      const pair = field && isMap(node) ? node.items.find((p) => isScalar(p.key) && p.key.value === field) : undefined
      return pair && isScalar(pair.key) ? lineAt(pair.key.range?.[0]) : line
    }
    const report: Report = (code, field, found, expected, remedy = '请改正目录后重新建立索引。') => {
      problems.push({ code, place: { file, line: fieldLine(field) }, found: field ? `${field}: ${found}` : found, expected, remedy })
      return null
    }
    if (!isMap(node)) {
      report('catalog/field', null, '不是一个条目', `带有 ${FIELDS.join('、')} 的条目`)
      continue
    }
    const name = node.get('file')
    if (typeof name === 'string') named.push(name)
    const entry = readEntry(node.toJSON() as Record<string, unknown>, report)
    if (!entry) continue
    const twin = (['id', 'file'] as const).find((field) => firstLine[field].has(entry[field]))
    if (twin) {
      report('catalog/duplicate', twin, `${entry[twin]}（第 ${firstLine[twin].get(entry[twin]) ?? 0} 行已有）`, `每份报告的 ${twin} 只出现一次`)
      continue
    }
    firstLine.id.set(entry.id, line)
    firstLine.file.set(entry.file, line)
    entries.push({ entry, line, hashLine: fieldLine('sha256') })
  }
  return { entries, problems, named }
}
