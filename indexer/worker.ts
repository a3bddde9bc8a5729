import { parentPort } from 'node:worker_threads'
import type { FromThread } from './adapters/threads.js'
import { readShare, type Share, type ShareNote, type ShareOfWork } from './building.js'
import { loadLanguage } from './index.js'

/** Edge of a thread that reads and indexes a share of a catalogue's reports; see `adapters/threads.ts`. */

const port = parentPort
if (!port) throw new Error('this runs in a thread')
const send = (message: FromThread<ShareNote, Share>): void => { port.postMessage(message) }
const language = loadLanguage()
port.on('message', (work: ShareOfWork) => {
  void readShare(work, language, (note) => { send({ note }) }, 'left').then((result) => { send({ result }) }, (error: unknown) => {
    // Out of the promise, so that the thread ends with it and the other side hears of it.
    setImmediate(() => { throw error })
  })
})
