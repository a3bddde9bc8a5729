declare module 'negotiator' {
  /** Reads what a request accepts (RFC 9110, 12.5). */
  export default class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string | undefined>> })
    /** Of the available languages those that are accepted, the preferred first; all when nothing is said. */
    languages(available: readonly string[]): string[]
  }
}
