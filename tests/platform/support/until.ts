import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until the condition holds, for five seconds at the most. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await condition()) return
    await sleep(10)
  }
  throw new Error('it did not come to pass')
}
