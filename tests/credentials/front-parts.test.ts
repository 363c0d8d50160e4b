import { deepEqual, equal, ok } from 'node:assert/strict'
import {
  issueCredential,
  type JsonObject,
  readStatus,
  verifyCredential,
} from '../../credentials/index.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { plain } from './support/documents.ts'
import { holder, issuer } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const world = createWorld()

describe('what is told of a credential', () => {
  const sign = (credential: JsonObject) =>
    issueCredential({ credential, signer: issuer, mechanism: 'eddsa-jcs-2022' }, world)

  it('are its facts, once its proof stands', async () => {
    const credential = await sign(plain())
    const { id, issuer: by, subject, verified } = await verifyCredential(credential, {}, world)
    deepEqual([id, by, subject, verified], [credential.id, issuer.did, holder.did, true])
    const forged = await verifyCredential({ ...credential, name: 'x' }, {}, world)
    deepEqual([forged.verified, 'credential' in forged, 'issuer' in forged], [false, false, false])
    const { id: _, ...nameless } = plain({ credentialSubject: { name: 'x' } })
    const bare = await verifyCredential(await sign(nameless), {}, world)
    deepEqual(['id' in bare, 'subject' in bare, 'issuer' in bare], [false, false, true])
  })

  it('are the checks that the caller wants of status and schema', async () => {
    const credential = await sign(plain())
    const told = async (checks?: readonly string[]) => {
      const { checks: made } = await verifyCredential(credential, checks ? { checks } : {}, world)
      return ['status', 'schema'].map((name) => made.find((check) => check.name === name)?.reason)
    }
    const [none, skipped] = ['not-present', 'not-requested']
    deepEqual(await told(), [none, none])
    deepEqual(await told([]), [skipped, skipped])
    deepEqual(await told(['credentialStatus']), [none, skipped])
    deepEqual(await told(['schema']), [skipped, none])
    deepEqual(await told(['status', 'credentialSchema']), [none, none])
  })

  it('is that nothing of it was reached, with the reason in its language', async () => {
    const { checks, format, outcome } = await verifyCredential('x', { language: 'fr' }, world)
    deepEqual([format, outcome, checks.length], ['unknown', 'failed', 8])
    deepEqual(
      checks.slice(1).map(({ reason }) => reason),
      Array(7).fill('not-reached'),
    )
    const english = await verifyCredential('x', {}, world)
    ok(english.checks[0]?.message !== checks[0]?.message)
    equal(english.checks[0]?.detail, 'the input has no known form')
  })

  it('is asked again of a status alone', async () => {
    const check = await readStatus(plain(), world)
    deepEqual([check.name, check.reason, check.checkedAt], ['status', 'not-present', NOW])
    const odd = await readStatus({ iss: issuer.did, status: 'x' }, world)
    equal(odd.reason, 'status-unsupported')
  })

  it('is the type that its header says, in whatever letters', async () => {
    const claims = { ...plain(), iss: issuer.did, iat: NOW }
    const told = async (header: JsonObject, payload: JsonObject = claims) => {
      const text = await signJws({ kid: issuer.verificationMethod, ...header }, payload, issuer)
      const { outcome, format, checks } = await verifyCredential(text, {}, world)
      return outcome === 'passed' ? format : `${checks[0]?.reason}: ${checks[0]?.detail}`
    }
    equal(await told({ typ: 'vc+jwt', cty: 'vc' }), 'vc+jwt')
    equal(await told({ typ: 'application/VC+JWT' }), 'vc+jwt')
    equal(await told({ typ: 'vc+ld+jwt' }), 'vc+jwt')
    equal(await told({ typ: 7 }), 'format-unsupported: typ ?')
    equal(await told({}), 'format-unsupported: typ ')
    equal(await told({ typ: 'vp+jwt' }), 'format-unsupported: typ vp+jwt')
    for (const cty of ['vp', 'JWT', 'application/vp', 7]) {
      equal(await told({ typ: 'vc+jwt', cty }), 'format-unsupported: cty', String(cty))
    }
    equal(await told({ typ: 'JWT' }, { ...claims, vc: 'x' }), 'malformed: vc')
    for (const name of ['vc', 'vp', 'proof']) {
      equal(
        await told({ typ: 'vc+jwt' }, { ...claims, [name]: {} }),
        `claim-mismatch: /${name} must not be there`,
      )
    }
  })
})
