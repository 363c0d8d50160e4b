import type { Services } from './services.ts'

const MINUTE = 60_000 // milliseconds

/** What has to be done now and then: events other processes could not deliver, answers kept too long. */
export function keepHouse({ ground, idempotency }: Pick<Services, 'ground' | 'idempotency'>): {
  stop(): void
} {
  const { outbox, log } = ground
  const round = async (): Promise<void> => {
    try {
      await outbox.sweep()
      await idempotency.sweep()
    } catch (error) {
      log.error({ err: error }, 'housekeeping failed')
    }
  }
  const timer = setInterval(() => void round(), MINUTE)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
