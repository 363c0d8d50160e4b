import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and body as they came over the wire. */
  readonly source: string
}

export interface SmtpReceiver {
  readonly url: string
  readonly mails: readonly ReceivedMail[]
  /** While set, every mail is answered "try again later". */
  busy: boolean
  /** While set, no recipient is known, and the answer repeats who was asked for. */
  strict: boolean
  stop(): Promise<void>
}

/** A mail server on loopback that keeps what it is sent. */
export async function receiveMail(): Promise<SmtpReceiver> {
  const mails: ReceivedMail[] = []
  const receiver: { busy: boolean; strict: boolean } = { busy: false, strict: false }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => {
      if (!receiver.strict) return done()
      done(Object.assign(new Error(`<${address}> is unknown here`), { responseCode: 550 }))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (receiver.busy) return done(Object.assign(new Error('busy'), { responseCode: 451 }))
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return Object.assign(receiver, {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}

/** The parts of a multipart mail, decoded, by content type. */
export function partsOf({ source }: ReceivedMail): ReadonlyMap<string, string> {
  const boundary = /boundary="([^"]+)"/.exec(source)?.[1]
  const parts = boundary === undefined ? [] : source.split(`--${boundary}`).slice(1, -1)
  return new Map(
    parts.map((part) => {
      const [head = '', ...body] = part.trimStart().split('\r\n\r\n')
      const type = /content-type: ([^;\r\n]+)/i.exec(head)?.[1] ?? ''
      const text = body.join('\r\n\r\n')
      return [type, /base64/i.test(head) ? fromBase64(text) : fromQuotedPrintable(text)]
    }),
  )
}

const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString()

const fromQuotedPrintable = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    'latin1',
  ).toString()
