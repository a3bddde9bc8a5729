import { renderSVG } from 'uqr'

/** The margin that ISO/IEC 18004 asks for, in modules. */
const QUIET_ZONE = 4

/** An address as a QR code, in SVG with attributes only: no style, no script. Level M withstands 15 % damage, as print needs. */
export const qrSvg = (address: string): string => renderSVG(address, { ecc: 'M', border: QUIET_ZONE })
