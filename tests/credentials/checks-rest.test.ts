import { deepEqual, equal, rejects } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import {
  type Finding,
  failed,
  passed,
  undetermined,
  worst,
} from '../../credentials/checks/finding.ts'
import { answersQuestion, belongsTo, checkBinding } from '../../credentials/checks/holder.ts'
import { checkPeriod } from '../../credentials/checks/period.ts'
import { refuseOtherResources, resourceFaults } from '../../credentials/checks/resources.ts'
import { checkSchema } from '../../credentials/checks/schema.ts'
import { stampChecks, verdictOf } from '../../credentials/checks/stamp.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { badge, changed, plain, V1, V2 } from './support/documents.ts'
import { holder } from './support/signers.ts'
import { words } from './support/words.ts'
import { createWorld, NOW } from './support/world.ts'

describe('the time for which a credential is valid', () => {
  const at = (seconds: number) => new Date((NOW + seconds) * 1000).toISOString()
  const found = (members: JsonObject) => words(checkPeriod(members, NOW))

  for (const [begin, end] of [
    ['validFrom', 'validUntil'],
    ['issuanceDate', 'expirationDate'],
  ] as const) {
    it(`begins with ${begin} and is over with ${end}`, () => {
      equal(found({ [begin]: at(0), [end]: at(1) }), 'passed')
      equal(found({ [begin]: at(1) }), `failed not-yet-valid ${at(1)}`)
      equal(found({ [end]: at(0) }), `failed expired ${at(0)}`)
      equal(found({ [end]: 7, [begin]: 7 }), 'passed')
    })
  }

  it('is that of both versions where both are there', () => {
    equal(found({}), 'passed')
    equal(found({ issuanceDate: at(0), validFrom: at(1) }), `failed not-yet-valid ${at(1)}`)
    equal(found({ expirationDate: at(1), validUntil: at(0) }), `failed expired ${at(0)}`)
  })
})

describe('findings together', () => {
  const open = undetermined('not-reached')
  const none: Finding = { outcome: 'not-applicable', reason: 'not-present' }

  it('are as the worst of them, and nothing where nothing was found', () => {
    equal(worst([passed, failed('expired'), failed('revoked')]).reason, 'expired')
    equal(worst([passed, open, none]), open)
    equal(worst([none, passed]), passed)
    deepEqual(worst([]), none)
    deepEqual([[], [none], [passed], [passed, open], [open, failed('expired')]].map(verdictOf), [
      ...['undetermined', 'undetermined', 'passed', 'undetermined', 'failed'],
    ])
  })

  it('are shown in the order of the look, each with its sentence and its time', () => {
    const names = [
      'holder',
      'schema',
      'status',
      'period',
      'purpose',
      'key',
      'proof',
      'contexts',
      'form',
    ]
    const findings = Object.fromEntries(names.map((name) => [name, failed('expired', name)]))
    const checks = stampChecks(findings, { now: 7, language: 'en' })
    deepEqual(
      checks.map(({ name }) => name),
      names.toReversed(),
    )
    deepEqual(
      checks.map(({ detail }) => detail),
      names.toReversed(),
    )
    equal(
      checks.every(({ message, checkedAt }) => message !== '' && checkedAt === 7),
      true,
    )
    deepEqual(
      stampChecks({ form: undefined as unknown as Finding }, { now: 7, language: 'fr' }),
      [],
    )
  })
})

describe('the binding to who presents, and to the question', () => {
  const proofs = [
    { challenge: 'c', domain: ['d', 'e'] },
    { challenge: 'c', domain: ['e'] },
  ]
  const answered = (question: object, given = proofs) =>
    words(answersQuestion(question, { proofs: given }))

  it('is that every proof answers', () => {
    equal(answered({}), 'nothing')
    equal(answered({ challenge: 'c' }), 'passed')
    equal(answered({ domain: 'e' }), 'passed')
    equal(answered({ challenge: 'c', domain: 'e' }), 'passed')
    equal(answered({ challenge: 'x' }), 'failed challenge-mismatch')
    equal(answered({ challenge: 'c', domain: 'd' }), 'failed domain-mismatch')
    equal(answered({ challenge: 'x', domain: 'x' }), 'failed challenge-mismatch')
    equal(answered({ challenge: 'c' }, []), 'failed challenge-mismatch')
    equal(answered({ domain: 'e' }, []), 'failed domain-mismatch')
  })

  it('is that every subject is the holder', () => {
    const of = (credentialSubject: unknown) => words(belongsTo('did:a:1', { credentialSubject }))
    equal(of({ id: 'did:a:1' }), 'passed')
    equal(of([{ id: 'did:a:1' }, 'did:a:1']), 'passed')
    equal(of([{ id: 'did:a:1' }, { id: 'did:a:2' }]), 'failed subject-mismatch did:a:2')
    for (const nobody of [undefined, [], {}, [{ id: 'did:a:1' }, {}]]) {
      equal(of(nobody), 'failed subject-mismatch the subject has no id', JSON.stringify(nobody))
    }
  })

  it('is asked for by a question or by a holder, and is the worst of both', () => {
    const binding = (question: object, more: object = {}) => {
      const { holder: found } = checkBinding(plain(), { question, proved: { proofs, ...more } })
      return words(found)
    }
    deepEqual(checkBinding(plain(), { question: {}, proved: { proofs } }), {})
    equal(binding({ challenge: 'c' }), 'passed')
    equal(binding({ holder: holder.did }), 'passed')
    equal(binding({ holder: 'did:a:2', challenge: 'c' }), `failed subject-mismatch ${holder.did}`)
    equal(binding({ holder: holder.did, challenge: 'x' }), 'failed challenge-mismatch')
    equal(binding({ challenge: 'x' }, { binding: passed }), 'passed')
  })
})

