import { fail, ok, type Result } from '../errors.js'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

export interface Decoded {
  /** Without byte-order mark; well-formed UTF-16. */
  readonly text: string
  readonly encoding: Encoding
}

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, i) => bytes[i] === byte)

/** A byte-order mark decides; else strict UTF-8; else GB18030, the encoding of older Chinese office files. */
function candidates(bytes: Uint8Array): readonly Encoding[] {
  if (startsWith(bytes, 0xff, 0xfe)) return ['utf-16le']
  if (startsWith(bytes, 0xfe, 0xff)) return ['utf-16be']
  return ['utf-8', 'gb18030']
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
  for (const encoding of candidates(bytes)) {
    if (encoding === 'gb18030' && isBrokenUtf8(bytes)) break
    let text: string
    try {
      text = new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\ufeff/, '')
    } catch (error) {
      if (error instanceof TypeError) continue
      throw error
    }
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
        found: `控制字符 U+${binary[0].charCodeAt(0).toString(16).padStart(4, '0')}`, expected: '纯文本（UTF-8、UTF-16 或 GB18030）',
        remedy: '文件像是二进制格式，请先另存为纯文本。',
      })
    }
    return ok({ text: text.toWellFormed(), encoding })
  }
  return fail({
    code: 'source/encoding', place: { file }, found: '无法解码的字节', expected: 'UTF-8、UTF-16（带 BOM）或 GB18030 文本',
    remedy: '请用文本编辑器另存为 UTF-8 后重试。',
  })
}
