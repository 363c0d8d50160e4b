/**
 * Starts and stops the process.
 *
 * @module
 */

import { environment, readConfig } from '../platform/config.ts'
import { banner } from './banner.ts'
import { explainFailure } from './explain-failure.ts'
import { startServer } from './start-server.ts'

const GRACE_MS = 10_000

try {
  const server = await startServer(readConfig(environment))
  process.stdout.write(banner(server))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.stop(GRACE_MS).then(
        () => process.exit(0),
        (error: unknown) => end(error),
      )
    })
  }
} catch (error) {
  end(error)
}

function end(error: unknown): never {
  process.stderr.write(`${explainFailure(error)}\n`)
  process.exit(1)
}
