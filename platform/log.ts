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

/** @param destination - where lines go; standard output by default */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const paths = SECRET_MEMBERS.flatMap((member) => [member, `*.${member}`, `*.*.${member}`])
  const options = { level, base: null, redact: { paths, censor: '[redacted]' } }
  return destination ? pino(options, destination) : pino(options)
}
