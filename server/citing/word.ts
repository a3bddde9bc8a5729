import type { Paragraph } from 'docx'
import { oneLine, type CitationRecord, type Excerpt } from './record.js'
import { formatCitation, type CitationOptions } from './text.js'

/**
 * A collection as a Word document laid out like a 公文 (GB/T 9704—2012, 5 and 7): A4, margins of 37 and 35 mm above and below, 28 and 26 mm
 * at the sides, title 小标宋 of size 2 (22 pt), text 仿宋 of size 3 (16 pt) on lines of 28 pt. Fonts are named, none is embedded.
 */

const MILLIMETRE = 1440 / 25.4
const mm = (length: number): number => Math.round(length * MILLIMETRE)
/** Sizes of type in half points. */
const TITLE_SIZE = 44
const TEXT_SIZE = 32
const NOTE_SIZE = 18
/** Line pitch in twentieths of a point. */
const PITCH = 28 * 20
const fonts = (eastAsia: string): { ascii: string; hAnsi: string; eastAsia: string } => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia })
const TITLE_FONT = fonts('方正小标宋简体')
const TEXT_FONT = fonts('仿宋_GB2312')
const HEADING_FONT = fonts('黑体')
const NOTE_FONT = fonts('宋体')

/** Writes the document: the words of each passage as they stand, where they are from as a footnote, and a caution where one is due. The library is loaded when the first one is asked for. */
export async function toWord(title: string, excerpts: readonly Excerpt[], options: CitationOptions): Promise<Uint8Array> {
  const { AlignmentType, Document, FootnoteReferenceRun, LineRuleType, Packer, Paragraph, TextRun } = await import('docx')
  const spacing = { line: PITCH, lineRule: LineRuleType.EXACT }
  const note = (record: CitationRecord): Paragraph[] => formatCitation(record, { ...options, style: 'note' }).split('\n')
    .map((line) => new Paragraph({ children: [new TextRun({ text: line, size: NOTE_SIZE, font: NOTE_FONT })] }))
  const body = excerpts.flatMap(({ record, caution }, i) => [
    new Paragraph({
      spacing, indent: { firstLine: 2 * TEXT_SIZE * 10 }, alignment: AlignmentType.BOTH,
      children: [
        new TextRun({ text: `${i + 1}. `, size: TEXT_SIZE, font: HEADING_FONT }),
        new TextRun({ text: oneLine(record.passage?.quote ?? ''), size: TEXT_SIZE, font: TEXT_FONT }),
        new FootnoteReferenceRun(i + 1),
      ],
    }),
    ...(caution === '' ? [] : [new Paragraph({ spacing, indent: { firstLine: 2 * TEXT_SIZE * 10 }, children: [new TextRun({ text: `（注意：${caution}）`, size: TEXT_SIZE, font: HEADING_FONT })] })]),
  ])
  const document = new Document({
    title, creator: '', description: '',
    footnotes: Object.fromEntries(excerpts.map(({ record }, i) => [i + 1, { children: note(record) }])),
    styles: { default: { document: { run: { font: TEXT_FONT, size: TEXT_SIZE, language: { value: 'zh-CN', eastAsia: 'zh-CN' } } } } },
    sections: [{
      properties: { page: { size: { width: mm(210), height: mm(297) }, margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) } } },
      children: [
        new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: PITCH }, children: [new TextRun({ text: title, size: TITLE_SIZE, font: TITLE_FONT })] }),
        ...body,
      ],
    }],
  })
  return Packer.toBuffer(document)
}
