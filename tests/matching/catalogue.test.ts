import { deepEqual, equal } from 'node:assert/strict'
import type { DatedVersion } from '../../matching/jobs/store.ts'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { digestOf, rankJobs } from '../../matching/ranking/rank.ts'

const version = (id: string, skills: readonly string[], over: Partial<DatedVersion> = {}) => ({
  id,
  version: 1,
  since: 1,
  until: undefined,
  createdAt: 0,
  body: {
    title: id,
    skills: skills.map((skill) => ({ id: skill, importance: 'essential' as const })),
  },
  ...over,
})
const have = (...ids: string[]) =>
  ids.map((skillId) => ({ skillId, level: 3, credentialId: `urn:${skillId}` }))
const catalogueOf = (...versions: readonly DatedVersion[]) => {
  const catalogue = createCatalogue()
  catalogue.apply(versions, 10)
  return catalogue
}
const order = (catalogue: ReturnType<typeof createCatalogue>, ...skills: string[]) =>
  rankJobs(catalogue, { skills: have(...skills), filters: {}, k: 10 }).map(({ job }) => job.id)

describe('the catalogue of jobs', () => {
  it('gives jobs that share a skill, best first', () => {
    const catalogue = catalogueOf(
      version('both', ['a', 'b']),
      version('one', ['a', 'c', 'd']),
      version('none', ['c']),
    )
    deepEqual(order(catalogue, 'a', 'b'), ['both', 'one'])
  })

  it('breaks ties by id', () => {
    deepEqual(order(catalogueOf(version('z', ['a']), version('k', ['a'])), 'a'), ['k', 'z'])
  })

  it('follows a job to its next version', () => {
    const catalogue = catalogueOf(version('job', ['a']))
    catalogue.apply(
      [version('job', ['a'], { until: 11 }), version('job', ['b'], { version: 2, since: 11 })],
      11,
    )
    deepEqual(order(catalogue, 'a'), [])
    deepEqual(order(catalogue, 'b'), ['job'])
    equal(catalogue.size, 1)
  })

  it('takes a next version that is told before the end of the one before', () => {
    const catalogue = catalogueOf(version('job', ['a']))
    catalogue.apply(
      [version('job', ['b'], { version: 2, since: 11 }), version('job', ['a'], { until: 11 })],
      11,
    )
    deepEqual(order(catalogue, 'b'), ['job'])
  })

  it('forgets a job that was closed', () => {
    const catalogue = catalogueOf(version('job', ['a']))
    catalogue.apply([version('job', ['a'], { until: 12 })], 12)
    deepEqual(order(catalogue, 'a'), [])
    equal(catalogue.asOf, 12)
  })

  it('counts a rare skill more than a common one', () => {
    const catalogue = catalogueOf(
      version('1', ['common', 'rare']),
      version('2', ['common']),
      version('3', ['common']),
    )
    const { statistics, vocabulary } = catalogue.scale
    const idf = (skillId: string) => statistics.idf(vocabulary.numberOf(skillId))
    equal(idf('rare') > idf('common'), true)
    equal(idf('never') > idf('rare'), true)
  })

  it('is filtered by language, place and remote work, apart from the score', () => {
    const placed = (id: string, more: object) => {
      const made = version(id, ['a'])
      return { ...made, body: { ...made.body, ...more } }
    }
    const catalogue = catalogueOf(
      placed('fr', { language: 'fr', location: 'Rabat' }),
      placed('en', { language: 'en', remote: true }),
      placed('any', {}),
    )
    const ids = (filters: object) =>
      rankJobs(catalogue, { skills: have('a'), filters, k: 10 }).map(({ job }) => job.id)
    deepEqual(ids({ language: 'fr' }), ['any', 'fr'])
    deepEqual(ids({ location: 'rabat' }), ['fr'])
    deepEqual(ids({ remote: true }), ['en'])
    deepEqual(ids({ workplace: 'remote' }), ['en'])
    deepEqual(ids({ workplace: 'hybrid' }), [])
  })

  it('is filtered by where one works and by permit, which a job may leave unsaid', () => {
    const said = (id: string, more: object) => {
      const made = version(id, ['a'])
      return { ...made, body: { ...made.body, ...more } }
    }
    const catalogue = catalogueOf(
      said('at-home', { workplace: 'remote', remote: true, permit: 'required' }),
      said('both', { workplace: 'hybrid', permit: 'sponsored' }),
      said('there', { workplace: 'on-site', location: 'Fès', permit: 'required' }),
      said('unsaid', {}),
    )
    const ids = (filters: object) =>
      rankJobs(catalogue, { skills: have('a'), filters, k: 10 }).map(({ job }) => job.id)
    deepEqual(ids({ workplace: 'hybrid' }), ['both'])
    deepEqual(ids({ workplace: 'on-site' }), ['there'])
    deepEqual(ids({ workplace: 'remote' }), ['at-home'])
    deepEqual(ids({ withoutPermit: true }), ['both', 'unsaid'])
    deepEqual(ids({ withoutPermit: false }), ['at-home', 'both', 'there', 'unsaid'])
    deepEqual(ids({ withoutPermit: true, workplace: 'on-site' }), [])
  })

  it('gives the same digest for the same ranking, another for another', () => {
    const ranked = (...skills: string[]) =>
      digestOf(
        rankJobs(catalogueOf(version('x', ['a', 'b'])), {
          skills: have(...skills),
          filters: {},
          k: 1,
        }),
      )
    equal(ranked('a'), ranked('a'))
    equal(ranked('a') === ranked('b'), false)
  })
})
