import { html, type Phrase } from '../../markup.js'

/** The reading view, and what has become of a cited passage. */
export const reading = {
  issuer: '发布机构', published: '发布年份', covers: '所述年份', cities: '城市', extent: '篇幅',
  size: (passages: number, characters: number) => `${passages} 段 · ${characters} 字`,
  description: (kind: string, cities: string, years: string, passages: number) => `${kind}，${cities}，${years}，共 ${passages} 段。`,
  seeSource: '查看原始文本',
  findIn: '在本报告中查找', find: '查找',
  hits: (q: string, count: number) => html`“${q}”在本报告中命中 <b>${count}</b> 段。`,
  clearMarks: '清除标记', hitNumber: (number: number, count: number) => `第 ${number} / ${count} 处`, previousHit: '上一处', nextHit: '下一处', firstHit: '到第一处', allHits: '各处所在',
  cited: '所引段落', permalink: '固定链接', previous: '上一段', next: '下一段', inFullText: '在全文中看',
  contents: '目录', hitsUnit: ' 处',
  doubtSign: '存疑号',
  legend: (sign: string, count: number) => html`<span class="doubt" role="img" aria-label="${sign}"></span> 表示此处前后相连是由上下文推定的，全文共 ${count} 处；点它可看原文。`,
  byContent: '按内容归入',
  gap: '〔原件以下缺文〕',
  permalinkOf: (number: number) => `第 ${number} 段的固定链接`, sourceOf: (number: number) => `第 ${number} 段的原文`, sourceSign: '原', cite: '引用',
  rowFixed: '该行经编辑校正，看原文', rowFixedSign: '校', rowPermalink: '该行的固定链接', rowSource: '该行的原文',
  tableRegion: (heading: string) => `${heading}，可左右滚动`,
  rowOfTable: (number: number) => `第 ${number} 段（表中一行）`,
  correction: (found: string, becomes: string, evidence: string, by: string) => html`原文：<del>${found}</del>；校正：<ins>${becomes}</ins>。依据：${evidence}（${by}）`,
  seeOriginal: '看原文',
  reorderedCaution: '这一段由交错的报纸分栏重排而成，次序与所属城市依上下文推定，引用前请对照原文各行。',
  ofThemDoubtful: (count: number, sign: string) => html`其中 ${count} 处前后相连把握不大，以 <span class="doubt" role="img" aria-label="${sign}"></span> 标出。`,
  doubtsCaution: (count: number, sign: string) => html`这一段有 ${count} 处前后相连把握不大，以 <span class="doubt" role="img" aria-label="${sign}"></span> 标出，引用前请对照原文。`,
}

/** States of a cited passage. */
export const states = {
  label: '所引文字的状态',
  exact: '原文一致', moved: '位置已移动', changed: '文字有改动', 'number-changed': '数字已变', gone: '原文已删除',
  exactMeans: (since: string) => `所引文字与${since}一致。`,
  movedMeans: '所引文字未变，但在报告中的位置变了。',
  changedMeans: (since: string) => `所引文字与${since}不同，下面并列新旧，不同处有标记。引用前请核对。`,
  numberChangedMeans: (since: string) => `所引文字中的数字与${since}不同，下面并列新旧，不同处有标记。请勿照旧引用。`,
  goneMeans: '报告中已没有所引文字。下面是存档的原文，和原处前后现有的段落。',
  ordinalOnly: (since: string) => `只有段首的编号与${since}不同，其余文字未变。`,
  divided: '所引文字未变，现分在几段里。', joined: '所引文字未变，现与前后文字同在一段。',
  firstPublished: '首次收录时', thatEdition: '所指版本',
  notArchived: '尚未存档',
  edition: (day: string, id: string) => `${day} · ${id}`,
  pinned: (edition: string) => `所指版本：${edition}`,
  archived: (edition: string) => `存档原文（${edition}）`,
  numberAdded: (is: string) => `新增 ${is}` as Phrase, numberGone: (was: string) => `原有 ${was}，现已无` as Phrase, numberChanged: (was: string, is: string) => `原为 ${was}，现为 ${is}` as Phrase,
  old: '原文', now: '现文',
  oldPlace: (place: string) => html`原处：${place}`, newPlace: (place: string) => html`现处：${place}`,
  nearest: '原处前后现有：', history: '各版记录',
}

/** How to cite. */
export const cite = {
  report: '引用本报告', passage: '引用本段',
  edition2025: 'GB/T 7714—2025（现行）', edition2015: 'GB/T 7714—2015',
  note: '著录与出处', quote: '原文、著录与出处', reference: '仅著录', markdown: 'Markdown',
  text: '引文', copy: '复制引文', copied: '引文已复制',
  edition: '国标版本', style: '样式', accessed: '引用日期', update: '更新引文',
  download: '下载：', plainText: '文本',
  qr: '二维码，内容为下面的短链', forPrint: '印刷用短链：',
}
