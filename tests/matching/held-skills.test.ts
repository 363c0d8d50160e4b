import { deepEqual, equal, ok } from 'node:assert/strict'
import {
  assert,
  asyncProperty,
  constantFrom,
  integer,
  record,
  shuffledSubarray,
  uniqueArray,
} from 'fast-check'
import type { Counterpart, Crosswalks } from '../../matching/crosswalks/crosswalks.ts'
import { crosswalksFor, NO_CROSSWALKS } from '../../matching/crosswalks/crosswalks.ts'
import { heldSkills, unmapped } from '../../matching/crosswalks/held-skills.ts'
import { EVIDENCE_POLICY, evidencePolicy } from '../../matching/evidence/policy.ts'
import type { VerifiedSkill } from '../../matching/profiles/verified-skills.ts'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { rankJobs } from '../../matching/ranking/rank.ts'
import { currentFormula, formulaVersion } from '../../matching/ranking/versions.ts'
import { createSkills, type Match } from '../../skills/index.ts'

const NOW = 1_795_340_000
const ONET = 'https://www.onetonline.org/find/descriptor/result/'
const ESCO = 'http://data.europa.eu/esco/skill/'
const skills = createSkills({ publicUrl: 'https://brevet.example' })
const MATCHES: readonly Match[] = [
  'exactMatch',
  'closeMatch',
  'broadMatch',
  'narrowMatch',
  'relatedMatch',
]

const shown = (skillId: string, over: Partial<VerifiedSkill> = {}): VerifiedSkill => ({
  ...{ skillId, level: 2, credentialId: `credential of ${skillId}`, ...over },
})

interface Tie {
  readonly of: string
  readonly uri: string
  readonly match: Match
  readonly crosswalk: string
}

const crosswalksOf = (ties: readonly Tie[], held: readonly VerifiedSkill[]): Promise<Crosswalks> =>
  crosswalksFor(
    {
      skills,
      taxonomies: {
        crosswalks: async () => [],
        ties: async (uris) => ties.filter(({ of }) => uris.includes(of)),
      },
    },
    held,
    ['a', 'b'],
  )

const crosswalks = (ties: Readonly<Record<string, readonly Counterpart[]>>): Crosswalks => ({
  versions: ['walk 1'],
  isForeign: (skillId) => skillId.startsWith(ONET),
  of: (skillId) => ties[skillId] ?? [],
})
const to = (skillId: string, match: Match, crosswalk = 'walk 1'): Counterpart => ({
  ...{ skillId, match, crosswalk },
})
const basisOf = (ties: Readonly<Record<string, readonly Counterpart[]>>) => ({
  ...{ policy: EVIDENCE_POLICY, at: NOW, crosswalks: crosswalks(ties) },
})

describe('held skills', () => {
  it('are the verified ones, untouched, where no crosswalk ties any', () => {
    const own = [shown(`${ESCO}1`)]
    equal(heldSkills(own, { policy: EVIDENCE_POLICY, at: NOW, crosswalks: NO_CROSSWALKS }), own)
    const related = basisOf({ [`${ONET}1`]: [to(`${ESCO}1`, 'relatedMatch')] })
    deepEqual(heldSkills([shown(`${ONET}1`)], related), [shown(`${ONET}1`)])
    deepEqual(
      unmapped([shown(`${ONET}1`)], related).map(({ reason }) => reason),
      ['no-crosswalk'],
    )
  })

  it('are mapped by no policy that publishes no weights for it', () => {
    const policy = evidencePolicy('evidence-1')
    if (!policy) throw new Error('the first policy is gone')
    const basis = { ...basisOf({ [`${ONET}1`]: [to(`${ESCO}1`, 'exactMatch')] }), policy }
    deepEqual(heldSkills([shown(`${ONET}1`)], basis), [shown(`${ONET}1`)])
  })

  it('take the tie that counts the most where crosswalks differ', () => {
    const ties = [to(`${ESCO}1`, 'narrowMatch', 'a'), to(`${ESCO}1`, 'closeMatch', 'b')]
    const found = heldSkills([shown(`${ONET}1`)], basisOf({ [`${ONET}1`]: ties }))
    deepEqual(
      found.map(({ skillId, mapping, stoodFor }) => [skillId, mapping?.crosswalk, stoodFor]),
      [
        [`${ESCO}1`, 'b', undefined],
        [`${ONET}1`, undefined, true],
      ],
    )
  })

  it('prefer what verifies a skill to what does not, whatever its level', () => {
    const basis = basisOf({ [`${ONET}1`]: [to(`${ESCO}1`, 'broadMatch')] })
    const [direct] = heldSkills(
      [shown(`${ONET}1`, { level: 3 }), shown(`${ESCO}1`, { level: 1 })],
      basis,
    )
    deepEqual([direct?.mapping, direct?.level], [undefined, 1])
  })

  it('come once from two that were shown, from the better', () => {
    const basis = basisOf({
      [`${ONET}1`]: [to(`${ESCO}1`, 'closeMatch')],
      [`${ONET}2`]: [to(`${ESCO}1`, 'exactMatch')],
    })
    const found = heldSkills([shown(`${ONET}1`), shown(`${ONET}2`)], basis)
    deepEqual(
      found.filter(({ skillId }) => skillId === `${ESCO}1`).map(({ mapping }) => mapping?.from),
      [`${ONET}2`],
    )
  })

  it('are looked for in no database where every skill is of the jobs’ own frameworks', async () => {
    const taxonomies = {
      crosswalks: () => Promise.reject(new Error('asked')),
      ties: () => Promise.reject(new Error('asked')),
    }
    const own = skills.all()[0]?.uri ?? ''
    equal(
      await crosswalksFor({ skills, taxonomies }, [shown(own), shown(`${ESCO}1`)]),
      NO_CROSSWALKS,
    )
  })
})

