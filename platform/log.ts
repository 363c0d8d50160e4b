/**
 * Structured logs (pino). What could be a secret or personal is cut before it is written.
 *
 * @module
 */

import { type DestinationStream, pino } from 'pino'

export interface Log {
  error(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  info(fields: Record<string, unknown>, message: string): void
  debug(fields: Record<string, unknown>, message: string): void
}

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug'

const SECRET_MEMBERS = [
  'authorization',
  'cookie',
  'password',
  'passphrase',
  'secret',
  'clientSecret',
  'client_secret',
  'token',
  'access_token',
  'code',
  'key',
  'privateKey',
  'email',
  'name',
  'answer',
  'credential',
  'presentation',
]

/** What gives itself away by its form, wherever it stands: in a message, in an error of a library. */
const TELLTALES: readonly (readonly [form: RegExp, instead: string])[] = [
  [/\/\/[^\s"'/@]{1,256}@/g, '//[redacted]@'], // credentials in a URL
  [/\b(Bearer|Basic|DPoP) [\w.~+/=-]+/gi, '$1 [redacted]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'], // JWT
  [
    /[^\s"<>(),:;@\\]{0,63}[^\s"<>(),:;@\\/]@(?:[^\s"'<>(),:;@\\/.]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}/gu,
    '[e-mail]',
  ],
]

/** @param destination - where lines go; standard output by default */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const paths = SECRET_MEMBERS.flatMap((member) => [member, `*.${member}`, `*.*.${member}`])
  const options = {
    level,
    base: null,
    redact: { paths, censor: '[redacted]' },
    serializers: { err: plainError },
    hooks: { streamWrite: withoutTelltales },
  }
  return destination ? pino(options, destination) : pino(options)
}

const withoutTelltales = (line: string): string =>
  TELLTALES.reduce((text, [form, instead]) => text.replace(form, instead), line)

const CAUSES = 4

/**
 * Type, text and place of an error and of its causes, and nothing else that hangs on it: drivers
 * attach rows and statements, HTTP clients whole requests.
 */
function plainError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error
  const { name, message, stack, cause } = error
  return {
    type: name,
    message,
    stack,
    ...('code' in error && { errorCode: error.code }),
    ...(cause !== undefined && depth < CAUSES && { cause: plainError(cause, depth + 1) }),
  }
}
