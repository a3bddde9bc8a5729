/**
 * Typed arrays in one buffer: a header that names them, then each at an offset that its elements can be read at in place.
 * Opening copies and parses nothing but the header. Checksums are the snapshot's business.
 */

export type Section = Uint8Array | Uint16Array | Uint32Array | Float64Array
export type Sections = Readonly<Record<string, Section>>

const MAGIC = 'HRPSECT1'
const ALIGNMENT = 8
const KINDS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array } as const
type Kind = keyof typeof KINDS

interface Entry {
  readonly name: string
  readonly kind: Kind
  readonly at: number
  readonly length: number
}

const kindOf = (section: Section): Kind => (section instanceof Uint8Array ? 'u8' : section instanceof Uint16Array ? 'u16' : section instanceof Uint32Array ? 'u32' : 'f64')
const aligned = (at: number): number => Math.ceil(at / ALIGNMENT) * ALIGNMENT

/** All sections in one buffer, in the order of their names' appearance. */
export function packSections(sections: Sections): Uint8Array {
  let at = 0
  const entries = Object.entries(sections).map(([name, section]): Entry => {
    const entry = { name, kind: kindOf(section), at, length: section.length }
    at = aligned(at + section.byteLength)
    return entry
  })
  const header = Buffer.from(JSON.stringify(entries), 'utf8')
  const start = aligned(MAGIC.length + 4 + header.length)
  const packed = Buffer.alloc(start + at)
  packed.write(MAGIC, 'latin1')
  packed.writeUInt32LE(header.length, MAGIC.length)
  packed.set(header, MAGIC.length + 4)
  entries.forEach((entry) => {
    const section = sections[entry.name]
    if (section) packed.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), start + entry.at)
  })
  return packed
}

/** The sections of a buffer, as views of it. Throws on bytes that `packSections` has not made. */
export function openSections(bytes: Uint8Array): Sections {
  // Views of wider elements need an aligned start; a slice of a pooled buffer may not have one.
  const whole = bytes.byteOffset % ALIGNMENT === 0 ? bytes : Uint8Array.from(bytes)
  const buffer = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength)
  if (buffer.length < MAGIC.length + 4 || buffer.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('no packed sections')
  const size = buffer.readUInt32LE(MAGIC.length)
  const entries = JSON.parse(buffer.toString('utf8', MAGIC.length + 4, MAGIC.length + 4 + size)) as Entry[]
  const start = aligned(MAGIC.length + 4 + size)
  return Object.fromEntries(entries.map(({ name, kind, at, length }) => [name, new KINDS[kind](whole.buffer as ArrayBuffer, whole.byteOffset + start + at, length)]))
}

/** A section that has to be there and of its kind; another is a broken invariant and throws. */
export function sectionOf<K extends Kind>(sections: Sections, name: string, kind: K): InstanceType<(typeof KINDS)[K]> {
  const section = sections[name]
  if (!section || kindOf(section) !== kind) throw new Error(`no section ${name} of ${kind}`)
  return section as InstanceType<(typeof KINDS)[K]>
}
