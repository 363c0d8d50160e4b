import type { Log, LogLevel } from '../../../platform/log.ts'

interface CapturedLine {
  readonly level: LogLevel
  readonly fields: Record<string, unknown>
  readonly message: string
}

export interface CapturedLog extends Log {
  readonly lines: readonly CapturedLine[]
}

/** A log that keeps what it is told. */
export function captureLog(): CapturedLog {
  const lines: CapturedLine[] = []
  const at = (level: LogLevel) => (fields: Record<string, unknown>, message: string) => {
    lines.push({ level, fields, message })
  }
  return { lines, error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}
