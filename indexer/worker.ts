import { parentPort } from 'node:worker_threads'
import type { FromThread } from './adapters/threads.js'
import { doWork, type ShareNote, type ThreadResult, type ThreadWork } from './building.js'
import { loadLanguage } from './index.js'

/** Edge of a thread that does a part of a build; see `adapters/threads.ts`. */

const port = parentPort
if (!port) throw new Error('this runs in a thread')
const send = (message: FromThread<ShareNote, ThreadResult>): void => { port.postMessage(message) }
const language = loadLanguage()
port.on('message', (work: ThreadWork) => {
  void doWork(work, language, (note) => { send({ note }) }).then((result) => { send({ result }) }, (error: unknown) => {
    // Out of the promise, so that the thread ends with it and the other side hears of it.
    setImmediate(() => { throw error })
  })
})
