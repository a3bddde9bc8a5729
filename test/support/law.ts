import fc from 'fast-check'
import type { Test } from 'tap'

/** Properties: each run has its own seed, printed with the counterexample; `TEST_SEED=…` runs it again. */
export const SEED = Number(process.env['TEST_SEED'] ?? Date.now() % 0x7fffffff)

/** One assertion: the property holds for `runs` values. */
export function law<T>(t: Test, name: string, values: fc.Arbitrary<T>, holds: (value: T) => boolean | void, runs = 300, examples: T[] = []): void {
  const result = fc.check(fc.property(values, holds), { seed: SEED, numRuns: runs, examples: examples.map((value): [T] => [value]) })
  t.equal(result.failed ? `${fc.defaultReportMessage(result)}\n${String(result.errorInstance)}` : 'holds', 'holds', `${name} (TEST_SEED=${SEED})`)
}

const HAN = [...'开封市卫生健康委医共体家庭签约服务中国一二三十是章条第专栏𠮷𡈽〇'.normalize()]
const LATIN = [...'abcPCR019.%']
const MARKS = [...'，。；：、“”（）《》！？—…·']

/** A character of Chinese reports; two in three are 汉字. */
export const character = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...HAN) }, { weight: 2, arbitrary: fc.constantFrom(...LATIN) }, { weight: 2, arbitrary: fc.constantFrom(...MARKS) })
/** A line of it, with white space where extraction puts it. */
export const chineseLine = fc.string({ unit: fc.oneof({ weight: 9, arbitrary: character }, { weight: 1, arbitrary: fc.constantFrom(' ', '  ', '\t', '　', '\f') }), maxLength: 40 })
export const hanText = (minLength: number, maxLength: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...HAN), minLength, maxLength })

/** The characters that no stage may lose or invent: all but white space. */
export const visible = (text: string): string => text.replace(/\s+/gu, '')
