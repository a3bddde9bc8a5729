import type { Steps } from '../../indexer/index.js'

export type { Steps }

/** Work in one go. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** How long work goes on before whatever else waits gets its turn, in ms. A step may take two or three times as long. */
const SLICE = 4

/** Work in slices, so that the process answers others in between. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE
    do {
      const step = steps.next()
      if (step.done) return step.value
    } while (performance.now() < until)
    await new Promise<void>((resolve) => { setImmediate(resolve) })
  }
}

/** Does one thing after another, each in slices: what came first is answered first, and what a second one works in is made only for who does not wait. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve()

  do<T>(steps: () => Steps<T>): Promise<T> {
    const result = this.#last.then(() => inSlices(steps()))
    this.#last = result.catch(() => undefined)
    return result
  }
}
