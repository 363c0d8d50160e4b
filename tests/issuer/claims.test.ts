import { deepEqual, equal, match, notEqual } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Answer, type Bench, migrations, openIssuer, passed } from './support.ts'
import { credentialIn, openWallet } from './wallet.ts'

describeOnBothDatabases('an award from a passed assessment', migrations, (db) => {
  let bench: Bench
  let learner: TestLearner
  beforeEach(async () => {
    bench = await openIssuer(db())
    learner = await openLearner(bench)
  })
  afterEach(async () => {
    await bench.close()
  })

  it('is made once, however often the event comes', async () => {
    await learner.pass()
    await learner.pass()
    const awards = await learner.mine()
    equal(awards.length, 1)
    deepEqual(
      [awards[0]?.kind, awards[0]?.provenance, awards[0]?.state, awards[0]?.language],
      ['course', 'course', 'live', 'fr'],
    )
    deepEqual(await learner.kinds(), ['award.made'])
  })

  it('is not made of an assessment that is not passed', async () => {
    for (const state of ['failed', 'awaiting-review', 'overturned'] as const)
      await learner.pass({ state })
    deepEqual(await learner.mine(), [])
  })

  it('becomes an Open Badge of the academy, bound to the key of the wallet, that verifies', async () => {
    await learner.pass()
    const wallet = openWallet(bench)
    const answer = await learner.claim(wallet)
    equal(answer.status, 200, answer.text)
    const certificate = credentialIn(answer)
    const { course } = await bench.issuer.dids()
    equal(certificate.issuer.id, course)
    equal(certificate.credentialSubject.id, wallet.signer.did)
    equal(
      certificate.credentialSubject.achievement.id,
      `${bench.origin}/achievements/ai-foundations/2`,
    )
    equal(certificate.name, 'Fondations de l’IA')
    const { outcome, checks } = await bench.verify(certificate)
    equal(outcome, 'passed', JSON.stringify(checks))
    deepEqual(await learner.kinds(), ['award.made', 'credential.issued'])
    equal((await bench.audit.verifyChain('academy')).intact, true)
  })

  for (const algorithm of ['ES256', 'ES384'] as const) {
    it(`is bound to a wallet with a key for ${algorithm}, too`, async () => {
      await learner.pass()
      const wallet = openWallet(bench, algorithm)
      equal(credentialIn(await learner.claim(wallet)).credentialSubject.id, wallet.signer.did)
    })
  }

  it('says what was reached, how it was assessed and where the record is, and names nobody', async () => {
    await learner.pass()
    const certificate = credentialIn(await learner.claim())
    deepEqual(certificate.credentialSubject.result, [
      {
        type: ['Result'],
        resultDescription: 'urn:brevet:result:objective',
        value: '25',
        status: 'Completed',
      },
      {
        type: ['Result'],
        resultDescription: 'urn:brevet:result:check-ai-output',
        achievedLevel: 'urn:brevet:level:check-ai-output:3',
        status: 'Completed',
      },
    ])
    const [evidence] = certificate.evidence
    match(String(evidence?.narrative), /^25 réponses justes sur 28 questions/)
    match(String(evidence?.narrative), /Une personne a relu les notes\. Identité déclarée/)
    equal(evidence?.id, 'https://brevet.example/assessments/assessment-1/record.json')
    equal(certificate.relatedResource[0]?.id, evidence.id)
    match(certificate.relatedResource[0]?.digestMultibase ?? '', /^uEi[\w-]{44}$/)
    deepEqual(
      [certificate.awardedDate, certificate.validUntil],
      ['2026-11-22T09:33:20Z', '2029-11-22T03:33:20Z'],
    )
    const text = JSON.stringify(certificate)
    for (const secret of ['Amina', 'amina', 'Idrissi', learner.amina.personId]) {
      equal(text.includes(secret), false)
    }
    match(
      certificate.credentialSubject.identifier?.[0]?.identityHash ?? '',
      /^sha256\$[0-9a-f]{64}$/,
    )
  })

  it('ties its translations to the bytes that are served', async () => {
    await learner.pass()
    const { credentialSubject, relatedResource } = credentialIn(await learner.claim())
    const { related = [] } = credentialSubject.achievement
    deepEqual(
      related.map(({ inLanguage }) => inLanguage),
      ['ar', 'en', 'zgh'],
    )
    for (const { id } of related) {
      const { text } = await bench.call('GET', id)
      const digest = new Uint8Array(
        await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)),
      )
      const multihash = Buffer.concat([Buffer.from([0x12, 0x20]), digest]).toString('base64url')
      equal(
        relatedResource.find((resource) => resource.id === id)?.digestMultibase,
        `u${multihash}`,
      )
    }
  })

  it('graded for demonstration leads to the demonstration issuer and type alone', async () => {
    await learner.pass({ demo: true, gradedBy: ['auto-objective', 'demo'], humanReviewed: false })
    const certificate = credentialIn(await learner.claim())
    const { course, demo } = await bench.issuer.dids()
    notEqual(demo, course)
    equal(certificate.issuer.id, demo)
    const { achievement } = certificate.credentialSubject
    deepEqual(
      [achievement.id, achievement.achievementType, achievement.creator.id],
      [`${bench.origin}/achievements/demo.ai-foundations/2`, 'ext:Demonstration', demo],
    )
    match(achievement.name, /^Démonstration/)
    match(String(certificate.evidence[0]?.narrative), /sans valeur hors d’une démonstration/)
    equal(JSON.stringify(certificate).includes(`"${course}"`), false)
    equal((await bench.verify(certificate)).outcome, 'passed')
  })

  it('signs nothing when the assessment turns out to be a demonstration after all', async () => {
    await learner.pass()
    bench.outcomes.set('assessment-1', passed({ personId: learner.amina.personId, demo: true }))
    const answer = await learner.claim()
    deepEqual([answer.status, answer.body.error], [400, 'credential_request_denied'])
  })

  describe('claimed', () => {
    const denied = (answer: Answer) =>
      deepEqual([answer.status, answer.body.error], [400, 'credential_request_denied'])

    it('ten times at once by one holder gives one certificate', async () => {
      await learner.pass()
      const wallet = openWallet(bench)
      const answers = await Promise.all(Array.from({ length: 10 }, () => learner.claim(wallet)))
      const statuses = answers.map(({ status }) => status).sort()
      deepEqual(statuses, [200, ...Array(9).fill(400)])
      for (const answer of answers.filter(({ status }) => status !== 200)) denied(answer)
      const [award] = await learner.mine()
      equal((award?.credentials as unknown[] | undefined)?.length, 1)
    })

    it('again by the same holder is refused', async () => {
      await learner.pass()
      const wallet = openWallet(bench)
      equal((await learner.claim(wallet)).status, 200)
      denied(await learner.claim(wallet))
    })

    it('by another key of the learner gives a second certificate with an index of its own', async () => {
      await learner.pass()
      const first = credentialIn(await learner.claim())
      const second = credentialIn(await learner.claim())
      notEqual(first.id, second.id)
      notEqual(first.credentialStatus.statusListIndex, second.credentialStatus.statusListIndex)
    })
  })
})
