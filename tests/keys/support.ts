import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeys, type Keys } from '../../keys/index.ts'
import { readConfig } from '../../platform/config.ts'
import type { Db } from '../../platform/db/database.ts'
import { systemRandom } from '../../platform/id.ts'
import { createLog } from '../../platform/log.ts'
import { createGuardedFetch } from '../../platform/outgoing/guarded-fetch.ts'

export const NOW = 1_795_340_000

/** A temporary folder, and what removes it. */
export async function temporaryFolder(): Promise<readonly [string, () => Promise<void>]> {
  const folder = await mkdtemp(join(tmpdir(), 'brevet-keys-'))
  return [folder, () => rm(folder, { recursive: true, force: true })]
}

export interface Opening {
  readonly db: Db
  readonly dataDir: string
  readonly passphrase?: string
  readonly now?: () => number
  /** Settings beside, e.g. `KEY_STORE`. */
  readonly env?: Readonly<Record<string, string>>
}

/** The key store of a process: called twice over one database and folder, two processes. */
export const openKeys = ({
  db,
  dataDir,
  passphrase,
  now = () => NOW,
  env = {},
}: Opening): Promise<Keys> => {
  const config = readConfig({ DATA_DIR: dataDir, KEY_PASSPHRASE: passphrase, ...env })
  return createKeys({
    db,
    clock: now,
    random: systemRandom,
    log: createLog('silent'),
    config,
    fetch: createGuardedFetch({ config }),
  })
}
