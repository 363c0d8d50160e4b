import { deepEqual, equal } from 'node:assert/strict'
import { parser } from '../../platform/http/validate.ts'
import { FoundSkills, taxonomyOperations } from '../../schemas/taxonomies.ts'
import {
  createSkills,
  createTaxonomies,
  skillsMigrations,
  taxonomyRoutes,
} from '../../skills/index.ts'
import { type Served, serve, slugOf } from '../audit/support.ts'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'
import { importSkills } from './small-taxonomy.ts'

const unlimited = () => (_request: unknown, _response: unknown, next: () => void) => next()
const parse = parser(FoundSkills)

for (const kind of DB_KINDS) {
  describe(`searching all skills on ${kind}`, () => {
    let served: Served
    let close: () => Promise<void>
    before(async () => {
      const [db, closeDatabase] = await openTestDatabase(kind, skillsMigrations)
      close = closeDatabase
      served = await serve((origin) => {
        const skills = createSkills({ publicUrl: origin })
        const taxonomies = createTaxonomies({ db, clock: () => 1000, skills })
        return taxonomyRoutes(skills, taxonomies, unlimited)
      })
      const skills = createSkills({ publicUrl: served.origin })
      await importSkills(createTaxonomies({ db, clock: () => 1000, skills }))
    })
    after(async () => {
      await served.close()
      await close()
    })

    const find = async (query: string, language = 'en') => {
      const headers = { 'accept-language': language }
      const { body } = await served.call('GET', `/api/taxonomies/skills?${query}`, { headers })
      return parse(body)
    }

    it('has the route that is described', () => {
      deepEqual(
        taxonomyOperations.map(({ method, path }) => `${method} ${path}`),
        ['get /api/taxonomies/skills'],
      )
    })

    it('finds skills of both, ours first, also when they are misspelt', async () => {
      const { taxonomyVersion, skills } = await find('q=verifi+ai+answr')
      equal(taxonomyVersion, 'esco 1.1.1')
      equal(skills[0]?.uri, `${served.origin}/skills/check-ai-output`)
      const [hit] = (await find('q=pant+wals')).skills
      deepEqual([hit?.label, hit?.framework], ['paint walls', 'esco 1.1.1'])
    })

    it('finds a skill by another name and says by which', async () => {
      const { skills } = await find('q=coat+walls')
      deepEqual([skills[0]?.label, skills[0]?.matched], ['paint walls', 'coat walls'])
    })

    it('speaks the language asked for, and English where the taxonomy does not have it', async () => {
      const french = await find('q=peindre&lang=fr')
      deepEqual([french.skills[0]?.label, french.skills[0]?.language], ['peindre des murs', 'fr'])
      const header = await find(`q=${encodeURIComponent('طلا الجدران')}`, 'ar')
      equal(header.skills.at(-1)?.label, 'طلاء الجدران')
      const amazigh = await find('q=drive+lorries&lang=zgh')
      deepEqual(
        amazigh.skills.map(({ label, language }) => [label, language]),
        [['drive lorries', 'en']],
      )
    })

    it('gives as many as asked for', async () => {
      equal((await find('q=ai&limit=3')).skills.length, 3)
    })

    it('refuses a search without words, too long, or with members it does not know', async () => {
      for (const query of [
        '',
        'q=',
        `q=${'x'.repeat(101)}`,
        'q=a&limit=0',
        'q=a&limit=1e9',
        'q=a&k=1',
      ]) {
        const answer = await served.call('GET', `/api/taxonomies/skills?${query}`)
        deepEqual([answer.status, slugOf(answer)], [400, 'invalid-request'], query)
      }
    })
  })
}
