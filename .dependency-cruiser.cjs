/**
 * Who may import whom: the table of DESIGN ("Two flows, one direction") as rules. test/architecture.test.ts runs them
 * over the TypeScript sources, and over test/fixtures/bad-tree, which breaks each of them once.
 * A rule's comment says what to do instead.
 */
'use strict'

/** A package, wherever node_modules is; scoped packages with a slash. */
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`
/** The vocabulary of the indexer. */
const VOCABULARY = '^indexer/(types|errors|ports)\\.ts$'
const CODE = '^(indexer|server|bench)/'
const only = (name, packages, file, comment) => ({
  name, comment, severity: 'error', from: { path: CODE, pathNot: file }, to: { path: npm(...packages) },
})
/** A room of the indexer: what else of the project it may import. */
const room = (folder, allowed, comment) => ({
  name: `indexer-${folder}-imports`, comment, severity: 'error',
  from: { path: `^indexer/${folder}/` }, to: { path: '^(indexer|server|bench|test)/', pathNot: [VOCABULARY, `^indexer/${folder}/`, ...allowed] },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true },
      comment: 'Two files need each other: move what both need into a third that imports neither.' },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true },
      comment: 'The import leads nowhere: correct the path, or add the package to package.json.' },
    { name: 'indexer-published-surface', severity: 'error', from: { path: '^(server|bench)/' }, to: { path: '^indexer/', pathNot: '^indexer/index\\.ts$' },
      comment: 'Import from indexer/index.ts; what is missing there is exported there, if it is meant for others.' },
    { name: 'indexer-never-imports-server', severity: 'error', from: { path: '^indexer/' }, to: { path: '^(server|bench|test)/' },
      comment: 'The build flow does not know the read flow: move what is shared into the indexer and publish it.' },
    { name: 'server-never-imports-test', severity: 'error', from: { path: '^server/' }, to: { path: '^(test|bench)/' },
      comment: 'What is served stands on its own: move the helper into server/.' },
    room('text', [], 'Strings and positions know nothing of reports: take what you need as an argument, or put its type into the vocabulary.'),
    room('report', ['^indexer/text/'], 'A report is read from text and vocabulary; lexicon data and adapters come as arguments.'),
    room('editions', ['^indexer/text/', '^indexer/report/anchors\\.ts$'], 'Editions are compared as text: headings, log entries and the clock come as arguments; archive.ts puts them together.'),
    room('analysis', ['^indexer/text/'], 'Analysis uses text and the Segmenter port; the engine behind the port comes as an argument.'),
    room('store', ['^indexer/text/paragraph\\.ts$'], 'The store keeps reports as bytes: it knows how pieces make a text, not how reports are read from sources or searched.'),
    room('postings', ['^indexer/store/(sections|column|bytes|growing)\\.ts$'], 'Postings are numbers and bytes: the terms come counted, and nothing is known of reports or files.'),
    room('adapters', [], 'An adapter fulfils a port: the types that it needs belong into types.ts or ports.ts, its caller is pipeline.ts or index.ts.'),
    only('one-file-imports-minisearch', ['minisearch'], '^(indexer/adapters/minisearch|bench/known-item/baselines|bench/scale/peers)\\.ts$', 'Use the SearchIndex port of indexer/ports.ts.'),
    only('one-file-imports-nodejieba', ['nodejieba'], '^(indexer/adapters/(jieba\\.ts|nodejieba\\.d\\.ts)|bench/known-item/baselines\\.ts)$', 'Use the Segmenter port of indexer/ports.ts.'),
    only('one-file-imports-opencc', ['opencc-js'], '^(indexer/adapters/opencc|bench/known-item/traditional)\\.ts$', 'Use a Simplify function, as text/fold.ts does.'),
    only('one-file-imports-pinyin', ['pinyin-pro'], '^indexer/adapters/pinyin\\.ts$', 'Use the Romanize port of indexer/ports.ts.'),
    only('one-file-imports-handlebars', ['handlebars'], '^server/views/handlebars\\.ts$', 'Call render(page, view) of server/views/handlebars.ts.'),
    only('one-file-imports-docx', ['docx'], '^server/citing/word\\.ts$', 'Call toWord of server/citing/word.ts.'),
    only('yaml-in-adapters', ['yaml'], '^indexer/adapters/', 'Reading YAML is an adapter\'s work: hand its result on as plain values.'),
    only('edges-draw-progress', ['cli-progress'], '^indexer/cli\\.ts$', 'Report progress through notify; only the edge draws it.'),
    only('edges-make-loggers', ['pino'], '^server/main\\.ts$', 'Take a logger as an argument; only the edge makes one.'),
    { name: 'files-are-read-by-adapters', severity: 'error', from: { path: '^(indexer|server)/', pathNot: ['^indexer/adapters/', '^server/views/(assets|handlebars)\\.ts$'] },
      to: { path: '^(node:)?fs(/promises)?$' }, comment: 'Only adapters touch the file system: take the content as an argument.' },
    { name: 'search-has-no-http-and-no-html', severity: 'error', from: { path: '^server/(search|citing)/' }, to: { path: [npm('fastify', '@fastify', 'handlebars'), '^(node:)?http$'] },
      comment: 'Search turns a Query into Results, as plain values: requests belong into routes, markup into views.' },
    { name: 'search-imports-indexer-only', severity: 'error', from: { path: '^server/search/' }, to: { path: '^server/', pathNot: '^server/search/' },
      comment: 'Search is the lowest room of the server: move what it needs down into server/search.' },
    { name: 'citing-imports-search-only', severity: 'error', from: { path: '^server/citing/' }, to: { path: '^server/', pathNot: '^server/(citing|search)/' },
      comment: 'Citing turns a record into text: addresses and labels of pages are handed to it.' },
    { name: 'resolving-has-no-http-and-no-html', severity: 'error', from: { path: '^server/resolving/' }, to: { path: [npm('fastify', '@fastify', 'handlebars'), '^(node:)?http$'] },
      comment: 'Resolving turns an address into what has become of its passage: requests belong into routes, markup into views.' },
    { name: 'resolving-imports-search-only', severity: 'error', from: { path: '^server/resolving/' }, to: { path: '^server/', pathNot: '^server/(resolving|search)/' },
      comment: 'Resolving stands on the corpus of search: pass anything else in, or move it down.' },
    { name: 'views-have-no-http', severity: 'error', from: { path: '^server/views/' }, to: { path: [npm('fastify', '@fastify'), '^(node:)?http$'] },
      comment: 'A view is made of values: let the route take them out of the request.' },
    { name: 'views-import-search-only', severity: 'error', from: { path: '^server/views/' }, to: { path: '^server/', pathNot: '^server/(views|search|resolving|citing)/' },
      comment: 'Views know search, resolving and citing, not routes or the app: pass the value in.' },
    { name: 'routes-do-not-import-edges', severity: 'error', from: { path: '^server/routes/' }, to: { path: '^server/', pathNot: '^server/(routes|views|search|resolving|citing)/' },
      comment: 'Routes are registered by the app and do not know it: take what you need as an option of the plugin.' },
    { name: 'edges-are-not-imported', severity: 'error', from: {}, to: { path: '^(server/main|indexer/cli)\\.ts$' },
      comment: 'An edge runs when it is imported: move what you need out of it.' },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^(dist|test/fixtures)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