describe('a ranking by crosswalks', () => {
  const targets = Array.from({ length: 6 }, (_, at) => `${ESCO}${at}`)
  const catalogue = createCatalogue()
  catalogue.apply(
    Array.from({ length: 20 }, (_, at) => ({
      ...{ id: `job-${at}`, version: 1, since: 1, until: undefined, createdAt: NOW },
      body: {
        title: 'x',
        skills: targets
          .filter((_uri, skill) => (skill * 5 + at) % 4 === 0)
          .map((id) => ({ id, importance: 'essential' as const, level: 2 as const })),
      },
    })),
    1,
  )
  const bytesOf = async (
    held: readonly VerifiedSkill[],
    ties: readonly Tie[],
    id = currentFormula().id,
  ) => {
    const formula = formulaVersion(id)
    if (!formula) throw new Error(id)
    const basis = { policy: EVIDENCE_POLICY, at: NOW, crosswalks: await crosswalksOf(ties, held) }
    const ranked = rankJobs(catalogue, {
      ...{ filters: {}, k: 40, rules: formula.rules(basis) },
      skills: formula.weigh(held, basis),
    })
    return { ranked, digest: formula.digest(ranked) }
  }
  const someTies = uniqueArray(
    record({
      of: constantFrom(`${ONET}1`, `${ONET}2`, `${ONET}3`),
      uri: constantFrom(...targets),
      match: constantFrom(...MATCHES),
      crosswalk: constantFrom('a', 'b'),
    }),
    {
      selector: ({ of, uri, crosswalk }) => `${of} ${uri} ${crosswalk}`,
      minLength: 1,
      maxLength: 12,
    },
  )
  const someSkills = uniqueArray(
    record({
      skillId: constantFrom(`${ONET}1`, `${ONET}2`, `${ONET}3`, ...targets),
      level: integer({ min: 1, max: 3 }),
    }),
    { selector: ({ skillId }) => skillId, minLength: 1, maxLength: 6 },
  )

  it('sums to its contributions, is never more than the whole, and credits related ones with no must-have', async () => {
    for (const relation of MATCHES) {
      const held = [shown(`${ONET}1`), shown(`${ESCO}1`)]
      const ties = targets.map((uri) => ({ of: `${ONET}1`, uri, match: relation, crosswalk: 'a' }))
      const { ranked } = await bytesOf(held, ties)
      ok(ranked.length > 0)
      for (const { score, contributions, coverage } of ranked) {
        equal(
          score,
          contributions.reduce((sum, { amount }) => sum + amount, 0),
        )
        ok(score <= 1_000_000, `${relation} ${score}`)
        const exact = contributions.filter(({ kind }) => kind === 'exact').length
        ok(coverage.met <= exact)
        if (!['exactMatch', 'closeMatch'].includes(relation)) {
          ok(contributions.every(({ kind, mapping }) => kind !== 'exact' || !mapping))
        }
      }
    }
  })

  it('is the same bytes in whichever order rows and skills come', async () => {
    const orders = record({ ties: someTies, held: someSkills }).chain(({ ties, held }) =>
      record({
        ...{ ties: constantFrom(ties), held: constantFrom(held) },
        mixedTies: shuffledSubarray(ties, { minLength: ties.length }),
        mixed: shuffledSubarray(held, { minLength: held.length }),
      }),
    )
    await assert(
      asyncProperty(orders, async ({ ties, held, mixedTies, mixed }) => {
        const verified = (some: typeof held) =>
          some.map(({ skillId, level }) => shown(skillId, { level }))
        const sorted = await bytesOf(verified(held), ties)
        deepEqual(await bytesOf(verified(mixed), mixedTies), sorted)
        for (const { score } of sorted.ranked) ok(score <= 1_000_000, String(score))
      }),
      { numRuns: 200 },
    )
  })

  it('is what the formula before gave where every skill is of the jobs’ own frameworks', async () => {
    const held = targets.slice(0, 3).map((skillId) => shown(skillId))
    const ties = [
      { of: `${ONET}1`, uri: targets[4] ?? '', match: 'exactMatch' as const, crosswalk: 'a' },
    ]
    equal(
      (await bytesOf(held, ties)).digest,
      (await bytesOf(held, [], 'exact-words-near-title-3')).digest,
    )
  })

  it('is not thinned by the number of things that a skill is only part of', async () => {
    const score = async (number: number) => {
      const ties = targets
        .slice(0, number)
        .map((uri) => ({ of: `${ONET}1`, uri, match: 'broadMatch' as const, crosswalk: 'a' }))
      const { ranked } = await bytesOf([shown(`${ONET}1`), shown(`${ESCO}5`)], ties)
      const direct = ranked.flatMap(({ contributions }) =>
        contributions.filter(({ skillId, kind }) => kind === 'exact' && skillId === `${ESCO}5`),
      )
      return Math.max(...direct.map(({ amount }) => amount))
    }
    ok((await score(4)) > 0.8 * (await score(1)))
  })
})
