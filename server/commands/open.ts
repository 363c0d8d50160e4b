import { systemClock } from '../../platform/clock.ts'
import { environment, readConfig } from '../../platform/config.ts'
import { migrate } from '../../platform/db/migrate.ts'
import { systemRandom } from '../../platform/id.ts'
import { createLog } from '../../platform/log.ts'
import { allMigrations } from '../migrations.ts'
import { createServices, type Services } from '../services.ts'
import { openDatabase } from '../start-server.ts'

/** Runs a command on the services of this installation, without a server, and closes them. */
export async function withServices<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const config = readConfig(environment)
  const database = openDatabase(config)
  try {
    await migrate(database, allMigrations)
    const log = createLog('error')
    const outside = { config, database, clock: systemClock, random: systemRandom, log }
    return await work(await createServices(outside))
  } finally {
    await database.close()
  }
}
