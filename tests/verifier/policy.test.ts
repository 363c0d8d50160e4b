import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { isoTime } from '../../platform/clock.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import type { PolicyRules } from '../../schemas/policy.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { createPolicies } from '../../verifier/policies/policies.ts'
import { applyPolicy, type PolicyEvidence, worstOf } from '../../verifier/policies/policy.ts'
import type { TrustStatus } from '../../verifier/registry/registry.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { createWorld, FRAMEWORK, NOW } from './support.ts'

const ISSUER = 'did:web:academy.example'
const SKILL = `${FRAMEWORK}/check-ai-output`

const trust = (status: TrustStatus, frameworks: readonly string[] = []) => ({
  status,
  issuer: ISSUER,
  frameworks,
  sources: [],
  checkedAt: NOW,
})

const evidence = (changes: Partial<PolicyEvidence> = {}): PolicyEvidence => ({
  credential: {
    validFrom: isoTime(NOW - 86_400),
    credentialSubject: {
      achievement: {
        alignment: [{ targetUrl: SKILL, targetName: 'Check' }],
        resultDescription: [
          {
            id: 'urn:r',
            rubricCriterionLevel: [{ id: 'urn:l2', level: '2' }],
            alignment: [{ targetUrl: SKILL }],
          },
        ],
      },
      result: [{ resultDescription: 'urn:r', achievedLevel: 'urn:l2' }],
    },
  },
  issuer: ISSUER,
  trust: trust('registered', [FRAMEWORK]),
  provenance: {
    resources: [],
    record: { assurance: 'identity-verified', humanReviewed: true },
  },
  now: NOW,
  ...changes,
})

const unread = { provenance: { resources: [] } }

const outcomeOf = (rules: PolicyRules, changes: Partial<PolicyEvidence> = {}) =>
  applyPolicy(rules, evidence(changes), 'en').outcome

const cases: readonly (readonly [string, PolicyRules, Partial<PolicyEvidence>, string])[] = [
  ['nothing asked', {}, {}, 'passed'],
  ['an issuer that is accepted', { issuers: ['did:web:x', ISSUER] }, {}, 'passed'],
  ['an issuer that is not accepted', { issuers: ['did:web:x'] }, {}, 'failed'],
  [
    'an issuer that only begins like an accepted one',
    { issuers: [`${ISSUER}.evil`] },
    {},
    'failed',
  ],
  ['a registered issuer', { registered: true }, {}, 'passed'],
  ['an unknown issuer', { registered: true }, { trust: trust('not-registered') }, 'failed'],
  [
    'a registry out of reach',
    { registered: true },
    { trust: trust('registry-not-reachable') },
    'undetermined',
  ],
  [
    'a registry out of reach that nobody asks',
    { registered: false },
    { trust: trust('registry-not-reachable') },
    'passed',
  ],
  [
    'an issuer registered for the framework',
    { registered: { framework: FRAMEWORK } },
    {},
    'passed',
  ],
  ['an issuer registered for another framework', { registered: { framework: 'x' } }, {}, 'failed'],
  ['a skill that is shown', { skills: [{ id: SKILL }] }, {}, 'passed'],
  ['a skill at the level asked for', { skills: [{ id: SKILL, level: 2 }] }, {}, 'passed'],
  ['a skill below the level asked for', { skills: [{ id: SKILL, level: 3 }] }, {}, 'failed'],
  ['one skill of two', { skills: [{ id: SKILL }, { id: 'x' }] }, {}, 'failed'],
  ['enough assurance', { assurance: 'identity-verified' }, {}, 'passed'],
  ['more assurance than asked for', { assurance: 'self-asserted' }, {}, 'passed'],
  ['too little assurance', { assurance: 'proctored' }, {}, 'failed'],
  [
    'assurance of an unknown kind',
    { assurance: 'self-asserted' },
    { provenance: { resources: [], record: { assurance: 'sworn' } } },
    'failed',
  ],
  ['assurance that could not be read', { assurance: 'self-asserted' }, unread, 'undetermined'],
  ['a review by a person', { humanReviewed: true }, {}, 'passed'],
  [
    'no review by a person',
    { humanReviewed: true },
    { provenance: { resources: [], record: { humanReviewed: 'yes' } } },
    'failed',
  ],
  ['a review that could not be read', { humanReviewed: true }, unread, 'undetermined'],
  ['a review that nobody asks for', { humanReviewed: false }, unread, 'passed'],
  ['a linked domain', { domainLinked: true }, { linkage: 'linked' }, 'passed'],
  ['a domain that is not linked', { domainLinked: true }, { linkage: 'not-linked' }, 'failed'],
  ['a domain out of reach', { domainLinked: true }, { linkage: 'not-reachable' }, 'undetermined'],
  [
    'a domain whose statement is not read',
    { domainLinked: true },
    { linkage: 'not-checked' },
    'undetermined',
  ],
  ['a domain that nobody asked', { domainLinked: true }, {}, 'undetermined'],
  ['a domain that need not be linked', { domainLinked: false }, {}, 'passed'],
  ['a recent credential', { maximumAgeDays: 1 }, {}, 'passed'],
  ['an old credential', { maximumAgeDays: 1 }, { now: NOW + 1 }, 'failed'],
  ['a credential without date', { maximumAgeDays: 1 }, { credential: {} }, 'failed'],
  [
    'failed beside undetermined',
    { issuers: ['did:web:x'], assurance: 'proctored' },
    unread,
    'failed',
  ],
]

