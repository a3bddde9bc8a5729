import fc from 'fast-check'
import type { Test } from 'tap'
import { mulberry32 } from '../../bench/chance.js'

/** Chance that can be repeated: every property and every drawn sample of a run starts from one number. */

/** `TEST_SEED=123 npx tap …` draws other examples; the names of the tests print it. */
export const SEED = Number(process.env['TEST_SEED'] ?? 20261123)

/** Checks a property from the seed of the run; a failure shows the smallest counterexample. */
export const holds = <T>(t: Test, name: string, property: fc.IRawProperty<T>, numRuns = 200): Promise<unknown> =>
  t.test(`${name} (seed ${SEED}, ${numRuns} runs)`, async (t) => {
    const result = await fc.check(property as fc.IAsyncProperty<T>, { seed: SEED, numRuns })
    t.notOk(result.failed, fc.defaultReportMessage(result) ?? 'no counterexample')
  })

/** The same for a property that awaits. */
export const holdsAsync = <T>(t: Test, name: string, property: fc.IAsyncProperty<T>, numRuns = 100): Promise<unknown> =>
  holds(t, name, property, numRuns)

export interface Dice {
  /** A whole number in [0, below). */
  below(below: number): number
  /** A whole number in [least, most]. */
  between(least: number, most: number): number
  pick<T>(values: readonly T[]): T
  /** Each value with chance `share`. */
  some<T>(values: readonly T[], share: number): T[]
}

/** Chance for samples that are drawn from the corpus. */
export function dice(seed = SEED): Dice {
  const next = mulberry32(seed)
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    pick(values) {
      const value = values[below(values.length)]
      if (value === undefined) throw new Error('nothing to pick from')
      return value
    },
    some: (values, share) => values.filter(() => next() < share),
  }
}

/** Any UTF-16 code units, lone surrogates included. */
export const anyUnits = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength }).map((units) => String.fromCharCode(...units))

/** What readers and attackers type: 汉字, signs, markup, emoji, anything. Its length is bounded in code points. */
export const typedText = (maxLength: number): fc.Arbitrary<string> => fc.oneof(
  fc.string({ unit: 'binary', maxLength }),
  fc.string({ unit: fc.constantFrom(...'医养结合疾控两癌的年2021年郑州市“”"「」『』＂，。！？、 \u3000\n%<>&\'`=/+-.…㎡Ａａ１①㈠ﷺ𠮷😀\u200b\u0301'), maxLength }),
  fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty', '<script>alert(1)</script>', '"', '“”', '""', '！！！', '的', '的 了', '😀', '𠮷', 'NaN', 'null', '%E5', '\u0000'),
)
