import { html } from '../../markup.js'

/** Collected passages. */
export const basket = {
  name: '摘编', nameWith: (count: number) => `摘编 ${count}`,
  own: '我的摘编', shared: '分享的摘编', description: '从报告中摘出的段落，附出处，可导出。',
  count: (count: number, most: number) => html`共 <b>${count}</b> 段（最多 ${most} 段）。`,
  altered: (count: number) => html`<strong>其中 ${count} 段在摘出之后有变，引用前请核对。</strong>`,
  ownMeans: '存在本机浏览器的 Cookie 里，不需要账号，半年不用即失效；换一台电脑请用下面的分享地址。',
  sharedMeans: '这一组段落写在地址里，任何人打开都是这些段落。',
  takeOver: '全部加入我的摘编', seeOwn: '看我的摘编', byCity: '按城市排', byYear: '按年份排', clear: '清空',
  lost: '找不到的段落', lostMeans: '报告已撤回，或编号有误；导出时略去。', item: (number: number) => `第 ${number} 条`,
  passages: '段落', seePlace: '看原处', then: '摘出时', now: '现文',
  up: '上移', upOf: (number: number) => `第 ${number} 段上移`, down: '下移', downOf: (number: number) => `第 ${number} 段下移`, remove: '移去', removeOf: (number: number) => `移去第 ${number} 段`,
  references: '引用文献', update: '更新', take: '带走', plainText: '文本', address: '分享地址',
  emptyMeans: '这里还没有段落。读报告时，在段落旁点“加入摘编”，就会列在这里；可以调整次序，附上出处导出为 Word、Markdown 或参考文献格式。',
  search: '去检索', reports: '看报告列表',
  caution: (state: string, changes: readonly string[]) => `摘编之后${state}${changes.length === 0 ? '' : `（${changes.join('，')}）`}，引用前请核对。`,
  collect: '加入摘编', collectOf: (number: number) => `摘：把第 ${number} 段加入摘编`, collectedNumber: (number: number) => `✓ 第 ${number} 段已在摘编`, collected: '已在摘编', sign: '摘',
  foreign: '这个表单来自别的网站', foreignAdvice: '为免他人代您改动摘编，只接受本站页面上的操作。请回到本站的页面再点一次。',
  full: '摘编已满', fullAdvice: '摘编放不下更多段落了。请先到摘编页导出，移去一些再加。',
}
