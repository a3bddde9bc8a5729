import { fail, ok, type Diagnostic, type Result } from '../errors.js'
import { decodeByEvidence, decodeStrictly, GUESSED, type Guessed } from './encodings.js'

export type Encoding = 'utf-8' | Guessed

export interface Decoded {
  /** Without byte-order mark; well-formed UTF-16. */
  readonly text: string
  readonly encoding: Encoding
  /** How well it reads, 0 … 1, where the encoding was told by that; absent where the bytes themselves tell it. */
  readonly readability?: number
}

const NAMES: Readonly<Record<Encoding, string>> = { 'utf-8': 'UTF-8', gb18030: 'GB18030', big5: 'Big5', 'utf-16le': 'UTF-16LE', 'utf-16be': 'UTF-16BE' }
const READ_ENCODINGS = ['UTF-8', 'UTF-16', 'GB18030', 'Big5'].join('、')
/** Chinese that reads worse than this is in another encoding, or no Chinese. */
const DOUBTFUL = 0.4

/** How the text of a file that is not in UTF-8 was read: nobody has to guess why it looks as it does. A file in UTF-8 gives none. */
export function encodingFound({ encoding, readability }: Decoded, file: string): Diagnostic[] {
  if (encoding === 'utf-8') return []
  const name = NAMES[encoding]
  if (readability === undefined) return [{ rule: 'encoding', place: { file }, found: `${name}（有字节顺序标记）`, expected: 'UTF-8' }]
  const share = `常用字占 ${Math.round(readability * 100)} %`
  return [{ rule: 'encoding', place: { file }, found: `没有编码标记，按 ${name} 读出（${share}）`, expected: readability < DOUBTFUL ? '通顺的中文：请核对编码，另存为 UTF-8' : 'UTF-8' }]
}

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, i) => bytes[i] === byte)

/** What bytes of other formats begin with: they are not read, and are to be named. */
const FORMATS: readonly (readonly [name: string, head: readonly number[]])[] = [
  ['PDF 文件', [0x25, 0x50, 0x44, 0x46, 0x2d]], ['Word（docx）、压缩包一类的文件', [0x50, 0x4b, 0x03, 0x04]], ['旧版 Office 文件（doc、xls）', [0xd0, 0xcf, 0x11, 0xe0]], ['RTF 文件', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
]

/** A byte-order mark decides; else strict UTF-8 without NUL; else what reads best. */
function read(bytes: Uint8Array): Decoded | null {
  const marked = startsWith(bytes, 0xff, 0xfe) ? 'utf-16le' : startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : null
  if (marked) return plain(bytes, marked)
  const utf8 = plain(bytes, 'utf-8')
  const guessed = (utf8 && !utf8.text.includes('\0')) || isBrokenUtf8(bytes) ? null : decodeByEvidence(bytes)
  return guessed ?? utf8
}

function plain(bytes: Uint8Array, encoding: Encoding): Decoded | null {
  const text = decodeStrictly(bytes, encoding)
  return text === null ? null : { text, encoding }
}

/**
 * UTF-8 with a cut or damaged character decodes as GB18030 too, to nonsense. In GB18030 text hardly any three bytes
 * happen to be a UTF-8 character; in damaged UTF-8 they outnumber the damage.
 */
function isBrokenUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const lost = text.match(/\ufffd/g)?.length ?? 0
  return lost > 0 && (text.match(/[\u0800-\ufffc]/g)?.length ?? 0) > lost
}

// Control characters that no text file holds; tab, LF, FF and CR are text.
// eslint-disable-next-line no-control-regex -- control characters are exactly what is sought
const BINARY = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/

/**
 * Bytes -> text, strictly: what cannot be decoded without loss is refused, never replaced.
 * Errors: `source/empty` for no bytes or only white space, `source/encoding` for binary or undecodable bytes.
 */
export function decode(bytes: Uint8Array, file: string): Result<Decoded> {
  const format = FORMATS.find(([, head]) => startsWith(bytes, ...head))
  if (format) {
    return fail({
      code: 'source/encoding', place: { file }, found: format[0], expected: `纯文本（${READ_ENCODINGS}）`, remedy: '请先用原来的软件另存为纯文本。',
    })
  }
  const decoded = read(bytes)
  if (!decoded) {
    const line = firstLoss(bytes)
    return fail({
      code: 'source/encoding', place: { file, ...(line === null ? {} : { line }) }, found: '无法解码的字节', expected: `${READ_ENCODINGS} 文本`,
      remedy: '请用文本编辑器另存为 UTF-8 后重试。',
    })
  }
  const { text } = decoded
  if (text.trim() === '') {
    return fail({
      code: 'source/empty', place: { file }, found: `${bytes.length} 字节，没有文字`, expected: '有文字的文本文件',
      remedy: '请放入有内容的文件，或从目录 catalog.yaml 中删去这一条。',
    })
  }
  const binary = BINARY.exec(text)
  if (binary) {
    return fail({
      code: 'source/encoding', place: { file, line: text.slice(0, binary.index).split('\n').length },
      found: `控制字符 U+${binary[0].charCodeAt(0).toString(16).padStart(4, '0')}`, expected: `纯文本（${READ_ENCODINGS}）`,
      remedy: '文件像是二进制格式，请先另存为纯文本。',
    })
  }
  return ok({ ...decoded, text: text.toWellFormed() })
}

/** The line with the first byte that is lost, in the encoding that loses least; `null` where none is. */
function firstLoss(bytes: Uint8Array): number | null {
  const losses = (['utf-8', ...GUESSED.slice(0, 2)] as const).map((encoding) => new TextDecoder(encoding).decode(bytes).split('\ufffd'))
  const [least] = losses.sort((a, b) => a.length - b.length)
  return least === undefined || least.length < 2 ? null : (least[0] ?? '').split('\n').length
}
