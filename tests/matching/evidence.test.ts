import { deepEqual, equal, ok } from 'node:assert/strict'
import { assert, constantFrom, integer, option, property, record } from 'fast-check'
import { evidenceOf } from '../../matching/evidence/evidence.ts'
import {
  assumedWeight,
  evidencePolicies,
  evidencePolicy,
  EVIDENCE_POLICY as POLICY,
  type Shown,
  weighSkills,
  weightOf,
} from '../../matching/evidence/policy.ts'

const NOW = 1_795_340_000
const DAY = 86_400
const ISSUER = 'did:web:issuer.example'

const best: Shown = {
  level: 3,
  evidence: { issuer: ISSUER, assurance: 'proctored', humanReviewed: true, awardedAt: NOW },
}
const shown = (over: Partial<NonNullable<Shown['evidence']>>): Shown => ({
  level: 3,
  evidence: { ...best.evidence, issuer: ISSUER, ...over },
})
const weight = (one: Shown, at = NOW) => weightOf(POLICY, one, at).weight

describe('the weight of evidence', () => {
  it('is whole for a proctored assessment of today that a person reviewed', () => {
    deepEqual(weightOf(POLICY, best, NOW), {
      ...{ assessment: 1, levelStated: 1, recency: 1, issuer: 1 },
      weight: 1_000_000,
    })
  })

  it('falls with the assurance, without a review, and most without a record', () => {
    equal(weight(shown({ assurance: 'identity-verified' })), 950_000)
    equal(weight(shown({ assurance: 'self-asserted' })), 850_000)
    equal(weight(shown({ humanReviewed: false })), 900_000)
    equal(weight({ level: 3, evidence: { issuer: ISSUER, awardedAt: NOW } }), 700_000)
  })

  it('falls without a stated level', () => {
    const { evidence } = best
    equal(weight({ ...(evidence && { evidence }) }), 700_000)
  })

  it('is half after the half-life, never less for age, and whole for a date to come', () => {
    const at = (days: number) => weight(best, NOW + days * DAY)
    equal(at(1095), 500_000)
    ok(at(547) > 700_000 && at(547) < 710_000)
    equal(at(5000), 500_000)
    equal(weight(shown({ awardedAt: NOW + 5 * DAY })), 1_000_000)
  })

  it('counts an unknown date as the oldest, and nothing known as the weakest of all', () => {
    equal(weight({ level: 3, evidence: { issuer: ISSUER } }), 350_000)
    equal(weight({}), 245_000)
  })

  it('is the same all day, so that two rankings of one day can be compared', () => {
    equal(weight(best, NOW + DAY - 1), weight(best, NOW))
    ok(weight(best, NOW + DAY) < weight(best, NOW))
  })

  it('takes an issuer’s own share where the policy names one, and no name of Object’s', () => {
    const policy = { ...POLICY, issuers: { [ISSUER]: 0.5 } }
    equal(weightOf(policy, best, NOW).weight, 500_000)
    equal(weightOf(policy, shown({ issuer: 'did:web:other' }), NOW).weight, 1_000_000)
    equal(weightOf(policy, shown({ issuer: 'constructor' }), NOW).weight, 1_000_000)
  })

  it('is the product of its parts, and never more than whole', async () => {
    const evidence = record({
      issuer: constantFrom(ISSUER, 'did:key:other'),
      assurance: constantFrom('self-asserted', 'identity-verified', 'proctored'),
      humanReviewed: constantFrom(true, false),
      awardedAt: integer({ min: NOW - 9000 * DAY, max: NOW + DAY }),
    })
    await assert(
      property(
        option(evidence, { nil: undefined }),
        integer({ min: 1, max: 3 }),
        (drawn, level) => {
          const one = { level, ...(drawn && { evidence: drawn }) } as Shown
          const {
            assessment,
            levelStated,
            recency,
            issuer,
            weight: found,
          } = weightOf(POLICY, one, NOW)
          equal(found, Math.round(assessment * levelStated * recency * issuer * 1_000_000))
          ok(found > 0 && found <= 1_000_000)
        },
      ),
    )
  })

  it('reaches the scorer without issuer, date or record', () => {
    const [scored] = weighSkills(POLICY, [{ skillId: 's', credentialId: 'c', ...best }], NOW)
    deepEqual(scored, { skillId: 's', credentialId: 'c', level: 3, weight: 1 })
  })

  it('is assumed for what is missing as the policy says', () => {
    equal(assumedWeight(POLICY, NOW), 850_000)
  })
})

describe('the policies of evidence weights', () => {
  it('have an id each, shares between nothing and all, and are found by id', () => {
    const policies = evidencePolicies()
    equal(new Set(policies.map(({ id }) => id)).size, policies.length)
    for (const policy of policies) {
      equal(evidencePolicy(policy.id), policy)
      const { assurance, recency, issuers } = policy
      const shares = [
        ...Object.values(assurance),
        ...Object.values(issuers),
        ...[policy.notReviewed, policy.noRecord, policy.levelNotStated, policy.otherIssuers],
        recency.floor,
      ]
      ok(shares.every((share) => share > 0 && share <= 1))
    }
    equal(evidencePolicy('evidence-0'), undefined)
  })
})

describe('the evidence of a credential', () => {
  const credential = { validFrom: '2026-11-22T09:30:00Z' }
  const recordOf = (body: object) =>
    evidenceOf({ credential, provenance: { resources: [], record: { ...body } } }, ISSUER)

  it('is what its assessment record says, when the verifier found it to be the one signed', () => {
    deepEqual(recordOf({ assurance: 'proctored', humanReviewed: true }), {
      ...{ issuer: ISSUER, awardedAt: 1_795_339_800 },
      ...{ assurance: 'proctored', humanReviewed: true },
    })
  })

  it('is the date alone without a record, or with one that says nothing known', () => {
    const dated = { issuer: ISSUER, awardedAt: 1_795_339_800 }
    deepEqual(evidenceOf({ credential }, ISSUER), dated)
    deepEqual(recordOf({ assurance: 'certain', humanReviewed: true }), dated)
    deepEqual(recordOf({}), dated)
  })

  it('takes a review only for one where the record says true', () => {
    equal(recordOf({ assurance: 'proctored', humanReviewed: 'yes' }).humanReviewed, false)
  })
})
