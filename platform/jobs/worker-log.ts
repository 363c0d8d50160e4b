import { Logger } from 'graphile-worker'
import type { Log } from '../log.ts'

/** What graphile-worker says, in our log. A failing job is told by us, so its own line is detail. */
export const workerLogger = (log: Log): Logger =>
  new Logger(() => (level, message) => {
    if (level === 'error' && !message.startsWith('Failed task'))
      log.error({ worker: true }, message)
    else if (level === 'warning') log.warn({ worker: true }, message)
    else log.debug({ worker: true }, message)
  })
