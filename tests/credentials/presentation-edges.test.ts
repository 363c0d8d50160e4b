import { deepEqual, equal } from 'node:assert/strict'
import {
  issueCredential,
  type JsonObject,
  type PresentationOptions,
  signPresentation,
  type Verification,
  verifyPresentation,
} from '../../credentials/index.ts'
import { changed, complaints, plain, V2 } from './support/documents.ts'
import { signAnyway } from './support/sign-anyway.ts'
import { attacker, holder, issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world = createWorld()
const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }
const verify = (presentation: unknown, options: PresentationOptions = {}) =>
  verifyPresentation(presentation, options, world)

const told = ({ checks }: Pick<Verification, 'checks'>, wanted: string): string => {
  const { outcome, reason, detail } = checks.find(({ name }) => name === wanted) ?? {}
  return [outcome, reason, detail].filter((word) => word !== undefined).join(' ')
}

describe('a presentation', () => {
  let credential: JsonObject
  let signed: JsonObject
  before(async () => {
    const request = { credential: plain(), signer: issuer, mechanism: 'eddsa-rdfc-2022' } as const
    credential = await issueCredential(request, world)
    signed = await signPresentation({ credentials: [credential], holder, ...question }, world)
  })
  const unsigned = (members: JsonObject = {}): JsonObject => ({
    '@context': [V2],
    type: ['VerifiablePresentation'],
    verifiableCredential: [credential],
    ...members,
  })

  it('is handed on where its proof stands, and where nobody made one', async () => {
    const found = await verify(signed, question)
    deepEqual([found.presentation, found.format], [signed, 'eddsa-rdfc-2022'])
    const other = await verify(signed, { ...question, challenge: 'other' })
    deepEqual([other.outcome, other.presentation], ['failed', signed])
    const changedOne = await verify(changed(signed, '/holder', attacker.did), question)
    equal('presentation' in changedOne, false)
    const open = await verify(unsigned())
    deepEqual([open.outcome, open.presentation], ['passed', unsigned()])
    equal('presentation' in (await verify(unsigned(), question)), false)
  })

  it('is of the holder that it names, or of whoever signed it, or of nobody', async () => {
    equal((await verify(signed, question)).holder, holder.did)
    const silent = await signAnyway(unsigned(), {
      signer: holder,
      members: { proofPurpose: 'authentication', ...question },
    })
    const found = await verify(silent, question)
    deepEqual([complaints(found), found.holder], [[], holder.did])
    equal((await verify(unsigned({ holder: attacker.did }))).holder, attacker.did)
    const open = await verify(unsigned())
    deepEqual(['holder' in open, open.format], [false, 'unsigned'])
  })

  it('says who signed, and who is named, where these are two', async () => {
    const members = { proofPurpose: 'authentication', ...question }
    const document = unsigned({ holder: attacker.did })
    const found = await verify(await signAnyway(document, { signer: holder, members }), question)
    equal(told(found, 'holder'), `failed holder-mismatch ${holder.did} is not ${attacker.did}`)
    equal(found.holder, attacker.did)
  })

  it('holds thirty-two credentials at the most', async () => {
    const broken = changed(credential, '/name', 'x')
    const many = (count: number) => unsigned({ verifiableCredential: Array(count).fill(broken) })
    const full = await verify(many(32))
    deepEqual([told(full, 'form'), full.credentials.length], ['passed', 32])
    const crowd = await verify(many(33))
    equal(told(crowd, 'form'), 'failed too-complex 33 credentials')
    deepEqual([crowd.credentials, crowd.format], [[], 'unknown'])
  })

  it('is not looked into where its form is odd', async () => {
    for (const odd of ['x', null, [signed], { ...signed, type: ['VerifiableCredential'] }]) {
      const found = await verify(odd, question)
      deepEqual([found.outcome, found.format, found.credentials], ['failed', 'unknown', []])
      equal(told(found, 'proof'), 'undetermined not-reached')
      deepEqual(['holder' in found, 'presentation' in found], [false, false])
    }
  })

  it('hands on the language and the checks that are asked for, and no question of its own', async () => {
    const [inner] = (await verify(signed, { ...question, language: 'fr', checks: [] })).credentials
    const [usual] = (await verify(signed, question)).credentials
    equal(inner && told(inner, 'status'), 'not-applicable not-requested')
    equal(usual && told(usual, 'status'), 'not-applicable not-present')
    const message = (of: Verification | undefined) =>
      of?.checks.find(({ name }) => name === 'proof')?.message
    equal(message(inner) === message(usual), false)
    equal(typeof message(inner), 'string')
    equal(inner?.outcome, 'passed')
  })

  it('ends, signed by somebody or by nobody', async () => {
    const ended = { validUntil: '2026-01-02T00:00:00Z' }
    const found = await verify(unsigned(ended))
    deepEqual(
      [found.outcome, told(found, 'period')],
      ['failed', `failed expired ${ended.validUntil}`],
    )
    const lasting = await verify(unsigned({ validUntil: '2030-01-02T00:00:00Z' }))
    deepEqual([lasting.outcome, told(lasting, 'period')], ['passed', 'not-applicable not-present'])
    const members = { proofPurpose: 'authentication', ...question }
    const late = await signAnyway(unsigned({ ...ended, holder: holder.did }), {
      signer: holder,
      members,
    })
    deepEqual(complaints(await verify(late, question)), ['period: expired'])
  })

  it('that nobody signed is refused to whoever asked a question', async () => {
    const refused = ['proof: presentation-unsigned', 'holder: presentation-unsigned']
    for (const options of [
      ...[{ challenge: 'x' }, { domain: 'https://x.example' }, { requireHolderBinding: true }],
      { challenge: 'x', requireHolderBinding: false },
    ]) {
      deepEqual(complaints(await verify(unsigned(), options)), refused, JSON.stringify(options))
    }
    deepEqual(complaints(await verify(unsigned(), { requireHolderBinding: false })), [])
    const found = await verify(unsigned())
    for (const name of ['proof', 'key', 'purpose', 'period', 'holder']) {
      equal(told(found, name), 'not-applicable not-present', name)
    }
    equal(told(found, 'contexts'), 'passed')
  })

  it('asks its credentials who holds them only where somebody signed', async () => {
    const bound = async (presentation: unknown, options: PresentationOptions) => {
      const [inner] = (await verify(presentation, options)).credentials
      return inner ? told(inner, 'holder').split(' ')[0] : 'none'
    }
    equal(await bound(signed, question), 'passed')
    equal(await bound(signed, { requireHolderBinding: false, domain: question.domain }), '')
    equal(await bound(unsigned(), { requireHolderBinding: true }), '')
  })
})
