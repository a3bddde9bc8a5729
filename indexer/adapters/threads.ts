import { Worker } from 'node:worker_threads'

/**
 * Threads that do one kind of work again and again. They are kept for the life of the process, because the segmenter's 240 MB do not go back to the system when a
 * thread ends; idle ones do not keep the process alive.
 */

/** What a thread says: something on the way, or its result, after which it waits for the next job. */
export type FromThread<Note, Result> = { readonly note: Note } | { readonly result: Result }

const idle = new Map<string, Worker[]>()

function idleOf(script: string): Worker[] {
  const waiting = idle.get(script) ?? []
  idle.set(script, waiting)
  return waiting
}

/** Starts threads before there is work for them, so that what they load is there when it comes. One that fails meanwhile ends the process. */
export function startThreads(script: string, count: number): void {
  for (let i = 0; i < count; i++) {
    const worker = new Worker(new URL(script))
    worker.unref()
    idleOf(script).push(worker)
  }
}

/** Gives each job to a thread of its own that runs a script, and returns what they have made of them, in their order. What a thread throws is thrown. */
export function inThreads<Job, Note, Result>(script: string, jobs: readonly Job[], onNote: (note: Note) => void): Promise<Result[]> {
  const waiting = idleOf(script)
  return Promise.all(jobs.map((job) => new Promise<Result>((resolve, reject) => {
    const worker = waiting.pop() ?? new Worker(new URL(script))
    const onMessage = (message: FromThread<Note, Result>): void => {
      if ('note' in message) {
        onNote(message.note)
        return
      }
      worker.off('message', onMessage)
      worker.off('error', reject)
      worker.unref()
      waiting.push(worker)
      resolve(message.result)
    }
    worker.on('message', onMessage)
    worker.on('error', reject)
    worker.ref()
    worker.postMessage(job)
  })))
}
