import { equal, match, ok } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openSqlite } from '../../platform/db/database.ts'
import { freePort } from '../support/server.ts'

const main = resolve(import.meta.dirname, '../../server/main.ts')

interface Ended {
  readonly status: number | null
  readonly output: string
}

describe('the process', function () {
  this.timeout(60_000)
  let folder: string
  let port: number

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevet-start-'))
    port = await freePort()
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const environment = (env: Record<string, string>) => ({
    PATH: process.env.PATH ?? '',
    PORT: String(port),
    DATA_DIR: folder,
    LOG_LEVEL: 'error',
    ...env,
  })

  /** Starts the process and lets it end by itself. */
  const run = async (env: Record<string, string> = {}): Promise<Ended> => {
    const child = spawn(process.execPath, [main], { env: environment(env) })
    let output = ''
    child.stderr.on('data', (data) => (output += data))
    const [status] = await once(child, 'close')
    return { status, output }
  }

  /** Starts the process, waits until it is ready, and gives it a signal. */
  const startAndStop = async (signal: NodeJS.Signals, env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [main], { env: environment(env) })
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    const closed = once(child, 'close')
    while (!output.includes('This is a demonstration')) {
      const ended = await Promise.race([closed, new Promise((r) => setTimeout(r, 50))])
      ok(!ended, `ended too early: ${output}`)
    }
    const health = await fetch(`http://127.0.0.1:${port}/readyz`)
    child.kill(signal)
    const [status] = await closed
    const { checks } = (await health.json()) as { checks: Record<string, string> }
    return { status, output, health: health.status, checks }
  }

  const oneLine = ({ status, output }: Ended, pattern: RegExp) => {
    match(output, pattern)
    equal(output.trim().split('\n').length, 1, output)
    equal(status, 1)
  }

  it('tells what to open and the demonstration client, is ready, and ends on SIGTERM with 0', async () => {
    const { status, output, health, checks } = await startAndStop('SIGTERM')
    equal(checks['ranking'], 'ok')
    match(output, /demo-operator \/ demo-operator-secret/)
    match(output, new RegExp(`http://localhost:${port}/verify`))
    equal(health, 200)
    equal(status, 0)
  })

  it('starts a second time on the same data', async () => {
    await startAndStop('SIGINT')
    equal((await startAndStop('SIGINT')).health, 200)
  })

  it('ends with one line when the port is in use', async () => {
    const holder = createServer().listen(port, '127.0.0.1')
    await once(holder, 'listening')
    oneLine(await run(), /port \d+ on 127\.0\.0\.1 is in use/)
    holder.close()
  })

  it('ends with one line when the settings contradict each other', async () => {
    oneLine(await run({ HOST: '0.0.0.0' }), /HOST=0\.0\.0\.0 needs NODE_ENV=production/)
    oneLine(await run({ NODE_ENV: 'production' }), /PUBLIC_URL is needed in production/)
    oneLine(
      await run({ NODE_ENV: 'production', PUBLIC_URL: 'http://brevet.example' }),
      /must be https in production/,
    )
  })

  it('ends with one line when the database was made by a newer version', async () => {
    await startAndStop('SIGTERM')
    const database = openSqlite(join(folder, 'brevet.sqlite'))
    database.sqlite?.exec(
      "insert into kysely_migration (name, timestamp) values ('zzz-999-future', '2030-01-01')",
    )
    await database.close()
    oneLine(await run(), /made by a newer version/)
  })

  it('ends with one line when a signing key cannot be read', async () => {
    await startAndStop('SIGTERM')
    const keys = join(folder, 'keys')
    for (const name of await readdir(keys)) {
      await chmod(join(keys, name), 0o600)
      await writeFile(join(keys, name), 'not a key')
    }
    oneLine(await run(), /brevet: /)
  })

  it('ends with one line when the database does not answer', async () => {
    oneLine(
      await run({ DATABASE_URL: `postgres://nobody:nothing@127.0.0.1:${port}/none` }),
      /DATABASE_URL does not answer/,
    )
  })
})
