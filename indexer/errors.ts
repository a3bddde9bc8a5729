/**
 * Expected failures are values. An exception in this code base means a broken invariant.
 */

/** Where something was found: a file as the user named it, and a line counted from 1 where one is known. */
export interface Place {
  readonly file: string
  readonly line?: number
}

/** Every code an expected failure can carry; documented in README, compared with it by a test. */
export const PROBLEM_CODES = [
  'catalog/unreadable',
  'catalog/syntax',
  'catalog/field',
  'catalog/duplicate',
  'catalog/missing-file',
  'catalog/hash',
  'correction/syntax',
  'correction/stale',
  'correction/foreign',
  'source/empty',
  'source/encoding',
  'source/uncatalogued',
  'snapshot/missing',
  'snapshot/damaged',
  'snapshot/foreign',
  'snapshot/stale',
  'data/unwritable',
  'ledger/damaged',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** An expected failure: what was found, what was expected, and (in Chinese) what to do about it. */
export interface Problem {
  readonly code: ProblemCode
  readonly place: Place
  readonly found: string
  readonly expected: string
  /** For the reader, in Chinese: what to do. */
  readonly remedy: string
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const fail = (problem: Problem): { readonly ok: false; readonly problem: Problem } => ({ ok: false, problem })

/** One line for a terminal or a log: place, code, found, expected, remedy. */
export function describeProblem(problem: Problem): string {
  const { file, line } = problem.place
  const at = line === undefined ? file : `${file}:${line}`
  return `${at} [${problem.code}] 实际：${problem.found}；应为：${problem.expected}。${problem.remedy}`
}

/** A doubt about the input that travels beside the value; nothing is dropped in silence. */
export interface Diagnostic {
  readonly rule: string
  readonly place: Place
  readonly found: string
  readonly expected: string
}
