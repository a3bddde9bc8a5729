/** The packaged typings import without file endings, which NodeNext does not resolve. */
declare module 'opencc-js/t2cn' {
  export function Converter(options: { from: 'cn' | 't' | 'tw' | 'hk'; to: 'cn' }): (text: string) => string
}

declare module 'opencc-js/cn2t' {
  export function Converter(options: { from: 'cn'; to: 't' }): (text: string) => string
}
