import t from 'tap'
import fc from 'fast-check'
import { decode, encodingFound } from '../../indexer/text/decode.js'
import { law } from '../support/law.js'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const utf16 = (text: string, big: boolean): Uint8Array => {
  const buffer = Buffer.from(`\ufeff${text}`, 'utf16le')
  return big ? buffer.swap16() : buffer
}
const problemOf = (data: Uint8Array): string => {
  const result = decode(data, 'a.txt')
  return result.ok ? `decoded as ${result.value.encoding}: ${result.value.text}` : result.problem.code
}

t.test('text in each of the encodings is read, and the encoding named', (t) => {
  // 开封 in GB18030 is BF AA B7 E2, 㐂 (outside GBK) is 81 39 EF 31: from the tables of GB 18030-2005.
  const cases: [string, Uint8Array, string, string][] = [
    ['UTF-8', Buffer.from('开封市'), '开封市', 'utf-8'],
    ['UTF-8 with mark', Buffer.from('\ufeff开封市'), '开封市', 'utf-8'],
    ['ASCII', Buffer.from('PCR\n'), 'PCR\n', 'utf-8'],
    ['UTF-16LE with mark', utf16('开封𠮷', false), '开封𠮷', 'utf-16le'],
    ['UTF-16BE with mark', utf16('开封𠮷', true), '开封𠮷', 'utf-16be'],
    ['GB18030, two bytes', bytes(0xbf, 0xaa, 0xb7, 0xe2), '开封', 'gb18030'],
    ['GB18030, four bytes', bytes(0xbf, 0xaa, 0x81, 0x30, 0x84, 0x36), '开¥', 'gb18030'],
  ]
  for (const [name, data, text, encoding] of cases) {
    const result = decode(data, 'a.txt')
    t.same(result.ok && [result.value.text, result.value.encoding], [text, encoding], name)
  }
  t.end()
})

/** Bytes of Big5 for the characters that the tests write with, from the table of the Unicode consortium. */
const BIG5: Readonly<Record<string, string>> = {
  臺: 'bb4f', 北: 'a55f', 市: 'a5ab', 政: 'ac46', 府: 'a9b2', 衛: 'bdc3', 生: 'a5cd', 局: 'a7bd', 工: 'a475', 作: 'a740', 報: 'b3f8', 告: 'a769', 為: 'acb0', 民: 'a5c1', 眾: 'b2b3', 服: 'aa41', 務: 'b0c8', '，': 'a141', '。': 'a143', '\n': '0a', 碁: 'f9d6',
}
const asBig5 = (text: string): Buffer => Buffer.from([...text].map((character) => BIG5[character] ?? '').join(''), 'hex')

t.test('an encoding that the file does not name is told by what it reads as', (t) => {
  const traditional = '臺北市政府衛生局工作報告，為民眾服務。\n'
  const simplified = '开封市卫生健康委员会工作报告，为人民服务。\n'
  // The same sentence in GB18030, from the tables of GB 18030-2005.
  const gb = Buffer.from('bfaab7e2cad0cec0c9fabda1bfb5ceafd4b1bbe1b9a4d7f7b1a8b8e6a3acceaac8cbc3f1b7fecef1a1a30a', 'hex')
  const cases: [string, Uint8Array, string, string][] = [
    ['Big5', asBig5(traditional), traditional, 'big5'],
    ['a word in Big5', asBig5('衛生局'), '衛生局', 'big5'],
    ['Big5 with a character of its extensions', asBig5(`${traditional}碁`), `${traditional}碁`, 'big5'],
    ['GB18030', gb, simplified, 'gb18030'],
    ['UTF-16LE', Buffer.from(simplified, 'utf16le'), simplified, 'utf-16le'],
    ['UTF-16BE', Buffer.from(traditional, 'utf16le').swap16(), traditional, 'utf-16be'],
    ['UTF-16LE, Latin only', Buffer.from('PCR 100%\n', 'utf16le'), 'PCR 100%\n', 'utf-16le'],
  ]
  for (const [name, data, text, encoding] of cases) {
    const result = decode(data, 'a.txt')
    t.same(result.ok && [result.value.text, result.value.encoding], [text, encoding], name)
    t.match(result.ok && encodingFound(result.value, 'a.txt'), [{ rule: 'encoding', place: { file: 'a.txt' }, found: /没有编码标记，按 .+ 读出（常用字占 \d+ %）/, expected: 'UTF-8' }], name)
  }
  t.end()
})

