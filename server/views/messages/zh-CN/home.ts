/** The home page and the list of reports. */
export const home = {
  headline: '地方卫生健康报告，逐段可查、可引',
  intro: '按关键词、城市、年份和主题检索工作报告、规划与专题报道，读到原文所在之处，把链接和出处带走。',
  description: '河南省各市卫生健康工作报告、规划与专题报道的全文检索和阅读：按关键词、城市、年份、主题查找，逐段引用。',
  tryThese: '试试：',
  countReports: '份报告', countPassages: '个段落', countCities: '个城市', countYears: '个年份',
  coverage: '收录范围',
  coverageMeaning: '每格为该市该年可检索的段落数，点击即看；“—”表示尚未收录，不表示没有相关工作。',
  coverageRegion: '收录范围表，可左右滚动', coverageCaption: '各市各年的段落数',
  city: '城市', total: '合计',
  cell: (city: string, year: string, count: number) => `${city} ${year} 年：${count} 段`,
  cellEmpty: (city: string, year: string) => `${city} ${year} 年：未收录`,
  byTopic: '按主题浏览', reports: '最新报告',
  allReports: '全部报告',
  allReportsDescription: (count: number) => `收录的 ${count} 份报告`,
  allReportsIntro: (count: number) => `共 ${count} 份。每份报告都整理成章节和段落，每段有固定链接，并可对照原始文本。`,
}
