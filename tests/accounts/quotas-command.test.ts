import { deepEqual, equal, match } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { DB_KINDS } from '../support/databases.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const cli = resolve(import.meta.dirname, '../../server/cli.ts')

for (const kind of DB_KINDS) {
  describe(`brevet clients quotas (${kind})`, function () {
    this.timeout(120_000)
    let server: TestServer
    let token: string
    before(async () => {
      server = await startTestServer(kind)
      const { clients } = server.services.accounts
      const grant = await clients.grant(
        { clientId: 'demo-operator', clientSecret: 'demo-operator-secret' },
        undefined,
      )
      token = grant.token
    })
    after(() => server.end())

    /** A second process on the database of the server that runs. */
    const run = async (...words: readonly string[]) => {
      const { dataDir, databaseUrl } = server.config
      const env = {
        ...process.env,
        ...{ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PUBLIC_URL: server.origin },
        ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
      }
      const child = spawn(process.execPath, [cli, 'clients', 'quotas', ...words], { env })
      const said = { out: '', fault: '' }
      child.stdout.on('data', (chunk: Buffer) => {
        said.out += chunk.toString()
      })
      child.stderr.on('data', (chunk: Buffer) => {
        said.fault += chunk.toString()
      })
      const [status] = (await once(child, 'close')) as [number]
      return { status, ...said }
    }
    const ask = () =>
      fetch(`${server.origin}/api/quotas`, { headers: { authorization: `Bearer ${token}` } })

    it('limits a client while the server runs, and says what it has used', async () => {
      const before = await run('demo-operator')
      deepEqual([before.status, before.fault], [0, ''])
      match(
        before.out,
        /^requests-per-minute {2}not limited\ncredentials-per-day {2}not limited\n$/,
      )
      const set = await run('demo-operator', '--requests-per-minute', '2')
      match(set.out, /^requests-per-minute {2}0 of 2/)
      deepEqual([(await ask()).status, (await ask()).status, (await ask()).status], [200, 200, 429])
      match((await run('demo-operator')).out, /^requests-per-minute {2}2 of 2, anew in \d+ s\n/)
    })

    it('changes the limit that is named alone, and takes it away', async () => {
      await run('demo-operator', '--requests-per-minute', '7', '--credentials-per-day', '3')
      await run('demo-operator', '--requests-per-minute', 'default')
      const { quotas } = (await server.services.accounts.clients.byId('demo-operator')) ?? {}
      deepEqual(quotas, { credentialsPerDay: 3 })
      equal((await ask()).status, 200)
    })

    it('refuses what is no limit or no client, in one line', async () => {
      const odd = await run('demo-operator', '--credentials-per-day', '0')
      equal(odd.status, 1)
      match(
        odd.fault,
        /^brevet: --credentials-per-day=0 must be from 1 to 1000000000, or default\n$/,
      )
      const unknown = await run('nobody')
      deepEqual([unknown.status, unknown.fault], [1, 'brevet: nobody is no client\n'])
    })
  })
}
