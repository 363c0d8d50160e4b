import { deepEqual, equal, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  assert,
  asyncProperty,
  constantFrom,
  integer,
  record,
  shuffledSubarray,
  string,
  uniqueArray,
} from 'fast-check'
import { EVIDENCE_POLICY, weighSkills } from '../../matching/evidence/policy.ts'
import {
  type PresentedCredential,
  skillsOf,
  type VerifiedSkill,
} from '../../matching/profiles/verified-skills.ts'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { rankJobs } from '../../matching/ranking/rank.ts'
import { createSkills, emptySpace } from '../../skills/index.ts'

const MATCHING = join(import.meta.dirname, '../../matching')
const HOLDER = 'did:key:holder'
const NOW = 1_795_340_000
const skills = createSkills({ publicUrl: 'https://brevet.example' })
const uris = skills.all().map(({ uri }) => uri)
const LANGUAGES = ['fr', 'en', 'ar', 'zgh'] as const

interface Shown {
  readonly uri: string
  readonly level: number
}

/** What says who somebody is, as credentials of others may carry it. */
const identity = record({
  name: string(),
  givenName: string(),
  image: string(),
  birthDate: string(),
  age: integer(),
  gender: string(),
  address: record({ addressLocality: string(), addressCountry: string() }),
  alumniOf: string(),
  nationality: string(),
  email: string(),
})
const issuing = record({
  name: string(),
  image: string(),
  address: record({ addressLocality: string() }),
  legalName: string(),
})

interface Told {
  readonly subject: object
  readonly issuer: object
  readonly language: (typeof LANGUAGES)[number]
}

const presented = (shown: readonly Shown[], told: Told): PresentedCredential => {
  const alignment = ({ uri }: Shown) => ({
    targetUrl: uri,
    targetName: skills.byUri(uri)?.labels[told.language] ?? uri,
  })
  return {
    ...{ outcome: 'passed', id: 'urn:credential:1', issuer: 'did:web:x', subject: HOLDER },
    credential: {
      ...{ name: String(Reflect.get(told.subject, 'name')), validFrom: '2026-11-22T09:30:00Z' },
      issuer: { id: 'did:web:x', ...told.issuer },
      credentialSubject: {
        ...told.subject,
        id: HOLDER,
        achievement: {
          inLanguage: told.language,
          alignment: shown.map(alignment),
          resultDescription: shown.map((one) => ({
            ...{ id: `urn:result:${one.uri}`, alignment: [alignment(one)] },
            rubricCriterionLevel: [{ id: `urn:level:${one.uri}`, level: String(one.level) }],
          })),
        },
        result: shown.map(({ uri }) => ({
          ...{ resultDescription: `urn:result:${uri}`, achievedLevel: `urn:level:${uri}` },
        })),
      },
    },
  }
}

const catalogue = createCatalogue(emptySpace((uri) => skills.byUri(uri)?.labels.en))
catalogue.apply(
  Array.from({ length: 40 }, (_, at) => ({
    ...{ id: `job-${at}`, version: 1, since: 1, until: undefined, createdAt: 0 },
    body: {
      title: 'x',
      skills: uris
        .filter((_uri, skill) => (skill * 7 + at) % 5 === 0)
        .map((id) => ({ id, importance: 'essential' as const, level: 2 as const })),
    },
  })),
  1,
)

/** The bytes of a ranking, by the whole way from credentials. */
async function bytesOf(credentials: readonly PresentedCredential[]): Promise<string> {
  const rules = { skills, trustOf: async () => 'registered' as const }
  const { skills: found } = await skillsOf(rules, credentials, HOLDER)
  const ranked = rankJobs(catalogue, {
    ...{ skills: weighSkills(EVIDENCE_POLICY, found, NOW), filters: {}, k: 40 },
  })
  ok(ranked.length > 0)
  return JSON.stringify(ranked)
}

const someSkills = uniqueArray(
  record({ uri: constantFrom(...uris), level: integer({ min: 1, max: 3 }) }),
  { selector: ({ uri }) => uri, minLength: 1, maxLength: 8 },
)
const NOBODY: Told = { subject: {}, issuer: {}, language: 'en' }

describe('a ranking', () => {
  it('is the same bytes whoever it is for: name, photo, age, gender, address, school, place', async () => {
    await assert(
      asyncProperty(someSkills, identity, issuing, async (shown, subject, issuer) => {
        const anonymous = await bytesOf([presented(shown, NOBODY)])
        equal(await bytesOf([presented(shown, { ...NOBODY, subject, issuer })]), anonymous)
      }),
      { numRuns: 60 },
    )
  })

  it('is the same bytes in whichever language the skills are labelled', async () => {
    await assert(
      asyncProperty(someSkills, constantFrom(...LANGUAGES), async (shown, language) => {
        const english = await bytesOf([presented(shown, NOBODY)])
        equal(await bytesOf([presented(shown, { ...NOBODY, language })]), english)
      }),
      { numRuns: 40 },
    )
  })

  it('is the same bytes in whichever order skills and credentials come', async () => {
    const orders = someSkills.chain((shown) =>
      record({
        shown: constantFrom(shown),
        mixed: shuffledSubarray(shown, { minLength: shown.length }),
      }),
    )
    await assert(
      asyncProperty(orders, async ({ shown, mixed }) => {
        const sorted = await bytesOf([presented(shown, NOBODY)])
        equal(await bytesOf([presented(mixed, NOBODY)]), sorted)
        const apart = mixed.map((one) => presented([one], NOBODY))
        equal(await bytesOf(apart), sorted)
        equal(await bytesOf(apart.toReversed()), sorted)
      }),
      { numRuns: 40 },
    )
  })
})

describe('what the scorer is given of a person', () => {
  it('are six members, of which none says who somebody is', () => {
    const source = readFileSync(join(MATCHING, 'ranking/scored-skill.ts'), 'utf8')
    const members = [...source.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name)
    deepEqual(members, ['skillId', 'level', 'weight', 'credentialId', 'mapping', 'stoodFor'])
  })

  it('loses issuer, dates and status on the way to it', () => {
    const verified: VerifiedSkill = {
      ...{ skillId: 's', level: 2, credentialId: 'c', status: 'https://school.example/list#1' },
      evidence: { issuer: 'did:web:school.example', awardedAt: NOW, assurance: 'proctored' },
    }
    const [scored] = weighSkills(EVIDENCE_POLICY, [verified], NOW)
    deepEqual(Object.keys(scored ?? {}).sort(), ['credentialId', 'level', 'skillId', 'weight'])
  })

  it('comes from no file that reads what people tell for audits', () => {
    const names = readdirSync(join(MATCHING, 'ranking'), { recursive: true, encoding: 'utf8' })
    const files = names.filter((one) => one.endsWith('.ts'))
    ok(files.length > 10)
    for (const name of files) {
      const source = readFileSync(join(MATCHING, 'ranking', name), 'utf8')
      ok(!/fairness|demographic/i.test(source), name)
    }
  })
})
