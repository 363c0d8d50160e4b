import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import type { Database } from '../../platform/db/database.ts'
import { createSkills, createTaxonomies, skillsMigrations } from '../../skills/index.ts'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'

const OCCUPATION = 'https://www.onetonline.org/link/summary/'
const ELEMENT = 'https://www.onetonline.org/find/descriptor/result/'
const ESCO = 'http://data.europa.eu/esco/occupation/'
const rows = (...lines: readonly (readonly string[])[]) =>
  lines.map((cells) => cells.join('\t')).join('\r\n')

const NEEDS = ['O*NET-SOC Code', 'Element ID', 'Element Name', 'Scale ID', 'Data Value']
const tables = {
  'Occupation Data.txt': rows(
    ['O*NET-SOC Code', 'Title', 'Description'],
    ['17-2051.00', 'Bridge Builders', 'Build "long" bridges'],
    ['25-2021.00', 'Village Teachers', 'Teach'],
  ),
  'Alternate Titles.txt': rows(
    ['O*NET-SOC Code', 'Alternate Title', 'Short Title', 'Source(s)'],
    ['17-2051.00', 'Span "Pro" Engineer', '', '01'],
    ['17-2051.00', 'Viaduct Builder', '', '01'],
  ),
  'Skills.txt': rows(
    [...NEEDS, 'Not Relevant', 'Recommend Suppress'],
    ['17-2051.00', '2.A.1.e', 'Mathematics', 'IM', '4.12', 'n/a', 'N'],
    ['17-2051.00', '2.A.1.e', 'Mathematics', 'LV', '5.00', 'N', 'N'],
    ['17-2051.00', '2.A.1.a', 'Reading', 'IM', '2.50', 'n/a', 'N'],
    ['17-2051.00', '2.B.1.e', 'Instructing', 'IM', '1.20', 'n/a', 'N'],
    ['25-2021.00', '2.B.1.e', 'Instructing', 'IM', '4.50', 'n/a', 'N'],
    ['25-2021.00', '2.A.1.a', 'Reading', 'IM', '4.00', 'n/a', 'Y'],
  ),
  'Technology Skills.txt': rows(
    ['O*NET-SOC Code', 'Example', 'Commodity Code', 'Commodity Title', 'Hot Technology'],
    ['17-2051.00', 'DrawFast', '43232604', 'Drafting software', 'Y'],
    ['17-2051.00', 'LineMaker', '43232604', 'Drafting software', 'N'],
  ),
  'Read Me.txt': 'nothing of interest',
}
const crosswalk = [
  'Made for a test; two lines of words before the head,,,,',
  ',,,,',
  'O*NET Id,O*NET Title,ESCO or ISCO URI,ESCO or ISCO Title,Type of Match',
  `17-2051.00,Bridge Builders,${ESCO}bridge,bridge builder,exactMatch`,
  `25-2021.00,Village Teachers,${ESCO}teacher,teacher,broadMatch`,
  `2.A.1.e,Mathematics,http://data.europa.eu/esco/skill/maths,mathematics,skos:closeMatch`,
  `25-2021.00,Village Teachers,${ESCO}teacher,teacher,perhaps`,
  `nonsense,,${ESCO}x,,exactMatch`,
].join('\n')

