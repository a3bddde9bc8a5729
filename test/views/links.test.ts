import fc from 'fast-check'
import t from 'tap'
import { EMPTY_QUERY, toQuery } from '../../server/search/query.js'
import * as links from '../../server/views/links.js'
import { holds, typedText } from '../support/seeded.js'

t.test('addresses are those of the design', (t) => {
  const table: [address: string, expected: string][] = [
    [links.HOME, '/'], [links.REPORTS, '/reports'], [links.OPENAPI, '/openapi.json'], [links.OPENSEARCH, '/opensearch.xml'],
    [links.searchLink(EMPTY_QUERY), '/search'],
    [links.searchLink(toQuery({ q: 'a b', page: 2 })), '/search?q=a+b&page=2'],
    [links.searchApiLink(toQuery({ year: [2022] })), '/api/search?year=2022'],
    [links.reportLink('kaifeng-145-plan'), '/r/kaifeng-145-plan'],
    [links.reportLink('kaifeng-145-plan', 'a&b'), '/r/kaifeng-145-plan?q=a%26b'],
    [links.passageLink('x', '7k2m9qxa'), '/r/x/p/7k2m9qxa'],
    [links.passageVisit('x', '7k2m9qxa'), '/r/x/p/7k2m9qxa#p-7k2m9qxa'],
    [links.passageVisit('x', '7k2m9qxa', 'a'), '/r/x/p/7k2m9qxa?q=a#p-7k2m9qxa'],
    [links.sourceLink('x'), '/r/x/source'],
    [links.sourceLink('x', '7k2m9qxa', 12), '/r/x/source?p=7k2m9qxa#L12'],
    [links.sourceAt('x', 12), '/r/x/source?line=12#L12'],
    [links.sourceAt('x', 12, { anchor: '7k2m9qxa' }), '/r/x/source?p=7k2m9qxa&line=12#L12'],
    [links.sourceAt('x', 12, { column: 3 }), '/r/x/source?line=12&column=3#L12'],
    [links.QUALITY, '/quality'], [links.qualityLink('x'), '/r/x/quality'], [links.qualityApiLink('x'), '/api/reports/x/quality'],
    [links.sectionFragment('s3'), '#s3'],
    [links.absolute('https://a.cn/', '/r/x'), 'https://a.cn/r/x'],
    [links.absolute('https://a.cn', '/r/x'), 'https://a.cn/r/x'],
    [links.absolute('', '/r/x'), '/r/x'],
  ]
  for (const [address, expected] of table) t.equal(address, expected)
  t.end()
})

holds(t, 'an address carries any text whole, and keeps path, query and fragment apart', fc.property(typedText(60), (typed) => {
  const q = toQuery({ q: typed }).q
  const addresses: [string, string][] = [[links.searchLink(toQuery({ q })), '/search'], [links.searchApiLink(toQuery({ q })), '/api/search'], [links.reportLink('x', q), '/r/x'], [links.passageVisit('x', '7k2m9qxa', q), '/r/x/p/7k2m9qxa']]
  return addresses.every(([address, path]) => {
    const url = new URL(address, 'http://localhost')
    return url.pathname === path && (url.searchParams.get('q') ?? '') === q && [...url.searchParams.keys()].length === (q === '' ? 0 : 1) && /^[!-~]*$/u.test(address)
  })
}), 1000)
