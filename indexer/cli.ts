import { SingleBar } from 'cli-progress'
import { buildSnapshot, describeProblem, folderSetting, INDEXER_SETTINGS, loadLanguage, readSettings, type Built, type Progress } from './index.js'

/** Edge of the indexer: arguments, terminal, exit code (0 all taken, 1 some report refused, 2 nothing published). */

const STAGES: Readonly<Record<Progress['stage'], string>> = { read: '读取报告', analyse: '切分词语', index: '建立索引', publish: '写入快照' }

const usage = (): string =>
  ['用法：npm run index -- [--seeds 文件夹] [--data 文件夹]', '', ...INDEXER_SETTINGS.map(({ name, flag, fallback, meaning }) => `  --${flag}  (${name}, ${fallback})  ${meaning}`)].join('\n')

/** A bar on a terminal, a line per finished stage and report otherwise. */
function progressPrinter(terminal: boolean): { notify: (progress: Progress) => void; stop: () => void } {
  if (!terminal) {
    return {
      notify: ({ stage, done, total, subject }) => {
        if (subject !== '' || done === total) console.log(`${STAGES[stage]} ${done}/${total} ${subject}`.trimEnd())
      },
      stop: () => undefined,
    }
  }
  const bar = new SingleBar({ format: '{stage} [{bar}] {value}/{total} {subject}', hideCursor: true, clearOnComplete: true })
  bar.start(1, 0, { stage: '', subject: '' })
  return {
    notify: ({ stage, done, total, subject }) => {
      bar.setTotal(total)
      bar.update(done, { stage: STAGES[stage], subject })
    },
    stop: () => bar.stop(),
  }
}

function printSummary({ reports, problems, diagnostics, snapshot }: Built): void {
  for (const report of reports) {
    console.log(`  ${report.id}  ${report.passages.length} 段  ${report.canonical.text.length} 字  ${report.furniture.length} 处版面文字略去`)
  }
  for (const { rule, place, found, expected } of diagnostics) {
    console.log(`  存疑 ${place.line === undefined ? place.file : `${place.file}:${place.line}`} [${rule}] 实际：${found}；应为：${expected}`)
  }
  for (const problem of problems) console.error(`  拒收 ${describeProblem(problem)}`)
  const passages = reports.reduce((sum, report) => sum + report.passages.length, 0)
  console.log(`${snapshot}：${reports.length} 份报告，${passages} 段，${problems.length} 处拒收，${diagnostics.length} 处存疑`)
}

async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(usage())
    return 0
  }
  let settings
  try {
    settings = readSettings(INDEXER_SETTINGS, process.env, argv)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    console.error(`${error.message}\n${usage()}`)
    return 2
  }
  const [seedsSetting, dataSetting] = INDEXER_SETTINGS
  const printer = progressPrinter(process.stdout.isTTY === true)
  const built = await buildSnapshot(folderSetting(settings.SEEDS_DIR, seedsSetting), folderSetting(settings.DATA_DIR, dataSetting), loadLanguage(), printer.notify)
  printer.stop()
  if (!built.ok) {
    console.error(`未建立索引：${describeProblem(built.problem)}`)
    return 2
  }
  printSummary(built.value)
  return built.value.problems.length > 0 ? 1 : 0
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  return 2
})
