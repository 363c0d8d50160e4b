import { equal, match } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const HEAD = 'O*NET Id,O*NET Title,ESCO or ISCO URI,ESCO or ISCO Title,Type of Match'
const row = (code: string, relation: string): string =>
  `2.A.1.${code},Skill,http://data.europa.eu/esco/skill/${code},skill,${relation}`

describe('brevet taxonomy import crosswalk', function () {
  this.timeout(180_000)
  let folder: string
  const brevet = (...args: readonly string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: '', NODE_ENV: 'test' }
      execFile(
        process.execPath,
        ['server/cli.ts', 'taxonomy', ...args],
        { cwd: ROOT, env },
        (error, out, err) => done({ code: Number(error?.code ?? 0), out, err }),
      )
    })
  const take = async (rows: readonly string[], version = '1') => {
    const path = join(folder, 'rows.csv')
    await writeFile(path, [HEAD, ...rows].join('\n'))
    return brevet('import', 'crosswalk', path, '--name', 'ESCO_ONET', '--version', version)
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevet-taxonomy-command-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('tells what it took in and what it left, by line', async () => {
    const { code, out } = await take([
      row('e', 'exactMatch'),
      row('f', 'relatedMatch'),
      'bad,,x,,?',
    ])
    equal(code, 0)
    match(out, /rows\.csv: taken-in 2\nexactMatch: taken-in 1\nrelatedMatch: taken-in 1\n/)
    match(out, /lines 4: left 1\ncrosswalk ESCO_ONET 1: ready 2\n/)
  })

  it('says that a version is known, and refuses other rows under it', async () => {
    const rows = [row('e', 'exactMatch'), row('f', 'relatedMatch')]
    match((await take(rows)).out, /rows\.csv: known 2\n/)
    const { code, err } = await take([row('e', 'closeMatch')])
    equal(code, 1)
    match(err, /crosswalk ESCO_ONET 1 is there with other rows \([0-9a-f]{12}, not [0-9a-f]{12}\)/)
  })

  it('refuses lines that contradict each other, and names them', async () => {
    const { code, err } = await take([row('e', 'exactMatch'), row('e', 'closeMatch')], '3')
    equal(code, 1)
    match(err, /nothing was taken in: lines 2 and 3 say exactMatch and closeMatch of/)
  })

  it('lists versions, and which is in use', async () => {
    await take([row('e', 'closeMatch')], '2')
    const { out } = await brevet('crosswalks')
    match(out, /^crosswalk ESCO_ONET 1: 2 rows, sha256 [0-9a-f]{64}\n/)
    match(out, /\ncrosswalk ESCO_ONET 2: 1 rows, sha256 [0-9a-f]{64}, in use\n$/)
  })
})