describe('what a credential cites (Data Model 2.0 §5.3)', () => {
  const sri = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`
  const id = 'https://a.example/page'
  const good = { id, digestSRI: sri('page') }
  const told = (...relatedResource: unknown[]) =>
    Array.from(
      resourceFaults({ relatedResource }),
      ({ pointer, detail, rule }) => `${pointer} ${detail}: ${rule}`,
    )

  it('is told by an address and a digest', () => {
    deepEqual(told(good, { ...good, id: 'urn:a:1' }), [])
    deepEqual(Array.from(resourceFaults({})), [])
    for (const odd of ['x', {}, { ...good, id: 'x' }, { ...good, id: [id] }]) {
      deepEqual(told(odd), ['/relatedResource/0 must be an object whose id is a URL: malformed'])
    }
    deepEqual(told(good, good), ['/relatedResource/1 is named twice: malformed'])
    deepEqual(told({ id }), ['/relatedResource/0 must have a digest: malformed'])
    deepEqual(told({ id, digestSRI: 'md5-x' }), [
      '/relatedResource/0 has a digest of unknown form: malformed',
    ])
  })

  it('is not a context of other bytes than those published', () => {
    const cited = (digestSRI: string) => told({ id: V2, digestSRI })
    const other = '/relatedResource/0 has the digest of another document: resource-mismatch'
    deepEqual(cited(sri('other')), [other])
    const right = 'sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU'
    const wrong = `sha384-${createHash('sha384').update('other').digest('base64')}`
    deepEqual(cited(right), [])
    deepEqual(cited(`${wrong} ${right}`), [], 'one of several')
    deepEqual(cited(wrong), [other])
  })

  it('is asked for before it is signed, and what does not answer is believed', async () => {
    const world = createWorld()
    const refuse = (...relatedResource: unknown[]) =>
      refuseOtherResources({ relatedResource }, workshopFor(world))
    await refuse(good)
    world.pages.set(id, 'page')
    await refuse(good, 'x', { id: 7 }, { id: 'urn:a:1', digestSRI: sri('x') })
    await rejects(refuse({ id: 'urn:a:1' }, { id, digestSRI: sri('other') }), {
      ...{ pointer: '/relatedResource/1', rule: 'resource-mismatch' },
      detail: 'has the digest of another document',
    })
    const asked = world.asked.length
    await refuse({ id: V2, digestSRI: sri('other') })
    equal(world.asked.length, asked, 'its bytes are known')
    const plainly = 'http://a.example/page'
    await refuse({ ...good, id: plainly }, { ...good, id: 'x-https://a.example/' })
    deepEqual(world.asked.slice(asked), [plainly])
    const many = Array.from({ length: 9 }, (_, at) => ({ ...good, id: `https://a.example/${at}` }))
    world.asked.length = 0
    await refuse(...many)
    deepEqual(
      world.asked,
      many.slice(0, 8).map((item) => item.id),
    )
    const fetch = async (url: string) => ({
      status: 404,
      headers: {},
      body: Buffer.from('no'),
      url,
    })
    await refuseOtherResources({ relatedResource: good }, { ...workshopFor(world), fetch })
  })
})

describe('the schema', () => {
  const known =
    'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'
  const found = (document: JsonObject) => {
    const finding = checkSchema(document)
    return [words(finding), ...(finding.source === undefined ? [] : [finding.source])]
  }

  it('is that of badges, and open where it is another', () => {
    deepEqual(found(plain()), ['not-applicable not-present'])
    deepEqual(found(badge()), ['passed'])
    deepEqual(found(badge({ credentialSchema: { id: known, type: 'A' } })), ['passed', known])
    const other = 'https://a.example/schema'
    deepEqual(found(plain({ credentialSchema: [{ id: other }] })), [
      ...[`undetermined schema-unsupported ${other}`, other],
    ])
    deepEqual(found(plain({ credentialSchema: [{}] })), ['undetermined schema-unsupported'])
    deepEqual(found(plain({ credentialSchema: 'x' })), ['undetermined schema-unsupported'])
    const fault = 'failed schema-violated /credentialSubject/achievement is missing'
    deepEqual(found(changed(badge(), '/credentialSubject/achievement', undefined)), [fault])
    deepEqual(found(plain({ credentialSchema: { id: known } }))[1], known)
  })

  it('of version 1.1 takes the date of issuance for the begin', () => {
    const { validFrom, ...rest } = badge()
    const [, ob] = rest['@context'] as string[]
    const old = { ...rest, '@context': [V1, ob], issuanceDate: validFrom }
    deepEqual(found(old), ['passed'])
    const missing = ['failed schema-violated /validFrom is missing']
    deepEqual(found({ ...old, '@context': [V2, ob] }), missing)
    deepEqual(found({ ...old, issuanceDate: undefined }), missing)
    const odd = found({ ...old, validFrom: 'x' })
    deepEqual(odd, ['failed schema-violated /validFrom is not a date and time'])
  })
})
