/** The accessibility statement. */
export const accessibility = {
  title: '无障碍声明', description: '本站符合哪些无障碍标准，怎样检查，已知的局限。',
  intro: '本站力求任何人都能用：只用键盘、用读屏软件、放大到 400%、高对比度、不用脚本、在手机上。目标是《Web 内容无障碍指南》（WCAG）2.2 的 A 级和 AA 级，并参照 GB/T 37668—2019。',
  checks: '检查结果',
  summary: (date: string, runs: number, pages: number, found: number) => `${date} 在真实浏览器中对 ${pages} 种页面状态做了 ${runs} 次自动检查，发现 ${found} 处问题。`,
  tools: (engine: string, browser: string) => `工具：${engine}，${browser}；规则：WCAG 2.0、2.1、2.2 的 A 级和 AA 级，以及通行做法。下表由检查程序写成，原始数据可下载。`,
  data: '检查数据（JSON）', caption: '各页面状态的检查结果', page: '页面',
  'light-desk': '浅色、宽 1280', 'dark-desk': '深色、宽 1280', 'light-phone': '浅色、宽 360', 'dark-reflow': '深色、宽 320（相当于放大 400%）', 'forced-colours': '强制配色',
  more: '另外由测试看管的',
  moreOrder: '标题不跳级，每页一个主标题；表格有标题和表头；图标链接有名称；图都有同样数据的表格。',
  moreKeyboard: '检索、筛选、阅读、逐处跳转、摘编、引用、换页都可只用键盘完成；不用脚本也都能完成。',
  moreReflow: '放大到 400% 时页面不左右滚动；宽表格在自己的滚动区内，可用键盘滚动。',
  limits: '已知的局限',
  limitsText: '报告原文由扫描和转换而来，个别字句有缺损，页面会注明；由报纸分栏重排的段落，次序是推定的，也会注明。',
  limitsHuman: '自动检查只能发现一部分障碍。没有请残障人士做过正式评测。',
  limitsFiles: '导出的 Word、CSV 等文件没有做过无障碍检查。',
  contact: '遇到困难', contactText: '请告知本站的管理员：用什么设备和软件、在哪个地址、想做什么而做不到。',
}
