import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/**
 * Requests whose address holds raw 汉字, as curl and scripts send what a person typed. RFC 3986 wants them
 * percent-encoded and Node's parser refuses them; they are encoded here and answered as if they had been.
 */

/** The connection error of Node's HTTP parser, with the bytes that it could not read. */
export interface ParserError extends Error {
  readonly code?: string
  readonly rawPacket?: Buffer
}

const REQUEST_LINE = /^(GET|HEAD) (\/[^ \r\n]*) HTTP\/1\.[01]\r?\n/
/** Longest address that is looked at, in bytes; Node's own limit for a whole head is 16 KiB. */
const LONGEST = 8192
/** Headers that a page may depend on. */
const KEPT = ['host', 'accept', 'accept-language', 'user-agent']

/** Bytes of an address (as latin1) -> the same address, percent-encoded; `null` when they are neither UTF-8 nor GB18030. */
export function encodeAddress(raw: string): string | null {
  const bytes = Buffer.from(raw, 'latin1')
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      // eslint-disable-next-line no-control-regex -- everything beyond ASCII is what is to be encoded
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/[^\u0000-\u007f]+/gu, encodeURIComponent)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return null
}

function headersOf(head: string): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const line of head.split(/\r?\n/).slice(1)) {
    const at = line.indexOf(':')
    const name = line.slice(0, at).toLowerCase()
    if (at > 0 && KEPT.includes(name)) headers[name] = line.slice(at + 1).trim()
  }
  return headers
}

const REFUSAL = JSON.stringify({ error: { code: 'bad-request', message: '请求无法识别，请检查地址后重试。' } })

/** A response without body, and so without a length: that of GET's body is not known (RFC 9110, 8.6). */
const writeHead = (socket: Socket, status: string, headers: readonly string[], body: Buffer = Buffer.alloc(0)): void => {
  socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${[...headers, 'connection: close'].join('\r\n')}\r\n\r\n`, 'latin1'), body]))
}

const write = (socket: Socket, status: string, headers: readonly string[], body: Buffer): void =>
  writeHead(socket, status, [...headers, `content-length: ${body.length}`], body)

/** Fastify's `clientErrorHandler`: answers raw addresses, and refuses everything else that could not be parsed. */
export function answerParserError(app: FastifyInstance, error: ParserError, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const head = error.code === 'HPE_INVALID_URL' ? (error.rawPacket?.toString('latin1').slice(0, LONGEST) ?? '') : ''
  const line = REQUEST_LINE.exec(head)
  const url = line?.[2] && encodeAddress(line[2])
  if (!line || !url) {
    write(socket, '400 Bad Request', ['content-type: application/json; charset=utf-8'], Buffer.from(REFUSAL))
    return
  }
  app.inject({ method: line[1] === 'HEAD' ? 'HEAD' : 'GET', url, headers: headersOf(head) }).then(
    (response) => {
      const headers = Object.entries(response.headers).filter(([name]) => !['content-length', 'connection', 'transfer-encoding'].includes(name))
        .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((v) => `${name}: ${String(v)}`))
      const status = `${response.statusCode} ${response.statusMessage}`
      if (line[1] === 'HEAD') writeHead(socket, status, headers)
      else write(socket, status, headers, response.rawPayload)
    },
    (failure: unknown) => {
      app.log.error({ err: failure }, 'request failed')
      socket.destroy()
    },
  )
}
