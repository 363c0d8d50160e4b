import { deepEqual, equal } from 'node:assert/strict'
import {
  type CredentialDeps,
  issueCredential,
  type JsonObject,
  type Signer,
  verifyPresentation,
} from '../../credentials/index.ts'
import { complaints, plain } from './support/documents.ts'
import { attacker, holder, issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world: CredentialDeps = createWorld()
const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** What a wallet of `jwt_vc_json` signs: a presentation in a `vp` claim. */
async function present(
  { header = {}, claims = {}, vp = {} }: Readonly<Record<string, JsonObject>> = {},
  by: Signer = holder,
): Promise<string> {
  const credential = await issueCredential(
    { credential: plain(), signer: issuer, mechanism: 'eddsa-rdfc-2022' },
    world,
  )
  const payload = {
    iss: by.did,
    nonce: question.challenge,
    aud: question.domain,
    vp: {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiablePresentation'],
      verifiableCredential: [credential],
      ...vp,
    },
    ...claims,
  }
  const input = [{ typ: 'JWT', alg: 'EdDSA', kid: by.verificationMethod, ...header }, payload]
    .map(encoded)
    .join('.')
  return `${input}.${Buffer.from(await by.sign(Buffer.from(input))).toString('base64url')}`
}

const verify = (text: string) => verifyPresentation(text, question, world)
const reasons = async (text: string) =>
  complaints(await verify(text)).map((each) => each.split(': ')[1])

describe('a presentation in a vp claim (jwt_vc_json, OpenID4VP 1.0 Appendix B.1.3.1)', () => {
  it('passes when the subject signed it for the one who asked', async () => {
    const result = await verify(await present())
    deepEqual(complaints(result), [])
    deepEqual([result.verified, result.holder, result.format], [true, holder.did, 'jwt_vp_json'])
  })

  it('is refused as the answer to another question', async () => {
    deepEqual(await reasons(await present({ claims: { nonce: 'nonce-2' } })), [
      'challenge-mismatch',
    ])
    deepEqual(await reasons(await present({ claims: { aud: 'https://other.example' } })), [
      'domain-mismatch',
    ])
    equal((await verify(await present({ claims: { nonce: undefined } }))).verified, false)
  })

  it('is refused from somebody whom the credential is not about', async () => {
    equal((await verify(await present({}, attacker))).verified, false)
    equal((await verify(await present({ claims: { iss: holder.did } }, attacker))).verified, false)
    equal((await verify(await present({ vp: { holder: holder.did } }, attacker))).verified, false)
  })

  it('is refused without a signature, or with a claim that is no presentation', async () => {
    equal((await verify(await present({ header: { alg: 'none' } }))).verified, false)
    const [head, payload] = (await present({ header: { alg: 'none' } })).split('.')
    equal((await verify(`${head}.${payload}.`)).verified, false)
    equal((await verify(await present({ claims: { vp: 'none' } }))).verified, false)
  })

  it('is no credential, and a credential is no presentation', async () => {
    equal((await verify(await present({ claims: { vp: undefined, vc: {} } }))).verified, false)
  })
})
