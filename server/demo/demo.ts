import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../platform/config.ts'
import { startServer } from '../start-server.ts'
import type { Send } from './person.ts'
import { type Teller, tellStory } from './story.ts'

/** How the story is told, and with what. */
export interface DemoOptions {
  readonly print: (line: string) => void
  readonly send: Send
  /** PostgreSQL to tell it on; SQLite in a temporary folder unless said. */
  readonly databaseUrl?: string
}

/**
 * Tells the whole story on a server of its own, in a temporary folder.
 *
 * @returns whether every step held
 */
export async function demo({ print, send, databaseUrl }: DemoOptions): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'brevet-demo-'))
  const port = await freePort()
  const config = readConfig({
    PORT: String(port),
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    GRADER: 'human',
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  })
  const began = performance.now()
  const { step, held } = teller(print)
  const server = await startServer(config)
  try {
    await tellStory({ step }, { server, origin: config.publicUrl, send })
  } catch (error) {
    print(`     ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    await server.stop(1000)
    await rm(folder, { recursive: true, force: true })
  }
  const { passed, failed } = held()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  print(`${failed === 0 ? 'Every step held' : 'The story broke'}: ${passed} steps in ${seconds} s`)
  return failed === 0
}

function teller(print: (line: string) => void) {
  let passed = 0
  let failed = 0
  const step: Teller['step'] = async (title, work) => {
    const began = performance.now()
    const lines: string[] = []
    try {
      const result = await work((line) => lines.push(line))
      passed += 1
      print(`ok   ${title} (${Math.round(performance.now() - began)} ms)`)
      for (const line of lines) print(`     ${line}`)
      return result
    } catch (error) {
      failed += 1
      print(`FAIL ${title}`)
      throw error
    }
  }
  return { step, held: () => ({ passed, failed }) }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