for (const kind of DB_KINDS) {
  describe(`O*NET on ${kind}`, () => {
    let folder: string
    let database: Database
    let close: () => Promise<void>
    const skills = createSkills({ publicUrl: 'https://brevet.example' })
    const taxonomies = () => createTaxonomies({ db: database, clock: () => 1000, skills })
    const put = (name: string, content: string | Uint8Array) =>
      writeFile(join(folder, name), content)
    const importing =
      (what: 'importOnet' | 'importCrosswalk') => async (path: string, version?: string) => {
        const steps: string[] = []
        const name = await taxonomies()[what]({
          path,
          ...(version !== undefined && { version }),
          progress: (step) => steps.push(`${step.name} ${step.what} ${step.count}`),
        })
        return { name, steps }
      }
    const take = importing('importOnet')
    const cross = importing('importCrosswalk')
    const zip = async () => {
      const packed = Object.entries(tables).map(([name, text]) => [
        `db_29_1_text/${name}`,
        strToU8(text),
      ])
      await put('db_29_1_text.zip', zipSync(Object.fromEntries(packed)))
      return join(folder, 'db_29_1_text.zip')
    }

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'brevet-onet-'))
      const opened = await openTestDatabase(kind, skillsMigrations)
      database = opened[0]
      close = opened[1]
    })
    afterEach(async () => {
      await close()
      await rm(folder, { recursive: true })
    })

    it('is taken in from its archive, table by table, with its version', async () => {
      const { name, steps } = await take(await zip())
      equal(name, 'onet 29.1')
      deepEqual(
        steps.map((step) => step.replace(/ \d+$/, '')),
        [
          'Occupation Data.txt taken-in',
          'Alternate Titles.txt taken-in',
          'Skills.txt taken-in',
          'Technology Skills.txt taken-in',
          'onet 29.1 vectors',
          'onet 29.1 ready',
        ],
      )
      deepEqual(await taxonomies().versions(), ['onet 29.1'])
    })

    it('knows what occupations need, by importance, and leaves what is not needed', async () => {
      await take(await zip())
      const { occupations } = await taxonomies().space()
      const needs = occupations.map(({ id, names, skills: needed }) => [
        id,
        names[0]?.slice(0, 3),
        Object.fromEntries(needed.map((one) => [one.id, one.importance])),
      ])
      deepEqual(needs, [
        [
          `${OCCUPATION}17-2051.00`,
          ['Bridge Builders', 'Span "Pro" Engineer', 'Viaduct Builder'],
          {
            [`${ELEMENT}2.A.1.e`]: 'essential',
            [`${ELEMENT}2.A.1.a`]: 'optional',
            'urn:unspsc:43232604': 'essential',
          },
        ],
        [`${OCCUPATION}25-2021.00`, ['Village Teachers'], { [`${ELEMENT}2.B.1.e`]: 'essential' }],
      ])
    })

    it('is searched by the names of its skills and of the products that stand for them', async () => {
      await take(await zip())
      const [found] = await taxonomies().search('LineMaker', 'en', 3)
      equal(found?.uri, 'urn:unspsc:43232604')
      const [maths] = await taxonomies().search('mathemtics', 'en', 3)
      equal(maths?.uri, `${ELEMENT}2.A.1.e`)
    })

    it('goes on behind the tables that were taken in before', async () => {
      const half = join(folder, 'half')
      await mkdir(half)
      await writeFile(join(half, 'Occupation Data.txt'), tables['Occupation Data.txt'])
      await writeFile(join(half, 'Skills.txt'), tables['Skills.txt'])
      await take(half, '29.1')
      const { steps } = await take(await zip())
      deepEqual(
        steps.filter((step) => / known /.test(step)).map((step) => step.split('.txt')[0]),
        ['Occupation Data', 'Skills'],
      )
      const [again] = await Promise.all([take(await zip())])
      ok(!again.steps.some((step) => / taken-in | vectors /.test(step)))
    })

    it('stands beside ESCO without taking its place, in whichever order they come', async () => {
      const esco = join(folder, 'esco')
      await mkdir(esco)
      await writeFile(
        join(esco, 'occupationSkillRelations.csv'),
        `occupationUri,relationType,skillUri\n${ESCO}a,essential,http://data.europa.eu/esco/skill/1\n`,
      )
      await taxonomies().importEsco({ path: esco, version: '1.2', progress: () => undefined })
      await take(await zip())
      deepEqual(await taxonomies().versions(), ['onet 29.1', 'esco 1.2'])
      equal((await taxonomies().space()).version, 'esco 1.2')
      equal((await taxonomies().space('onet 29.1')).version, 'onet 29.1')
    })

    it('is refused without its tables, its columns or its version', async () => {
      await rejects(take(folder), /has no table of O\*NET/)
      await put('Skills.txt', 'Element ID\tElement Name\n2.A\tx')
      await rejects(take(folder, '29'), /Skills\.txt has no column O\*NET-SOC Code/)
      await put('Skills.txt', tables['Skills.txt'])
      await rejects(take(folder), /say which it is with --version/)
      await rejects(take(join(folder, 'none'), '29'), /is not there/)
      deepEqual(await taxonomies().versions(), [])
    })

    it('is tied to ESCO by a crosswalk, both ways', async () => {
      await put('ESCO_ONET.csv', crosswalk)
      const { name, steps } = await cross(join(folder, 'ESCO_ONET.csv'))
      match(name, /^crosswalk ESCO_ONET [0-9a-f]{12}$/)
      match(steps.join('\n'), /lines 7, 8 left 2/)
      const related = async (uri: string) =>
        (await taxonomies().related(uri)).map((one) => [one.uri, one.match])
      deepEqual(await related(`${OCCUPATION}17-2051.00`), [[`${ESCO}bridge`, 'exactMatch']])
      deepEqual(await related(`${ESCO}bridge`), [[`${OCCUPATION}17-2051.00`, 'exactMatch']])
      deepEqual(await related(`${OCCUPATION}25-2021.00`), [[`${ESCO}teacher`, 'broadMatch']])
      deepEqual(await related(`${ESCO}teacher`), [[`${OCCUPATION}25-2021.00`, 'narrowMatch']])
      deepEqual(await related('http://data.europa.eu/esco/skill/maths'), [
        [`${ELEMENT}2.A.1.e`, 'closeMatch'],
      ])
      deepEqual(await related('http://nowhere.example'), [])
    })

    it('has a newer crosswalk of the name used in place of the one before, and refuses one that is none', async () => {
      await put('ESCO_ONET.csv', crosswalk)
      await cross(join(folder, 'ESCO_ONET.csv'))
      await put('ESCO_ONET.csv', crosswalk.split('\n').slice(0, 4).join('\n'))
      await cross(join(folder, 'ESCO_ONET.csv'))
      deepEqual(await taxonomies().related(`${ESCO}teacher`), [])
      await put('other.csv', 'a,b\n1,2\n')
      await rejects(cross(join(folder, 'other.csv')), /has no columns/)
      equal((await taxonomies().related(`${ESCO}bridge`)).length, 1)
    })
  })
}
