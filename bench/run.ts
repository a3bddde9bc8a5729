import { relevance } from './relevance.js'

/** `npm run bench -- NAME [options]`; without a name, all benchmarks with their defaults. */
const BENCHMARKS: Readonly<Record<string, (argv: readonly string[]) => Promise<void>>> = { relevance }

const [name, ...rest] = process.argv.slice(2)
const chosen = name === undefined ? Object.values(BENCHMARKS) : [BENCHMARKS[name]]
for (const benchmark of chosen) {
  if (!benchmark) {
    console.error(`no benchmark ${name}; there are: ${Object.keys(BENCHMARKS).join(', ')}`)
    process.exitCode = 2
    break
  }
  await benchmark(rest)
}
