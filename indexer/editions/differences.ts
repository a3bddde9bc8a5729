/** A stretch of text that two versions share, or that one of them has alone. */
export interface Difference {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** What changes as one: a number with its sign, a Latin word, else one character. */
const UNIT = /[0-9０-９]+(?:[.,．][0-9０-９]+)*[%‰％]?|[A-Za-z]+|[\s\S]/gu
/** Changes beyond which two texts are shown one behind the other: what they share is chance. */
const MOST_CHANGES = 400

/**
 * The shortest way from the one text to the other (Myers 1986, greedy). Joining what is not `added` gives back the old
 * text, joining what is not `removed` the new one. Two empty texts have no differences.
 */
export function differencesOf(before: string, after: string): Difference[] {
  const [a, b] = [before.match(UNIT) ?? [], after.match(UNIT) ?? []]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const middle = shortest(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  return joined([...a.slice(0, head).map(same), ...middle, ...a.slice(a.length - tail).map(same)])
}

const same = (text: string): Difference => ({ kind: 'same', text })
const replaced = (a: readonly string[], b: readonly string[]): Difference[] => [{ kind: 'removed', text: a.join('') }, { kind: 'added', text: b.join('') }]

function shortest(a: readonly string[], b: readonly string[]): Difference[] {
  if (a.length === 0 || b.length === 0) return replaced(a, b)
  const limit = Math.min(MOST_CHANGES, a.length + b.length)
  const rows: Int32Array[] = []
  let row = new Int32Array(2 * limit + 3)
  const zero = limit + 1
  for (let changes = 0; changes <= limit; changes++) {
    rows.push(row.slice())
    for (let k = -changes; k <= changes; k += 2) {
      let x = stepsDown(row, zero, k, changes) ? (row[zero + k + 1] ?? 0) : (row[zero + k - 1] ?? 0) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      row[zero + k] = x
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, rows, zero, changes)
    }
    row = row.slice()
  }
  return replaced(a, b)
}

const stepsDown = (row: Int32Array, zero: number, k: number, changes: number): boolean =>
  k === -changes || (k !== changes && (row[zero + k - 1] ?? 0) < (row[zero + k + 1] ?? 0))

/** Reads the way off the rows, from its end. */
function walkBack(a: readonly string[], b: readonly string[], rows: readonly Int32Array[], zero: number, changes: number): Difference[] {
  const way: Difference[] = []
  let x = a.length
  let y = b.length
  for (let d = changes; d > 0; d--) {
    const row = rows[d] ?? new Int32Array(0)
    const k = x - y
    const down = stepsDown(row, zero, k, d)
    const from = down ? k + 1 : k - 1
    const startX = row[zero + from] ?? 0
    const startY = startX - from
    while (x > startX + (down ? 0 : 1) && y > startY + (down ? 1 : 0)) {
      way.push(same(a[--x] ?? ''))
      y--
    }
    if (down) way.push({ kind: 'added', text: b[--y] ?? '' })
    else way.push({ kind: 'removed', text: a[--x] ?? '' })
  }
  while (x > 0) way.push(same(a[--x] ?? ''))
  return way.reverse()
}

/** Neighbours of one kind as one; between two stretches that are the same, what was removed comes before what was added. */
function joined(parts: readonly Difference[]): Difference[] {
  const whole: Difference[] = []
  let [removed, added] = ['', '']
  const flush = (): void => {
    if (removed !== '') whole.push({ kind: 'removed', text: removed })
    if (added !== '') whole.push({ kind: 'added', text: added })
    removed = added = ''
  }
  for (const { kind, text } of parts) {
    if (text === '') continue
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else {
      flush()
      const last = whole.at(-1)
      if (last?.kind === 'same') whole[whole.length - 1] = same(last.text + text)
      else whole.push(same(text))
    }
  }
  flush()
  return whole
}
