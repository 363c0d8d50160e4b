import { deepEqual, equal, notDeepEqual, rejects } from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { accountsMigrations } from '../../accounts/index.ts'
import { openSecret } from '../../accounts/secrets/secret.ts'
import { SealBroken } from '../../keys/index.ts'
import { createSealer } from '../../keys/sealer.ts'
import { systemRandom } from '../../platform/id.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { NOW } from './harness.ts'

describeOnBothDatabases('a secret of the installation', accountsMigrations, (open) => {
  const sealer = createSealer(randomBytes(32), systemRandom)
  const deps = (mine = sealer) => ({
    ...{ db: open(), clock: () => NOW, random: systemRandom, sealer: mine },
  })

  it('is made once, also by ten processes that start at once', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => openSecret(deps(), 'session')))
    const [first, ...others] = made
    equal(first?.length, 32)
    for (const other of others) deepEqual(other, first)
  })

  it('is another for another purpose', async () => {
    notDeepEqual(await openSecret(deps(), 'session'), await openSecret(deps(), 'access-token'))
  })

  it('does not open with another key, nor under another name', async () => {
    await openSecret(deps(), 'session')
    const other = createSealer(randomBytes(32), systemRandom)
    await rejects(openSecret(deps(other), 'session'), SealBroken)
    await open()
      .tables<{ accounts_secret: { name: string } }>()
      .updateTable('accounts_secret')
      .set({ name: 'access-token' })
      .execute()
    await rejects(openSecret(deps(), 'access-token'), SealBroken)
  })
})
