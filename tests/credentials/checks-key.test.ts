import { equal } from 'node:assert/strict'
import { findKey } from '../../credentials/checks/key.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { issuer, signerOf } from './support/signers.ts'
import { words } from './support/words.ts'
import { createWorld, NOW } from './support/world.ts'

describe('the key that a document publishes (Controlled Identifiers 1.0 §3.3)', () => {
  const did = 'did:web:issuer.example'
  const { verificationMethod: id, publicKeyMultibase, publicJwk } = signerOf('web', { did })
  const method = { id, type: 'Multikey', controller: did, publicKeyMultibase }
  const url = 'https://issuer.example/.well-known/did.json'

  async function found(document: JsonObject, asked: object = {}) {
    const world = createWorld()
    world.pages.set(url, { id: did, assertionMethod: [id], ...document })
    const question = { verificationMethod: id, controller: did, purpose: 'assertionMethod' }
    return findKey({ ...question, signedAt: undefined, ...asked }, workshopFor(world))
  }
  const told = async (...asked: Parameters<typeof found>) => {
    const { key, found: of, authorized } = await found(...asked)
    return `${words(of)}${key ? ' with a key' : ''}, ${words(authorized)}`
  }
  const open = 'undetermined not-reached'
  const usual = { verificationMethod: [method] }

  it('is found in its methods or behind a purpose, by its whole name or its fragment', async () => {
    const well = 'passed with a key, passed'
    equal(await told(usual), well)
    equal((await found(usual)).found.source, url)
    equal(await told({ verificationMethod: method }), well)
    equal(await told({ verificationMethod: [{ ...method, id: `#${publicKeyMultibase}` }] }), well)
    equal(await told({ assertionMethod: [method] }), well)
    equal(await told({ ...usual, assertionMethod: `#${publicKeyMultibase}` }), well)
    equal(await told({ authentication: [method] }), well)
    const jwk = { ...method, publicKeyMultibase: undefined, publicKeyJwk: publicJwk }
    equal(await told({ verificationMethod: [jwk] }), well)
    equal(await told({ verificationMethod: [{ ...method, publicKeyJwk: publicJwk }] }), well)
  })

  it('is not found, or twice', async () => {
    const missing = `failed key-not-found ${id}, ${open}`
    equal(await told({}), missing)
    equal(await told({ verificationMethod: [method, method] }), missing)
    equal(
      await told({ verificationMethod: [{ ...method, id: 7 }, 'x', { ...method, id: '#x' }] }),
      missing,
    )
    equal((await found({})).found.source, url)
    equal(
      await told(usual, { controller: 'did:web:other.example' }),
      `failed controller-mismatch ${did} is not did:web:other.example, ${open}`,
    )
  })

  it('is looked for in vain where the identifier leads nowhere', async () => {
    const of = async (other: string) =>
      told(usual, { verificationMethod: `${other}#1`, controller: other })
    equal(await of('did:x:y'), `failed did-method-unsupported did:x:y, ${open}`)
    equal(await of('did:key:z1'), `failed key-unresolvable it holds no known key, ${open}`)
    const gone = 'https://a.example/.well-known/did.json cannot be reached'
    equal(await of('did:web:a.example'), `undetermined key-unresolvable ${gone}, ${open}`)
  })

  it('is of no use for something else, after its end, or when it was withdrawn', async () => {
    const of = (members: JsonObject, asked?: object) =>
      told({ verificationMethod: [{ ...method, ...members }] }, asked)
    equal(await of({ controller: 'did:a:2' }), 'failed controller-mismatch did:a:2, passed')
    equal(await of({ controller: [did] }), 'failed controller-mismatch, passed')
    equal(await of({ publicKeyMultibase: 'z1' }), 'failed key-unsuitable Multikey, passed')
    equal(await of({ publicKeyMultibase: 7 }), 'failed key-unsuitable Multikey, passed')
    equal(await of({ publicKeyMultibase: undefined }), 'failed key-unsuitable Multikey, passed')
    equal(await of({ publicKeyJwk: issuer.publicJwk }), 'failed key-unsuitable Multikey, passed')
    equal(await of({ publicKeyJwk: {} }), 'failed key-unsuitable Multikey, passed')
    equal(await of({ type: undefined }), 'failed key-unsuitable, passed')
    for (const secret of [
      ...['secretKeyMultibase', 'secretKeyJwk', 'privateKeyMultibase', 'privateKeyJwk'],
    ]) {
      equal(await of({ [secret]: 'z1' }), 'failed key-unsuitable Multikey, passed', secret)
    }
    equal(await of({ revoked: '2030' }), 'failed key-revoked 2030, passed')
    equal(await of({ revoked: false }), 'failed key-revoked, passed')
    const expires = '2026-11-22T12:00:00Z'
    equal(await of({ expires }), `failed key-expired ${expires}, passed`)
    equal(await of({ expires }, { signedAt: NOW }), `failed key-expired ${expires}, passed`)
    equal(await of({ expires }, { signedAt: NOW - 1 }), 'passed with a key, passed')
    equal(await of({ expires: '2026-11-22T12:00:01Z' }), 'passed with a key, passed')
    equal(await of({ expires: 7 }), 'failed key-expired, passed')
  })

  it('is allowed what the controller lists it for', async () => {
    const refused = (purpose: string) => `passed with a key, failed purpose-unauthorized ${purpose}`
    equal(await told({ ...usual, assertionMethod: [] }), refused('assertionMethod'))
    equal(await told({ ...usual, assertionMethod: [`${did}#x`, 7] }), refused('assertionMethod'))
    equal(await told(usual, { purpose: 'authentication' }), refused('authentication'))
    equal(await told(usual, { purpose: 'verificationMethod' }), refused('verificationMethod'))
    for (const purpose of ['authentication', 'capabilityInvocation', 'capabilityDelegation']) {
      equal(await told({ ...usual, [purpose]: [id] }, { purpose }), 'passed with a key, passed')
    }
  })
})