describe('a policy', () => {
  for (const [what, rules, changes, expected] of cases) {
    it(`says ${expected} for ${what}`, () => equal(outcomeOf(rules, changes), expected))
  }

  it('names each rule that it asked, in order, and no other', () => {
    const { rules } = applyPolicy({ maximumAgeDays: 9, issuers: [ISSUER] }, evidence(), 'en')
    deepEqual(
      rules.map(({ rule }) => rule),
      ['issuers', 'maximumAgeDays'],
    )
  })

  it('has a sentence for every finding in every language', () => {
    const all: PolicyRules = {
      issuers: ['x'],
      registered: true,
      domainLinked: true,
      skills: [{ id: 'x' }],
      assurance: 'proctored',
      humanReviewed: true,
      maximumAgeDays: 1,
    }
    const situations = [
      evidence({ linkage: 'linked' }),
      evidence({ linkage: 'not-linked' }),
      evidence({ ...unread, trust: trust('registry-not-reachable') }),
    ]
    for (const language of LANGUAGES) {
      for (const situation of situations) {
        const { rules } = applyPolicy(all, situation, language)
        equal(rules.length, 7)
        ok(rules.every(({ message }) => message.length > 8))
      }
    }
  })

  it('is as good as its worst finding', () => {
    equal(worstOf([]), 'passed')
    equal(worstOf(['passed', 'undetermined']), 'undetermined')
    equal(worstOf(['undetermined', 'failed', 'passed']), 'failed')
  })
})

describeOnBothDatabases('stored policies', verifierMigrations, (db) => {
  const open = () => createPolicies({ db: db(), clock: () => NOW })
  const policy = { tenantId: 't1', id: 'junior', name: 'Junior roles' }

  it('get a new version for each change, and keep the old ones', async () => {
    const policies = open()
    equal((await policies.put({ ...policy, rules: { registered: true } })).version, 1)
    equal((await policies.put({ ...policy, rules: { maximumAgeDays: 30 } })).version, 2)
    deepEqual((await policies.find('junior', 't1'))?.rules, { maximumAgeDays: 30 })
    deepEqual((await policies.find('junior@1', 't1'))?.rules, { registered: true })
    equal((await policies.list('t1', 'junior')).length, 2)
  })

  it('get no new version where nothing changed', async () => {
    const policies = open()
    await policies.put({ ...policy, rules: { registered: true, maximumAgeDays: 1 } })
    const again = await policies.put({ ...policy, rules: { maximumAgeDays: 1, registered: true } })
    equal(again.version, 1)
    equal((await policies.put({ ...policy, name: 'x', rules: { registered: true } })).version, 2)
  })

  it('have one winner when two write at the same moment', async () => {
    const policies = open()
    const results = await Promise.allSettled(
      [1, 2, 3].map((days) => policies.put({ ...policy, rules: { maximumAgeDays: days } })),
    )
    const versions = (await policies.list('t1')).map(({ version }) => version)
    equal(new Set(versions).size, versions.length)
    equal(results.filter(({ status }) => status === 'fulfilled').length, versions.length)
  })

  it('are the tenant’s own', async () => {
    const policies = open()
    await policies.put({ ...policy, rules: {} })
    await rejects(policies.find('junior', 't2'), { detail: 'no policy is called junior' })
    await rejects(policies.find('junior', undefined))
    deepEqual(await policies.list('t2'), [])
  })

  it('are not found under a version that is not there', async () => {
    const policies = open()
    await policies.put({ ...policy, rules: {} })
    await rejects(policies.find('junior@2', 't1'))
  })

  it('need not be stored to be used', async () => {
    const policies = open()
    deepEqual(await policies.find({ registered: true }, undefined), { rules: { registered: true } })
    equal(await policies.find(undefined, undefined), undefined)
    deepEqual((await policies.find('registered-issuer', undefined))?.rules, { registered: true })
  })

  it('count for the credentials of the tenant, and are named in the report', async () => {
    const world = createWorld(db())
    await world.verifier.policies.put({ ...policy, rules: { skills: [{ id: SKILL, level: 3 }] } })
    const badge = await world.badge()
    const report = await world.verifier.verifyCredential(badge, {
      policy: 'junior',
      tenantId: 't1',
    })
    equal(report.verified, true)
    deepEqual([report.policy?.id, report.policy?.version], ['junior', 1])
    const forged = { ...badge, name: 'x' }
    const refused = await world.verifier.verifyCredential(forged, {
      policy: 'junior@1',
      tenantId: 't1',
    })
    equal(refused.outcome, 'failed')
    equal(refused.policy?.outcome, 'undetermined')
  })
})
