import { deepEqual, equal, ok } from 'node:assert/strict'
import { demo } from '../../server/demo/demo.ts'
import { freshPostgres } from '../support/postgres.ts'

describe('the demonstration', function () {
  this.timeout(240_000)

  const tell = async (databaseUrl?: string) => {
    const lines: string[] = []
    const print = (line: string) => void lines.push(line)
    const held = await demo({
      print,
      send: fetch,
      ...(databaseUrl !== undefined && { databaseUrl }),
    })
    return { held, lines }
  }
  const steps = (lines: readonly string[]) => lines.filter((line) => /^(ok|FAIL) /.test(line))

  it('tells the whole story on SQLite, every step holding', async () => {
    const { held, lines } = await tell()
    deepEqual(
      steps(lines).filter((line) => line.startsWith('FAIL')),
      [],
      lines.join('\n'),
    )
    equal(held, true)
    ok(
      lines.some((line) => line.includes('▄') || line.includes('█')),
      'no code to scan',
    )
  })

  it('tells it on PostgreSQL', async () => {
    const { held, lines } = await tell(await freshPostgres())
    equal(held, true, lines.join('\n'))
  })

  it('says so and answers no when a step does not hold', async () => {
    const lines: string[] = []
    const held = await demo({
      print: (line) => void lines.push(line),
      send: async (url, init) =>
        String(url).endsWith('/credentials/verify')
          ? Response.json({ outcome: 'undetermined', checks: [] }, { status: 400 })
          : fetch(url, init),
    })
    equal(held, false)
    ok(steps(lines).at(-1)?.startsWith('FAIL an employer verifies it'))
  })
})