t.test('what was read of a file that is not in UTF-8 is said, and whether to doubt it', (t) => {
  const found = (data: Uint8Array): unknown => {
    const result = decode(data, 'a.txt')
    return result.ok ? encodingFound(result.value, 'a.txt') : result.problem.code
  }
  t.same(found(Buffer.from('开封市')), [])
  t.match(found(utf16('开封市', true)), [{ found: 'UTF-16BE（有字节顺序标记）' }])
  // Shift JIS is not read; its bytes are no Chinese in any encoding that is.
  t.match(found(Buffer.from('93fa967b8cea82cc95b68fcd82c582b7', 'hex')), [{ expected: /请核对编码/ }])
  t.end()
})

t.test('the byte-order mark of GB18030 is no text', (t) => {
  t.match(decode(bytes(0x84, 0x31, 0x95, 0x33, 0xbf, 0xaa), 'a.txt'), { ok: true, value: { text: /^开$/, encoding: 'gb18030' } })
  t.end()
})

t.test('what is no text is refused', (t) => {
  const cases: [string, Uint8Array, string][] = [
    ['no bytes', bytes(), 'source/empty'],
    ['only white space', Buffer.from(' \r\n\t\f　'), 'source/empty'],
    ['only a byte-order mark', bytes(0xff, 0xfe), 'source/empty'],
    ['NUL bytes', Buffer.from('开封\u0000市'), 'source/encoding'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'source/encoding'],
    ['a Word file', bytes(0x50, 0x4b, 0x03, 0x04, 0x14), 'source/encoding'],
    ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'source/encoding'],
    ['neither UTF-8 nor GB18030', bytes(0x41, 0xff, 0xff), 'source/encoding'],
    ['a lone surrogate in UTF-16LE', bytes(0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8, 0x41, 0x00), 'source/encoding'],
    ['a lone surrogate in UTF-16BE', bytes(0xfe, 0xff, 0x00, 0x41, 0xdc, 0x00, 0x00, 0x41), 'source/encoding'],
    ['half a code unit of UTF-16', bytes(0xff, 0xfe, 0x41, 0x00, 0x41), 'source/encoding'],
    ['a lone surrogate in UTF-8 (CESU)', bytes(0x41, 0xed, 0xa0, 0x80, 0xff), 'source/encoding'],
  ]
  for (const [name, data, code] of cases) t.equal(problemOf(data), code, name)
  t.end()
})

t.test('UTF-8 that was cut inside a character is refused, not read as GB18030', (t) => {
  const whole = Buffer.from('开封市卫生健康委员会二〇二〇年工作总结')
  for (const cut of [1, 2]) t.equal(problemOf(whole.subarray(0, whole.length - cut)), 'source/encoding', `without the last ${cut} bytes`)
  t.equal(problemOf(Buffer.concat([whole, bytes(0xe5, 0xbc, 0x0a), whole])), 'source/encoding', 'a character cut in the middle of the text')
  t.end()
})

t.test('a refusal says where, what was found and what to do', (t) => {
  const result = decode(Buffer.from('第一行\n第二行\n第三\u0001行'), 'x.txt')
  t.match(result, { ok: false, problem: { place: { file: 'x.txt', line: 3 }, found: /U\+0001/, expected: /UTF-8/, remedy: /\p{Script=Han}/u } })
  t.match(decode(Buffer.concat([Buffer.from('第一行\n第二行\n第'), bytes(0xff, 0xff)]), 'x.txt'), { ok: false, problem: { place: { file: 'x.txt', line: 3 }, found: '无法解码的字节' } })
  t.match(decode(Buffer.from('%PDF-1.7\n'), 'x.pdf'), { ok: false, problem: { found: 'PDF 文件', remedy: /另存为纯文本/ } })
  t.end()
})

t.test('laws of decoding', (t) => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((s) => `开${s.replace(/[\u0000-\u001f\u007f\ufeff]/g, '')}`)
  law(t, 'UTF-8 and UTF-16 give back any text', text, (s) => {
    for (const data of [Buffer.from(s), utf16(s, false), utf16(s, true)]) {
      const result = decode(data, 'a')
      if (!result.ok || result.value.text !== s) return false
    }
    return true
  })
  law(t, 'no bytes make it throw, and what it gives is well-formed and not replaced', fc.uint8Array({ maxLength: 60 }), (data) => {
    const result = decode(data, 'a')
    return !result.ok || result.value.text.isWellFormed()
  }, 2000)
  t.end()
})
