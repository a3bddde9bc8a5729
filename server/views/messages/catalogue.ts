import type { Phrase } from '../markup.js'
import type { zhCN } from './zh-CN/index.js'

/** The same keys, with sentences of another language. */
export type Like<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] extends (...values: infer A) => infer R ? (...values: A) => Wide<R> : Like<T[K]> }
type Wide<R> = R extends string ? string : Phrase

export type Messages = Like<typeof zhCN>
