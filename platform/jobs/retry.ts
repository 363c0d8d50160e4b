import type { UnixSeconds } from '../clock.ts'

export const DEFAULT_MAX_ATTEMPTS = 8

/** Seconds until the next try: 3, 7, 20, 55 … up to six hours, the delays of graphile-worker. */
export const retryDelay = (attempts: number): UnixSeconds =>
  Math.round(Math.exp(Math.min(10, attempts)))

/** What is kept of a failure: its kind and first words. */
export function failureText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return text.slice(0, 300)
}
