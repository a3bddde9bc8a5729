/** How pages look and behave. */
export const settings = {
  heading: '显示设置与快捷键', intro: '字号、行距、字体、颜色和快捷键。设置只存在您的浏览器里。',
  reading: '阅读设置', link: '显示设置', apply: '应用设置',
  size: '字号', sizeStandard: '标准', sizeLarge: '大', sizeLargest: '特大',
  leading: '行距', leadingNormal: '标准', leadingWide: '宽',
  face: '正文字体', faceSong: '宋体', faceHei: '黑体',
  theme: '颜色', themeAuto: '随系统', themeLight: '浅色', themeDark: '深色', themeWarm: '护眼',
  keys: '快捷键', keysOn: '启用', keysOff: '停用',
  keysHeading: '快捷键', keysIntro: '在输入框里打字时不起作用；与读屏软件或输入法冲突时，可在上面停用。',
  key: '按键', does: '作用',
  keySearch: '到检索框', keyNext: '下一处命中，或下一条结果', keyPrevious: '上一处命中，或上一条结果', keySuggestions: '在检索建议中选择', keyClose: '收起检索建议或本说明', keyHelp: '显示本说明',
}
