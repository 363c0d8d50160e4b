import { deepEqual, equal } from 'node:assert/strict'
import pg from 'pg'
import { presence } from '../../../platform/jobs/presence.ts'
import { dropPostgres, freshPostgres } from '../../support/postgres.ts'

describe('the presence of worker pools', () => {
  let url: string
  let pool: pg.Pool
  beforeEach(async () => {
    url = await freshPostgres()
    pool = new pg.Pool({ connectionString: url, max: 10 })
    pool.on('error', () => {})
  })
  afterEach(() => dropPostgres(url))

  it('is seen by others until it is left', async () => {
    const [here, there] = [presence(pool), presence(pool)]
    here.announce('a')
    deepEqual(here.announced(), ['a'])
    while ((await there.gone(['a'])).length > 0) await new Promise((next) => setImmediate(next))
    deepEqual(await there.gone(['a', 'never']), ['never'])
    await here.leave()
    while ((await there.gone(['a'])).length === 0) await new Promise((next) => setImmediate(next))
    await there.leave()
    await pool.end()
  })

  it('keeps no connection, however fast pools come and go', async () => {
    const here = presence(pool)
    for (let time = 0; time < 60; time++) {
      here.announce(`pool ${time}`)
      // Left at any moment of the lock: before it has a connection, while it asks, after.
      for (let turns = time % 12; turns > 0; turns--)
        await new Promise((next) => setImmediate(next))
      await here.leave()
      here.announce(`next ${time}`)
    }
    await here.leave()
    await pool.end()
    equal(pool.totalCount, 0)
  })

  it('is announced again after its connection was lost', async () => {
    const [here, there] = [presence(pool), presence(pool)]
    here.announce('a')
    while ((await there.gone(['a'])).length > 0) await new Promise((next) => setImmediate(next))
    await pool.query(
      'select pg_terminate_backend(pid) from pg_locks where locktype = $1 and pid <> pg_backend_pid()',
      ['advisory'],
    )
    while ((await there.gone(['a'])).length === 0) await new Promise((next) => setImmediate(next))
    while ((await there.gone(['a'])).length > 0) deepEqual(await here.gone([]), [])
    await here.leave()
    await there.leave()
    await pool.end()
  })
})
