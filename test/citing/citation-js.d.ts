/** citation-js has no types of its own: what the tests use of it. */
declare module '@citation-js/core' {
  export class Cite {
    constructor(text: string)
    format(format: 'data', options: { readonly format: 'object' }): object[]
  }
}
declare module '@citation-js/plugin-bibtex'
declare module '@citation-js/plugin-ris'
