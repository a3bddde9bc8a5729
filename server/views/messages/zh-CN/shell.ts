import type { Phrase } from '../../markup.js'

/** The frame of every page, the search boxes, and what the script says. */
export const shell = {
  /** The language's own tag (BCP 47). */
  lang: 'zh-CN',
  siteName: '卫健报告检索',
  titleOf: (title: string) => `${title} — 卫健报告检索`,
  skip: '跳到正文',
  mainNav: '主导航',
  home: '首页', passages: '段落', reports: '报告', reportsList: '报告列表', quality: '整理质量', api: '数据接口',
  colophon: '正文由原始文件整理而成，逐段可查原文行号；引用前请核对原文。',
  otherLanguage: 'English',
  searchLabel: '检索报告全文', searchPlaceholder: '关键词、数字、问句，或 “整句原文”', search: '检索', searchAgain: '换个说法检索',
  backHome: '回首页', seeReports: '看报告列表',
  pageNav: '翻页', previousPage: '上一页', nextPage: '下一页',
  printed: (address: string, day: string) => `${address}　${day} 查阅` as Phrase,
  wholeProvince: '全省', unknown: '不详',
}

/** Said by the script; `{n}` is the number of suggestions. */
export const script = {
  suggestions: '检索建议', count: '{n} 条建议，用上下键选择', passages: '{n} 段', term: '词', indicator: '指标', heading: '标题', report: '报告',
  selection: '所选文字', copy: '复制引文', address: '所选段落的地址', copied: '引文已复制', collect: '加入摘编', keys: '快捷键', close: '关闭', noMore: '没有更多命中',
  notCopied: '未能复制，请选中文字后按 Ctrl+C（苹果电脑按 ⌘C）',
}
