import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { create } from 'qrcode'
import { fromSlimCode, type JsonObject } from '../../credentials/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { openLearner } from './learner.ts'
import { type Bench, migrations, openIssuer } from './support.ts'
import { credentialIn } from './wallet.ts'

const LANGUAGES = ['fr', 'en', 'ar', 'zgh'] as const

interface Badge {
  readonly id: string
  readonly issuer: { readonly id: string }
  readonly validUntil: string
  readonly credentialStatus: JsonObject
  readonly credentialSubject: {
    readonly id?: string
    readonly result: readonly { readonly achievedLevel?: string }[]
  }
}

describe('the slim form of a certificate', () => {
  let bench: Bench
  let close: () => Promise<void>
  before(async () => {
    const [database, closeDatabase] = await openTestDatabase('sqlite', migrations)
    bench = await openIssuer(database)
    close = async () => {
      await bench.close()
      await closeDatabase()
    }
  })
  after(() => close())

  it('says who, what, each level, the dates and the status, and is signed on its own', async () => {
    const learner = await openLearner(bench)
    await learner.pass({ assessmentId: 'slim-1', language: 'fr' })
    const full = credentialIn(await learner.claim()) as unknown as Badge
    const { credential, code } = await bench.issuer.slim(full)
    const slim = credential as unknown as Badge
    equal(slim.id, full.id)
    equal(slim.issuer.id, full.issuer.id)
    equal(slim.validUntil, full.validUntil)
    deepEqual(slim.credentialStatus, full.credentialStatus)
    equal(slim.credentialSubject.id, full.credentialSubject.id)
    const levels = ({ credentialSubject }: Badge) =>
      credentialSubject.result.map(({ achievedLevel }) => achievedLevel)
    deepEqual(levels(slim), levels(full))
    const verified = await bench.verify(fromSlimCode(code))
    equal(verified.outcome, 'passed', JSON.stringify(verified.checks))
    deepEqual(verified.credential, credential)
  })

  it('fits into a version-21 code in every language', async () => {
    const learner = await openLearner(bench)
    for (const language of LANGUAGES) {
      await learner.pass({ assessmentId: `slim-${language}`, language })
      const { code } = await bench.issuer.slim(credentialIn(await learner.claim()))
      const { version } = create(code, { errorCorrectionLevel: 'M' })
      ok(version <= 21, `${language}: version ${version}, ${code.length} characters`)
    }
  })

  it('is refused for what was changed, is not ours, or is nothing', async () => {
    const learner = await openLearner(bench)
    await learner.pass({ assessmentId: 'slim-2', language: 'en' })
    const full = credentialIn(await learner.claim())
    for (const wrong of [{ ...full, name: 'AI Mastery' }, {}, 'x.y.z', { proof: {} }]) {
      await rejects(bench.issuer.slim(wrong), /not valid/)
    }
  })

  it('is refused once the certificate was revoked, and the slim one shows it', async () => {
    const learner = await openLearner(bench)
    await learner.pass({ assessmentId: 'slim-3', language: 'en' })
    const full = credentialIn(await learner.claim())
    const { credential } = await bench.issuer.slim(full)
    // the learner has the certificates of the other tests too, and claims any of them
    const passed = ['slim-1', 'slim-2', 'slim-3', ...LANGUAGES.map((code) => `slim-${code}`)]
    for (const assessmentId of passed) await learner.overturn(assessmentId)
    await rejects(bench.issuer.slim(full), /not valid/)
    const { checks } = await bench.verify(credential)
    equal(checks.find(({ name }) => name === 'status')?.reason, 'revoked')
  })
})
