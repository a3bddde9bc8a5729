import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IConfiguration, type IFlattenedRuleSet } from 'dependency-cruiser'
import t from 'tap'
import { PACKAGE_ROOT } from '../indexer/index.js'

/** The house of DESIGN as it is built: the rules of .dependency-cruiser.cjs over the TypeScript sources. */

const config = createRequire(import.meta.url)(join(PACKAGE_ROOT, '.dependency-cruiser.cjs')) as IConfiguration
const forbidden = (config.forbidden ?? []).map((rule) => ({ ...rule, name: rule.name ?? '' }))

async function look(baseDir: string, folders: readonly string[]): Promise<ICruiseResult> {
  const { enhancedResolveOptions, ...options } = config.options ?? {}
  const ruleSet = { forbidden } as IFlattenedRuleSet
  const { output } = await cruise([...folders], { ...options, baseDir, validate: true, ruleSet }, { ...enhancedResolveOptions })
  if (typeof output === 'string') throw new Error(output)
  return output
}

t.test('the sources keep to the rules', async (t) => {
  const { summary } = await look(PACKAGE_ROOT, ['indexer', 'server', 'bench', 'test'])
  t.ok(summary.totalCruised > 60, `${summary.totalCruised} files, ${summary.totalDependenciesCruised ?? 0} imports`)
  const comment = (name: string): string => forbidden.find((rule) => rule.name === name)?.comment ?? ''
  t.strictSame(summary.violations.map(({ rule, from, to }) => `${from} -> ${to} [${rule.name}] ${comment(rule.name)}`), [])
})

t.test('the rules see the imports that they are about', async (t) => {
  const { modules } = await look(PACKAGE_ROOT, ['indexer', 'server'])
  const imports = new Set(modules.flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => `${source} -> ${resolved.replace(/^.*node_modules\//u, '').replace(/\/.*/u, (rest) => (resolved.includes('node_modules') ? '' : rest))}`)))
  for (const expected of ['indexer/adapters/minisearch.ts -> minisearch', 'indexer/adapters/jieba.ts -> nodejieba', 'indexer/adapters/opencc.ts -> opencc-js', 'indexer/adapters/lexicon-files.ts -> yaml', 'server/views/handlebars.ts -> handlebars', 'server/app.ts -> fastify', 'server/views/assets.ts -> fs', 'server/search/match.ts -> indexer/index.ts']) {
    t.ok(imports.has(expected), expected)
  }
  // A type that is imported is a tie too.
  t.ok(imports.has('indexer/text/fold.ts -> indexer/types.ts'))
})

t.test('every rule is broken by the bad tree', async (t) => {
  const { summary } = await look(join(PACKAGE_ROOT, 'test/fixtures/bad-tree'), ['indexer', 'server', 'test'])
  t.strictSame([...new Set(summary.violations.map(({ rule }) => rule.name))].sort(), forbidden.map(({ name }) => name).sort())
})

t.test('every rule has a name, a comment that says what to do, and stops the build', (t) => {
  t.equal(new Set(forbidden.map(({ name }) => name)).size, forbidden.length)
  for (const { name, comment, severity } of forbidden) t.ok(name !== '' && (comment?.length ?? 0) > 30 && severity === 'error', name)
  t.end()
})
