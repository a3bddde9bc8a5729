import { SingleBar } from 'cli-progress'
import { buildSnapshot, describeProblem, folderSetting, INDEXER_SETTINGS, loadLanguage, placesToCheck, qualityOf, qualityTable, readSettings, startBuilding, type Built, type Progress } from './index.js'

/** Edge of the indexer: arguments, terminal, exit code (0 all taken, 1 some report refused, 2 nothing published). */

const STAGES: Readonly<Record<Progress['stage'], string>> = { read: '读取报告', index: '建立索引', publish: '写入快照' }

const REPORT_FLAG = '--report'

const usage = (): string =>
  ['用法：npm run index -- [--seeds 文件夹] [--data 文件夹] [--report]', '', '  --report  prints the quality of each report as read, and the places to look at', ...INDEXER_SETTINGS.map(({ name, flag, fallback, meaning }) => `  --${flag}  (${name}, ${fallback})  ${meaning}`)].join('\n')

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
  const bar = new SingleBar({ format: '{stage} [{bar}] {value}/{total}  {rate} 万字/秒  剩余 {eta_formatted}  {subject}', hideCursor: true, clearOnComplete: true })
  bar.start(1, 0, { stage: '', subject: '', rate: '' })
  const started = performance.now()
  return {
    notify: ({ stage, done, total, subject, characters }) => {
      bar.setTotal(total)
      bar.update(done, { stage: STAGES[stage], subject, rate: (characters / 10 / Math.max(1, performance.now() - started)).toFixed(1) })
    },
    stop: () => bar.stop(),
  }
}

/** What was built, refused and doubtful; without `withLines` the doubts about single lines are left to the quality report. */
function printSummary({ reports, problems, diagnostics, snapshot, changes, reused }: Built, withLines: boolean): void {
  for (const report of reports) {
    console.log(`  ${report.id}  ${report.passages.length} 段  ${report.canonical.text.length} 字  ${report.furniture.length} 处版面文字略去`)
  }
  for (const { rule, place, found, expected } of withLines ? diagnostics : diagnostics.filter(({ place }) => place.line === undefined)) {
    console.log(`  存疑 ${place.line === undefined ? place.file : `${place.file}:${place.line}`} [${rule}] 实际：${found}；应为：${expected}`)
  }
  for (const { report, edition, first, moved, changed, numberChanged, vanished, added } of changes) {
    console.log(first ? `  新版 ${report}  ${edition}  首次存档` : `  新版 ${report}  ${edition}  移动 ${moved} 段，文字有改 ${changed} 段，数字有变 ${numberChanged} 段，消失 ${vanished} 段，新增 ${added} 段`)
  }
  for (const problem of problems) console.error(`  拒收 ${describeProblem(problem)}`)
  const passages = reports.reduce((sum, report) => sum + report.passages.length, 0)
  console.log(`${snapshot}：${reports.length} 份报告${reused > 0 ? `（${reused} 份未变，沿用）` : ''}，${passages} 段，${problems.length} 处拒收，${diagnostics.length} 处存疑`)
}

/** What reading has made of each report in numbers, and the lines to look at by rule. */
function printQuality({ reports }: Built): void {
  const measured = reports.map((report) => ({ id: report.id, quality: qualityOf(report) }))
  for (const line of ['', ...qualityTable(measured), '', ...placesToCheck(measured)]) console.log(line)
}

async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(usage())
    return 0
  }
  const wantsQuality = argv.includes(REPORT_FLAG)
  let settings
  try {
    settings = readSettings(INDEXER_SETTINGS, process.env, argv.filter((argument) => argument !== REPORT_FLAG))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    console.error(`${error.message}\n${usage()}`)
    return 2
  }
  const [seedsSetting, dataSetting] = INDEXER_SETTINGS
  const [seeds, data] = [folderSetting(settings.SEEDS_DIR, seedsSetting), folderSetting(settings.DATA_DIR, dataSetting)]
  await startBuilding(seeds, data)
  const printer = progressPrinter(process.stdout.isTTY === true)
  const built = await buildSnapshot(seeds, data, loadLanguage(), printer.notify)
  printer.stop()
  if (!built.ok) {
    console.error(`未建立索引：${describeProblem(built.problem)}`)
    return 2
  }
  printSummary(built.value, !wantsQuality)
  if (wantsQuality) printQuality(built.value)
  return built.value.problems.length > 0 ? 1 : 0
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  return 2
})
