import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../platform/db/database.ts'
import { migrate } from '../../platform/db/migrate.ts'
import { createSkills, createTaxonomies, skillsMigrations } from '../../skills/index.ts'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'

const A = 'https://www.onetonline.org/find/descriptor/result/'
const B = 'http://data.europa.eu/esco/skill/'

const table = (...rows: readonly string[]) =>
  ['O*NET Id,O*NET Title,ESCO or ISCO URI,ESCO or ISCO Title,Type of Match', ...rows].join('\n')
const maths = `2.A.1.e,Mathematics,${B}1,mathematics,exactMatch`
const physics = `2.A.1.f,Science,${B}2,physics,skos:narrowMatch`
const talk = `2.A.1.d,Speaking,${B}3,give talks,closeMatch`

for (const kind of DB_KINDS) {
  describe(`versions of crosswalks on ${kind}`, () => {
    let folder: string
    let database: Database
    let close: () => Promise<void>
    const skills = createSkills({ publicUrl: 'https://brevet.example' })
    const taxonomies = () => createTaxonomies({ db: database, clock: () => 1000, skills })
    const take = async (
      text: string,
      over: { version?: string; name?: string; file?: string } = {},
    ) => {
      const { file = 'walk.csv', ...told } = over
      const path = join(folder, file)
      await writeFile(path, text)
      const steps: string[] = []
      const progress = (step: { what: string; name: string; count: number }) =>
        steps.push(`${step.name}: ${step.what} ${step.count}`)
      const id = await taxonomies().importCrosswalk({ path, progress, ...told })
      return { id, steps: steps.join('\n') }
    }
    const ids = async () => (await taxonomies().crosswalks()).map(({ id, inUse }) => [id, inUse])

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'brevet-crosswalk-'))
      const opened = await openTestDatabase(kind, skillsMigrations)
      database = opened[0]
      close = opened[1]
    })
    afterEach(async () => {
      await close()
      await rm(folder, { recursive: true })
    })

    it('are told by a digest where nobody names them, whatever the order of their rows', async () => {
      const { id, steps } = await take(table(maths, physics, talk))
      match(id, /^crosswalk walk [0-9a-f]{12}$/)
      match(steps, /walk\.csv: taken-in 3/)
      match(steps, /exactMatch: taken-in 1/)
      const again = await take(table(talk, maths, physics))
      equal(again.id, id)
      match(again.steps, /walk\.csv: known 3/)
      deepEqual(await ids(), [[id, true]])
    })

    it('stay what they are: other rows under a version that is there are refused', async () => {
      await take(table(maths), { version: '1' })
      await rejects(
        take(table(maths, talk), { version: '1' }),
        /crosswalk walk 1 is there with other rows/,
      )
      deepEqual(await ids(), [['crosswalk walk 1', true]])
      deepEqual(await taxonomies().related(`${B}3`), [])
      match((await take(table(maths), { version: '1' })).steps, /known 1/)
    })

    it('follow each other under a name: the last is in use, the ones before can be asked', async () => {
      const first = await take(table(maths), { version: '1' })
      const second = await take(table(talk), { version: '2', file: 'other.csv', name: 'walk' })
      await take(table(physics), { version: '1', name: 'science' })
      deepEqual(await ids(), [
        ['crosswalk walk 1', false],
        ['crosswalk walk 2', true],
        ['crosswalk science 1', true],
      ])
      deepEqual(await taxonomies().related(`${B}1`), [])
      equal((await taxonomies().related(`${B}3`))[0]?.crosswalk, second.id)
      const [tie] = await taxonomies().ties([`${B}1`], [first.id])
      deepEqual(tie, {
        ...{ of: `${B}1`, uri: `${A}2.A.1.e`, match: 'exactMatch', crosswalk: first.id },
        ...{ ofLabel: 'mathematics', label: 'Mathematics' },
      })
    })

    it('contradict themselves nowhere: both lines are named and nothing is taken in', async () => {
      const broader = physics.replace('narrowMatch', 'broadMatch')
      await rejects(
        take(table(maths, physics, talk, broader)),
        /nothing was taken in: lines 3 and 5 say narrowMatch and broadMatch of .*2\.A\.1\.f and .*skill\/2/,
      )
      deepEqual(await ids(), [])
    })

    it('may say a thing twice; what is not understood is named by its line', async () => {
      const steps = (
        await take(
          table(maths, maths, 'nonsense,,x,,exactMatch', talk.replace('closeMatch', 'perhaps')),
        )
      ).steps
      match(steps, /lines 3: repeated 1/)
      match(steps, /lines 4, 5: left 2/)
      match(steps, /ready 1/)
    })

    it('are refused where nothing of them is understood', async () => {
      await rejects(take(table('nonsense,,x,,exactMatch')), /ties nothing together/)
      await rejects(
        take('a,b\n1,2'),
        /has no columns O\*NET Id, .* or subject_id, object_id, predicate_id/,
      )
      deepEqual(await ids(), [])
    })

    it('are read from SSSOM, between any two frameworks', async () => {
      const sssom = [
        '#mapping_set_id: https://example.org/set',
        'subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label',
        `urn:unspsc:43232100\tContent, authoring\tskos:closeMatch\t${B}4\tedit "content"`,
        `urn:unspsc:43232100\tContent\thttp://www.w3.org/2004/02/skos/core#relatedMatch\t${B}5\tx`,
        `ex:1\tprefix\tskos:exactMatch\t${B}6\tx`,
      ].join('\n')
      const { id, steps } = await take(sssom, { file: 'unspsc.sssom.tsv', version: '1' })
      equal(id, 'crosswalk unspsc 1')
      match(steps, /lines 5: left 1/)
      const related = await taxonomies().related('urn:unspsc:43232100')
      deepEqual(
        related.map(({ uri, match: tie, label }) => [uri, tie, label]),
        [
          [`${B}4`, 'closeMatch', 'edit "content"'],
          [`${B}5`, 'relatedMatch', 'x'],
        ],
      )
    })

    it('contradict themselves also the other way round', async () => {
      const row = (from: string, to: string, tie: string) => `${from},${tie},${to}`
      const head = 'subject_id,predicate_id,object_id'
      const text = (last: string) =>
        [head, row(`${A}x`, `${B}1`, 'skos:broadMatch'), row(`${B}1`, `${A}x`, last)].join('\n')
      await rejects(take(text('skos:broadMatch')), /lines 2 and 3 say narrowMatch and broadMatch/)
      match((await take(text('skos:narrowMatch'))).steps, /repeated 1/)
    })
  })

  it(`crosswalks of before are the first versions of their names on ${kind}`, async () => {
    const { 'skills-003-crosswalk-versions': _, ...before } = skillsMigrations
    const [database, close] = await openTestDatabase(kind, before)
    const tables = database.tables<{
      skills_crosswalk: { crosswalk: string; from_uri: string; to_uri: string; match: string }
    }>()
    const row = { crosswalk: 'crosswalk ESCO_ONET', match: 'exactMatch' }
    await tables
      .insertInto('skills_crosswalk')
      .values({ ...row, from_uri: `${A}x`, to_uri: `${B}1` })
      .execute()
    await migrate(database, skillsMigrations)
    const skills = createSkills({ publicUrl: 'https://brevet.example' })
    const taxonomies = createTaxonomies({ db: database, clock: () => 1000, skills })
    const [version] = await taxonomies.crosswalks()
    deepEqual(
      [version?.id, version?.name, version?.rows, version?.inUse],
      ['crosswalk ESCO_ONET', 'ESCO_ONET', 1, true],
    )
    equal((await taxonomies.related(`${A}x`))[0]?.match, 'exactMatch')
    await close()
  })
}
