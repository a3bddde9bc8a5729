import t from 'tap'
import fc from 'fast-check'
import { byteOrder, listOfTerms } from '../../indexer/postings/term-order.js'
import { packTerms, unpackTerms } from '../../indexer/postings/terms.js'
import { ByteReader, ByteWriter } from '../../indexer/store/bytes.js'
import { packColumn, packNumbers, unpackColumn, unpackNumbers } from '../../indexer/store/column.js'
import { readMaking, readRecord, RecordWriter } from '../../indexer/store/record.js'
import { blockOf, inflateBlock, readDirectory, readSource, writeSource } from '../../indexer/store/source-blocks.js'
import type { Passage } from '../../indexer/types.js'
import { anyUnits, holds } from '../support/seeded.js'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

holds(t, 'columns of numbers come back', fc.property(fc.array(fc.oneof(fc.nat(3), fc.nat(2 ** 31))), (values) =>
  same([...unpackColumn(packColumn(values))], values) && same([...unpackNumbers(packNumbers(values))], values)), 300)

holds(t, 'numbers of any size and sign come back in their order', fc.property(fc.array(fc.oneof(fc.integer(), fc.maxSafeInteger().map((value) => Math.trunc(value / 2)))), (values) => {
  const writer = new ByteWriter()
  for (const value of values) writer.difference(value)
  const reader = new ByteReader(writer.finish())
  return values.every((value) => reader.difference() === value)
}), 300)

holds(t, 'terms are brought into the order of their bytes, and come back in it', fc.property(fc.uniqueArray(fc.oneof(fc.string({ unit: fc.constantFrom(...'医共体a𠮷\uff5e') }), fc.string(), fc.string({ unit: 'binary' })), { maxLength: 60 }), (terms) => {
  const sorted = terms.map((term) => Buffer.from(term, 'utf8')).sort((a, b) => Buffer.compare(a, b))
  const { bytes, starts } = unpackTerms(packTerms(listOfTerms(terms, byteOrder(terms))), sorted.length)
  return sorted.every((term, i) => Buffer.compare(term, bytes.subarray(starts[i], starts[i + 1])) === 0)
}), 1000)

holds(t, 'lines of a source come back, all together and by their number', fc.property(fc.array(fc.oneof(anyUnits(40), fc.constantFrom(0, 9000, 65535, 65536, 140_000).map((length) => '行'.repeat(length)))), (lines) => {
  const writer = new ByteWriter()
  writeSource(lines, writer)
  const directory = readDirectory(new ByteReader(writer.finish()))
  return same(readSource(directory), lines) && blockOf(lines.length + 1, directory) === -1 && lines.every((line, i) => {
    const { first, units, starts } = inflateBlock(blockOf(i + 1, directory), directory)
    return Buffer.from(units.slice(starts[i + 1 - first], starts[i + 2 - first]).buffer).toString('utf16le') === line
  })
}), 60)

const anchorArb = fc.oneof(fc.string({ unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), minLength: 8, maxLength: 8 }), fc.string({ maxLength: 9 }))
const spanArb = fc.record({ start: fc.nat(400), end: fc.nat(400) })
const pieceArb = fc.oneof(fc.record({ line: fc.nat(5000), from: fc.nat(300), to: fc.nat(300) }), fc.record({ line: fc.nat(5000), from: fc.nat(300), to: fc.nat(300), reads: anyUnits(5) }))
const passageArb: fc.Arbitrary<Passage> = fc.record({
  anchor: anchorArb, kind: fc.constantFrom('paragraph' as const, 'row' as const, 'caption' as const), text: anyUnits(20), pieces: fc.array(pieceArb), city: fc.constantFrom(null, '开封'), label: fc.constantFrom(null, '', '合计'),
  span: spanArb, theme: fc.option(spanArb), county: fc.constantFrom(null, '尉氏县'), years: fc.constant([2021]), corrections: fc.array(fc.nat(9)), reordered: fc.boolean(),
  topics: fc.constantFrom([], [{ topic: '医保', words: ['报销'] }]), repeats: fc.option(anchorArb),
})

holds(t, 'records come back field by field, and tell what their texts are made of', fc.property(fc.array(fc.tuple(passageArb, fc.boolean())), (passages) => {
  const tables = new RecordWriter()
  return passages.map(([passage, made]) => {
    const writer = new ByteWriter()
    tables.write(passage, made ? passage.text : `${passage.text}.`, writer)
    return { passage, made, bytes: writer.finish().slice() }
  }).every(({ passage, made, bytes }) => {
    const back = readRecord(bytes, tables.tables, passage, passage.text)
    const { pieces, start, text } = readMaking(bytes)
    return Object.keys(passage).every((key) => same(back[key as keyof Passage], passage[key as keyof Passage])) && same(pieces, passage.pieces) && start === passage.span.start && text === (made ? null : passage.text)
  })
}), 300)
