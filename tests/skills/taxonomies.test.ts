import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import type { Database } from '../../platform/db/database.ts'
import { createSkills, createTaxonomies, skillsMigrations } from '../../skills/index.ts'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'

const SKILL = 'http://data.europa.eu/esco/skill/'
const JOB = 'http://data.europa.eu/esco/occupation/'
const skillsOf = (...rows: readonly string[]) =>
  ['conceptUri,preferredLabel,altLabels', ...rows.map((row) => `${SKILL}${row}`)].join('\n')

const tables = {
  'skills_en.csv': `\uFEFF${skillsOf('1,paint walls,"coat walls\npainting"', '2,mix colours,', '3,drive lorries,')}`,
  'occupations_en.csv': `conceptUri,preferredLabel,altLabels\n${JOB}a,painter,"wall painter"\n${JOB}b,driver,`,
  'occupationSkillRelations.csv': [
    'occupationUri,relationType,skillType,skillUri',
    `${JOB}a,essential,knowledge,${SKILL}1`,
    `${JOB}a,optional,knowledge,${SKILL}2`,
    `${JOB}b,essential,knowledge,${SKILL}3`,
  ].join('\n'),
  'skillGroups_en.csv': 'conceptUri,preferredLabel\nx,y',
}
const arabic = skillsOf('1,طلاء الجدران,', '3,قيادة الشاحنات,')
const french = skillsOf('1,peindre des murs,', '2,mélanger des couleurs,')

for (const kind of DB_KINDS) {
  describe(`taxonomies on ${kind}`, () => {
    let folder: string
    let database: Database
    let close: () => Promise<void>
    const skills = createSkills({ publicUrl: 'https://brevet.example' })
    const taxonomies = () => createTaxonomies({ db: database, clock: () => 1000, skills })
    const put = (name: string, content: string | Uint8Array) =>
      writeFile(join(folder, name), content)
    const take = async (path = folder, version?: string) => {
      const steps: string[] = []
      const name = await taxonomies().importEsco({
        path,
        ...(version !== undefined && { version }),
        progress: ({ what, name: table, count }) => steps.push(`${table} ${what} ${count}`),
      })
      return { name, steps }
    }

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'brevet-taxonomy-'))
      const opened = await openTestDatabase(kind, skillsMigrations)
      database = opened[0]
      close = opened[1]
      const zipped = Object.entries(tables).map(([name, text]) => [`esco/${name}`, strToU8(text)])
      await put('ESCO-v1.1.1-en-csv.zip', zipSync(Object.fromEntries(zipped)))
    })
    afterEach(async () => {
      await close()
      await rm(folder, { recursive: true })
    })

    it('are taken in from archives and tables of a folder, in several languages', async () => {
      await put('skills_ar.csv', arabic)
      await put('skills_fr.csv.gz', gzipSync(french))
      const { name, steps } = await take()
      equal(name, 'esco 1.1.1')
      deepEqual(steps, [
        'occupationSkillRelations.csv taken-in 2',
        'occupations_en.csv taken-in 2',
        'skills_en.csv taken-in 3',
        'skills_ar.csv taken-in 2',
        'skills_fr.csv taken-in 2',
        'esco 1.1.1 vectors 3',
        'esco 1.1.1 ready 5',
      ])
      deepEqual(await taxonomies().versions(), ['esco 1.1.1'])
    })

    it('say which skills the same occupations need', async () => {
      await take()
      const space = await taxonomies().space()
      deepEqual([space.version, space.dimensions, space.occupations.length], ['esco 1.1.1', 2, 2])
      equal(space.nameOf(`${SKILL}1`), 'paint walls')
      deepEqual(space.occupations[0]?.names, [['painter', 'wall painter']])
      const near = (a: string, b: string) => {
        const [one, other] = [space.vectorOf(SKILL + a), space.vectorOf(SKILL + b)]
        return [...(one ?? [])].reduce((sum, value, at) => sum + value * (other?.[at] ?? 0), 0)
      }
      ok(near('1', '2') > 1)
      ok(Math.abs(near('1', '3')) < 1e-6)
      equal(space.vectorOf(`${SKILL}4`), undefined)
    })

    it('find skills by their labels in four languages, also when they are misspelt', async () => {
      await put('skills_ar.csv', arabic)
      await put('skills_fr.csv', french)
      await take()
      const find = async (words: string, language: string) =>
        (await taxonomies().search(words, language, 1))[0]?.uri
      equal(await find('piant wals', 'en'), `${SKILL}1`)
      equal(await find('coat walls', 'en'), `${SKILL}1`)
      equal(await find('melanger les couleur', 'fr'), `${SKILL}2`)
      equal(await find('قياده شاحنات', 'ar'), `${SKILL}3`)
      equal(await find('drive lorries', 'zgh'), `${SKILL}3`)
      equal(await find('quantum', 'en'), undefined)
      equal(await find('', 'en'), undefined)
    })

    it('stand side by side, the one made ready last in use', async () => {
      await take()
      const other = join(folder, 'other')
      await mkdir(other)
      await writeFile(join(other, 'skills_en.csv'), skillsOf('9,fly,'))
      equal((await take(other, '1.2.0')).name, 'esco 1.2.0')
      deepEqual(await taxonomies().versions(), ['esco 1.1.1', 'esco 1.2.0'])
      equal((await taxonomies().space('esco 1.1.1')).occupations.length, 2)
      deepEqual(await taxonomies().search('paint walls', 'en', 1), [])
    })

    it('go on where an import was broken off, and take nothing in twice', async () => {
      await put('skills_fr.csv', 'conceptUri,other\nx,y')
      await rejects(take(), /skills_fr\.csv has no column preferredLabel, altLabels/)
      deepEqual(await taxonomies().versions(), [])
      equal((await taxonomies().space()).version, 'none')
      await put('skills_fr.csv', french)
      const { steps } = await take()
      deepEqual(
        steps.filter((step) => step.includes('known')).map((step) => step.split(' ')[0]),
        ['occupationSkillRelations.csv', 'occupations_en.csv', 'skills_en.csv'],
      )
      deepEqual(await taxonomies().versions(), ['esco 1.1.1'])
      ok((await take()).steps.slice(0, -1).every((step) => step.includes('known')))
    })

    it('refuse what is not there, no distribution, broken, or of no version', async () => {
      await rejects(take(join(folder, 'none')), /none is not there/)
      const bare = join(folder, 'bare')
      await mkdir(bare)
      await rejects(take(bare), /has no table of ESCO/)
      await writeFile(join(bare, 'skills_en.csv'), skillsOf('1,"paint'))
      await rejects(take(bare), /--version/)
      await rejects(take(bare, '1'), /skills_en\.csv: /)
      await put('ESCO-v1.2.0-en.zip', 'no archive')
      await rejects(take(), (error: Error) => {
        match(error.message, /ESCO-v1\.2\.0-en\.zip is not a ZIP archive/)
        return true
      })
    })
  })
}
