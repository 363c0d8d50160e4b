import { deepEqual, equal } from 'node:assert/strict'
import { resolveDid } from '../../credentials/index.ts'
import { createSigner, generateKey, type Signer, signJws } from '../../keys/index.ts'
import { domainLinkage } from '../../verifier/linkage/domain-linkage.ts'
import { createWeb, NOW, newSigner, type Web } from './support.ts'

const ORIGIN = 'https://academy.example'
const PLACE = `${ORIGIN}/.well-known/did-configuration.json`

const claimsOf = ({ did }: Signer, changes: object = {}) => ({
  ...{ iss: did, sub: did, nbf: NOW - 10, exp: NOW + 3600 },
  vc: {
    type: ['VerifiableCredential', 'DomainLinkageCredential'],
    credentialSubject: { id: did, origin: ORIGIN },
  },
  ...changes,
})

describe('the link between an issuer and an address', () => {
  const issuer = newSigner()
  let web: Web
  beforeEach(() => {
    web = createWeb()
  })

  const look = (did = issuer.did) => {
    const deps = { clock: () => NOW, fetch: web.fetch }
    return domainLinkage(
      { did, origin: ORIGIN },
      { ...deps, resolve: (of) => resolveDid(of, deps) },
    )
  }
  const publish = (...linked_dids: readonly unknown[]) =>
    web.pages.set(PLACE, JSON.stringify({ '@context': 'x', linked_dids }))

  it('holds when the address has a statement that the issuer signed', async () => {
    publish(
      await signJws(newSigner(), {}, claimsOf(newSigner())),
      await signJws(issuer, {}, claimsOf(issuer)),
    )
    deepEqual(await look(), {
      ...{ status: 'linked', did: issuer.did, origin: ORIGIN },
      ...{ source: PLACE, checkedAt: NOW },
    })
  })

  const broken: readonly (readonly [
    string,
    (claims: ReturnType<typeof claimsOf>) => object,
    string,
  ])[] = [
    ['is over', (claims) => ({ ...claims, exp: NOW - 3600 }), 'the statement is over'],
    [
      'does not hold yet',
      (claims) => ({ ...claims, nbf: NOW + 3600 }),
      'the statement does not hold yet',
    ],
    ['has no end', ({ exp: _, ...claims }) => claims, 'the statement is over'],
    [
      'is about another subject',
      (claims) => ({ ...claims, sub: 'did:web:x.example' }),
      'sub is not the issuer',
    ],
    [
      'names another address',
      (claims) => ({
        ...claims,
        vc: { ...claims.vc, credentialSubject: { id: issuer.did, origin: 'https://evil.example' } },
      }),
      'credentialSubject/origin is another address',
    ],
    [
      'is another credential',
      (claims) => ({ ...claims, vc: { ...claims.vc, type: ['X'] } }),
      'credentialSubject/id is not the issuer',
    ],
  ]
  for (const [title, change, detail] of broken) {
    it(`does not hold when the statement ${title}`, async () => {
      publish(await signJws(issuer, {}, change(claimsOf(issuer))))
      const { status, detail: said } = await look()
      deepEqual([status, said], ['not-linked', detail])
    })
  }

  it('does not hold when somebody else signed in the name of the issuer', async () => {
    const thief = { ...newSigner(), verificationMethod: issuer.verificationMethod }
    publish(await signJws(thief, {}, claimsOf(issuer)))
    deepEqual((await look()).detail, 'the signature is not of the issuer')
    const stranger = newSigner()
    publish(await signJws(stranger, {}, claimsOf(issuer)))
    equal((await look()).detail, 'it names no key that the issuer signs statements with')
  })

  it('does not hold when nobody says so', async () => {
    publish()
    equal((await look()).status, 'not-linked')
    for (const text of ['{}', '[]', 'null', '7', '<html>', '{"linked_dids":"x"}']) {
      web.pages.set(PLACE, text)
      equal((await look()).status, 'not-linked', text)
    }
    for (const token of ['x', 'a.b.c', '..', 7, null]) {
      publish(token)
      equal((await look()).status, 'not-linked', String(token))
    }
  })

  it('is not known when the address does not answer', async () => {
    equal((await look()).status, 'not-reachable')
  })

  it('is not known when the keys of the issuer are out of reach', async () => {
    const far = createSigner('Ed25519', generateKey('Ed25519'), 'did:web:far.example')
    publish(await signJws(far, {}, claimsOf(far)))
    const { status, detail } = await look(far.did)
    deepEqual(
      [status, detail],
      ['not-reachable', 'the DID document of the issuer could not be read'],
    )
  })

  it('is not known when the statement is of a form that is not read', async () => {
    publish({ type: ['DomainLinkageCredential'], issuer: issuer.did })
    equal((await look()).status, 'not-checked')
  })
})
