import type { Phrase } from '../markup.js'
import type { Messages } from './catalogue.js'
import { en } from './en/index.js'
import { zhCN } from './zh-CN/index.js'

/**
 * What the portal says, in each of its languages. The Chinese catalogue is the measure: a message that another language
 * lacks, or that takes other values, does not compile.
 */

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export type { Messages }

export const MESSAGES: Readonly<Record<Locale, Messages>> = { 'zh-CN': zhCN, en }

/** A message by its place, `results.total`, for templates. An unknown place or a text among the values is a broken invariant and throws. */
export function message(locale: Locale, place: string, values: readonly unknown[]): Phrase {
  const [group = '', name = ''] = place.split('.')
  const found = (MESSAGES[locale] as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>)[group]?.[name]
  if (typeof found === 'function' && found.length === values.length) return (found as (...values: readonly unknown[]) => Phrase)(...values)
  if (typeof found === 'string' && values.length === 0) return found
  throw new Error(`no message ${place} with ${values.length} values`)
}
