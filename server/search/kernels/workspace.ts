/** Arrays that meeting a query works in; one query at a time. */
export class Workspace {
  /** By ordinal: the place among the candidates, -1 between queries. */
  readonly at: Int32Array
  readonly met: Float64Array
  readonly telling: Float64Array
  readonly literalLength: Float64Array
  readonly strength: Float64Array
  readonly sums: Float64Array
  readonly stands: Uint8Array
  /** Places of the candidates that the concept at hand is met by in any way, each once; `marked` tells which they are. All is zero between concepts. */
  readonly touched: Uint32Array
  readonly marked: Uint8Array
  readonly allowed: Uint8Array
  readonly tellingElsewhere: Uint8Array
  readonly coverage: Float64Array
  readonly quality: Float64Array
  readonly literal: Float64Array
  readonly inText: Uint8Array
  readonly elsewhere: Uint8Array
  /** Candidates that hold a part of the concept at hand, each once; `parted` tells which they are. All is zero between concepts, as are the masks. */
  readonly withPart: Uint32Array
  readonly parted: Uint8Array
  readonly #masks: Int32Array[] = []
  readonly #size: number

  constructor(size: number) {
    this.#size = size
    this.withPart = new Uint32Array(size)
    this.parted = new Uint8Array(size)
    this.at = new Int32Array(size).fill(-1)
    ;[this.met, this.telling, this.literalLength, this.strength, this.sums] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)]
    ;[this.stands, this.allowed, this.tellingElsewhere, this.marked] = [new Uint8Array(size), new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)]
    this.touched = new Uint32Array(size)
    ;[this.coverage, this.quality, this.literal] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
    ;[this.inText, this.elsewhere] = [new Uint8Array(size), new Uint8Array(size)]
  }

  /** Clears what is summed over concepts, for so many candidates, and gives what is told of them. */
  clear(count: number): { readonly [part in 'coverage' | 'quality' | 'literal']: Float64Array } & { readonly [part in 'inText' | 'elsewhere']: Uint8Array } {
    for (const sums of [this.met, this.telling, this.literalLength, this.tellingElsewhere]) sums.fill(0, 0, count)
    return {
      coverage: this.coverage.subarray(0, count), quality: this.quality.subarray(0, count), literal: this.literal.subarray(0, count),
      inText: this.inText.subarray(0, count).fill(0), elsewhere: this.elsewhere.subarray(0, count).fill(0),
    }
  }

  /** By candidate: which code units of a concept's text its parts cover, `MASK_BITS` at a time. */
  mask(n: number): Int32Array {
    return (this.#masks[n] ??= new Int32Array(this.#size))
  }
}
