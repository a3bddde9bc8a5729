import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { PACKAGE_ROOT } from '../../indexer/index.js'
import type { Article } from './generator.js'
import type { Random } from './random.js'

/** Clean text to make pages of, and to try the detection on. */

export interface CleanText {
  readonly name: string
  readonly text: string
}

/** Chinese laws beside the repository, or `null` where they are not. */
export function sharedLaws(): string | null {
  const path = resolve(process.env['CORPUS_DIR'] ?? join(PACKAGE_ROOT, '..', 'shared', 'corpus'), 'laws.tar.gz')
  return existsSync(path) ? path : null
}

/** The texts (`.md`, `.txt`) of a folder or of a `.tar.gz`, by path. */
export function readTexts(path: string): CleanText[] {
  if (statSync(path).isDirectory()) return textsOf(path)
  const folder = mkdtempSync(join(tmpdir(), 'clean-text-'))
  try {
    execFileSync('tar', ['-xzf', path, '-C', folder])
    return textsOf(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const textsOf = (folder: string): CleanText[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:md|txt)$/u.test(name)).sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

/**
 * What a text may be used for, by the hash of its file's name: four in five for learning which line continues which, half of the others for fitting the confidence of joins,
 * a sixth of these for choosing how it is fitted; what is measured is measured on the rest.
 */
export function useOf(name: string): 'learning' | 'fitting' | 'choosing' | 'measuring' {
  const number = createHash('sha256').update(basename(name)).digest().readUInt32BE(0)
  if (number % 5 !== 0) return 'learning'
  if (Math.floor(number / 5) % 2 !== 0) return 'measuring'
  return Math.floor(number / 10) % 6 === 0 ? 'choosing' : 'fitting'
}

/** Whether a line is a paragraph to make pages of: longer than a printed line, its last sentence whole. */
export const isParagraph = (line: string): boolean => line.length > 25 && line.endsWith('。') && !/^[#<|!-]/u.test(line)

/** Paragraphs of a text: what ends a sentence and is longer than a line, without markup, numbering of articles, white space. */
export function paragraphsOf(text: string): string[] {
  return text.split(/\r?\n/u)
    .map((line) => line.replace(/\s+/gu, '').replace(/^第[一二三四五六七八九十百零]+条/u, ''))
    .filter(isParagraph)
}

const HEADLINES = ['推进健康惠民实事', '加强体系建设', '持续深化改革', '提升服务能力', '创新工作举措', '健全保障体系']

/** Two to five articles of 250 to 1,600 characters; each out of one text's neighbouring paragraphs. */
export function articlesFrom(texts: readonly (readonly string[])[], cities: readonly string[], random: Random): Article[] {
  const wanted = random.int(2, 5)
  const names = random.shuffle(cities)
  const articles: Article[] = []
  for (let tries = 0; articles.length < wanted && tries < 200; tries++) {
    const all = random.pick(texts)
    if (all.length < 4) continue
    const size = random.int(300, 800)
    const paragraphs: string[] = []
    let length = 0
    for (const paragraph of all.slice(random.int(0, Math.max(0, all.length - 6)))) {
      if (length >= size) break
      paragraphs.push(paragraph)
      length += paragraph.length
    }
    if (length >= 250 && length <= 1600) articles.push({ city: names[articles.length] ?? '', headline: random.pick(HEADLINES), paragraphs })
  }
  return articles
}
