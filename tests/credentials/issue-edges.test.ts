import { equal, ok, rejects } from 'node:assert/strict'
import {
  CredentialFault,
  createBbsSigner,
  deriveCredential,
  issueCredential,
  type JsonObject,
  type Mechanism,
  verifyCredential,
} from '../../credentials/index.ts'
import { badge, changed, older, plain, V2 } from './support/documents.ts'
import { attacker, issuer, signerOf } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world = createWorld()
const p256 = signerOf('issuer', { algorithm: 'ES256' })

/** What is refused, as `pointer detail: rule`. */
async function refusal(act: Promise<unknown>): Promise<string> {
  try {
    await act
    return 'none'
  } catch (error) {
    ok(error instanceof CredentialFault, String(error))
    equal(error.message, `${error.pointer || 'the document'} ${error.detail}`)
    return `${error.pointer} ${error.detail}: ${error.rule}`
  }
}

const issue = (credential: unknown, mechanism: Mechanism = 'eddsa-rdfc-2022', signer = issuer) =>
  issueCredential({ credential, signer, mechanism }, world)

const OF_OURS: readonly Mechanism[] = ['eddsa-rdfc-2022', 'eddsa-jcs-2022', 'vc+jwt', 'vc+sd-jwt']

describe('what is to be signed', () => {
  for (const mechanism of OF_OURS) {
    it(`is an unsigned credential of the signer, for ${mechanism}`, async () => {
      const refused = (credential: unknown) => refusal(issue(credential, mechanism))
      for (const odd of ['x', null, 5, [plain()]]) {
        equal(await refused(odd), ' must be an object: malformed')
      }
      equal(await refused(plain({ proof: {} })), '/proof must not be there: malformed')
      equal(
        await refused(plain({ type: 'VerifiableCredential' })),
        '/type must be an array: malformed',
      )
      equal(
        await refused(plain({ issuer: attacker.did })),
        `/issuer must be ${issuer.did}, whose key signs: controller-mismatch`,
      )
      const nobody = changed(plain(), '/credentialSubject', undefined)
      equal(await refused(nobody), '/credentialSubject must hold a subject: malformed')
      ok((await refused(plain({ validFrom: 'never' }))).startsWith('/validFrom '))
    })

    it(`has the shape of a badge where it says that it is one, for ${mechanism}`, async () => {
      const nameless = changed(badge(), '/credentialSubject/achievement/name', undefined)
      const told = await refusal(issue(nameless, mechanism))
      ok(/^\/credentialSubject\/achievement\S* .+: schema-violated$/.test(told), told)
      equal(await refusal(issue(badge(), mechanism)), 'none')
    })
  }

  it('is of the version of the data model that the form is for', async () => {
    equal(
      await refusal(issue(older(), 'vc+jwt')),
      '/@context/0 must be the context of version 2 for vc+jwt: context-order',
    )
    equal(
      await refusal(issue(plain(), 'jwt_vc_json')),
      '/@context/0 must be the context of version 1 for jwt_vc_json: context-order',
    )
  })

  it('holds no claim that a compact form brings itself', async () => {
    const brought = ['vc', 'vp', 'iss', 'iat', 'exp', 'nbf', '_sd', '_sd_alg', 'cnf', 'vct']
    for (const name of brought) {
      const told = `/${name} is a claim that the signature brings: claim-mismatch`
      for (const mechanism of ['vc+jwt', 'vc+sd-jwt', 'dc+sd-jwt'] as const) {
        equal(await refusal(issue(plain({ [name]: 'x' }), mechanism)), told)
      }
      equal(await refusal(issue(older({ [name]: 'x' }), 'jwt_vc_json')), told)
    }
  })

  it('may say what no context defines where it is JSON alone (OpenID4VCI 1.0 A.1.1)', async () => {
    const credential = older({ favourite: 'tea' })
    equal(await refusal(issue(credential, 'jwt_vc_json')), 'none')
    ok((await refusal(issue(credential))).endsWith(': term-undefined'))
  })
})

describe('a key', () => {
  it('makes the proofs of its kind and no others, which is a defect of the caller', async () => {
    const bbs = await createBbsSigner(new Uint8Array(32).fill(7))
    for (const [signer, mechanism] of [
      [issuer, 'ecdsa-sd-2023'],
      [issuer, 'bbs-2023'],
      [issuer, 'ecdsa-rdfc-2019'],
      [p256, 'eddsa-jcs-2022'],
      [p256, 'bbs-2023'],
      [bbs, 'ecdsa-sd-2023'],
    ] as const) {
      const credential = plain({ issuer: signer.did })
      await rejects(issueCredential({ credential, signer, mechanism }, world), {
        name: 'Error',
        message: `a key for ${signer.algorithm} cannot make ${mechanism} proofs`,
      })
    }
    for (const mechanism of ['vc+jwt', 'dc+sd-jwt', 'eddsa-rdfc-2022'] as const) {
      const credential = plain({ issuer: bbs.did })
      await rejects(issueCredential({ credential, signer: bbs, mechanism }, world), {
        message: `a key for BBS cannot make ${mechanism} proofs`,
      })
    }
  })
})

const SHOWN = ['/name', '/type', '/credentialSubject/id']

describe('what a part is to be shown of', () => {
  let base: JsonObject
  before(async () => {
    const credential = plain({ issuer: p256.did })
    base = (await issue(credential, 'ecdsa-sd-2023', p256)) as JsonObject
  })
  const derive = (credential: unknown, selectivePointers = SHOWN) =>
    deriveCredential({ credential, selectivePointers }, world)

  it('is a document', async () => {
    for (const odd of ['x', null, undefined, 5, [base]]) {
      equal(await refusal(derive(odd)), ' must be an object: disclosure-invalid')
    }
  })

  it('is no larger than others may be, and names contexts that are pinned', async () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 60; level++) deep = { a: deep }
    ok((await refusal(derive({ ...base, evidence: deep }))).endsWith(': too-complex'))
    const contexts = [V2, 'https://a.example/c']
    const told = await refusal(derive({ ...base, '@context': contexts }))
    ok(/^\/@context.*: context-unknown$/.test(told), told)
  })

  it('has one base proof, by a suite that shows parts', async () => {
    const told = '/proof must be one base proof: disclosure-invalid'
    const proof = base.proof as JsonObject
    for (const odd of [
      ...[null, 'x', [proof], [], {}, { ...proof, cryptosuite: 5 }],
      ...[{ ...proof, cryptosuite: 'eddsa-rdfc-2022' }, changed(proof, '/cryptosuite', undefined)],
    ]) {
      equal(await refusal(derive({ ...base, proof: odd })), told)
    }
    equal(await refusal(derive(changed(base, '/proof', undefined))), told)
  })

  it('has what is asked for, and the pointer is named that leads nowhere', async () => {
    const derived = await derive(base)
    equal((await verifyCredential(derived, {}, world)).outcome, 'passed')
    const told = await refusal(derive(base, [...SHOWN, '/nowhere']))
    ok(/^\/nowhere .+: disclosure-invalid$/.test(told), told)
    const broken = changed(base, '/proof/proofValue', 'u2V0AAA')
    const why = await refusal(derive(broken))
    ok(/^\/proof .+: disclosure-invalid$/.test(why), why)
    await rejects(derive(broken), (error) => error instanceof Error && error.cause !== undefined)
  })
})
