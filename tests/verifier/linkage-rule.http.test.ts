import { deepEqual, equal, match } from 'node:assert/strict'
import { issueCredential, type JsonObject } from '../../credentials/index.ts'
import { createSigner, generateKey, type Signer, signJws } from '../../keys/index.ts'
import { httpMigrations } from '../../platform/http/tables.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { client, type Edge, problemTypes, serve, slugOf } from './edge.ts'
import { createWorld, NOW, newSigner, type World } from './support.ts'

const ORIGIN = 'https://academy.example'
const OTHER = 'https://elsewhere.example'
const as = client('acme')

interface Policy {
  readonly id: string
  readonly outcome: string
  readonly rules: readonly { readonly rule: string; readonly outcome: string; message: string }[]
}

describeOnBothDatabases(
  'a policy that asks for a linked domain',
  { ...verifierMigrations, ...httpMigrations },
  (db) => {
    let world: World
    let edge: Edge
    beforeEach(async () => {
      world = createWorld(db())
      edge = await serve(world.verifier, db())
      const body = { name: 'Linked', rules: { domainLinked: true } }
      equal((await edge.put('/api/policies/linked', body, { as })).status, 200)
    })
    afterEach(() => edge.close())

    const badge = (changes: object = { url: ORIGIN }) =>
      world.badge({ issuer: { id: world.issuer.did, type: ['Profile'], name: 'A', ...changes } })

    const statement = (signer: Signer, { origin = ORIGIN, exp = NOW + 3600 } = {}) => {
      const type = ['VerifiableCredential', 'DomainLinkageCredential']
      const vc = { type, credentialSubject: { id: signer.did, origin } }
      return signJws(signer, {}, { iss: signer.did, sub: signer.did, nbf: NOW - 10, exp, vc })
    }
    const publish = (linked_dids: readonly unknown[], origin = ORIGIN) =>
      world.web.pages.set(
        `${origin}/.well-known/did-configuration.json`,
        JSON.stringify({ linked_dids }),
      )

    const verify = async (verifiableCredential: unknown, policy: unknown = 'linked') => {
      const body = { verifiableCredential, options: { policy } }
      const answer = await edge.post('/credentials/verify', body, { as })
      const found = answer.body.policy as Policy
      const rules = found.rules.map(({ rule, outcome }) => [rule, outcome])
      return { ...answer, found, rules, outcome: answer.body.outcome }
    }
    const asked = () =>
      world.web.asked.filter(({ url }) => url.endsWith('/did-configuration.json')).length

    it('is met where the address named for the issuer says so', async () => {
      publish([await statement(newSigner()), await statement(world.issuer)])
      for (const url of [ORIGIN, `${ORIGIN}/about?x#y`]) {
        const { status, rules, found } = await verify(await badge({ url }))
        deepEqual([status, found.id, found.outcome], [200, 'linked', 'passed'])
        deepEqual(rules, [['domainLinked', 'passed']])
      }
    })

    const refusals: Readonly<Record<string, () => Promise<readonly unknown[]>>> = {
      'names nobody': async () => [],
      'names another issuer': async () => [await statement(newSigner())],
      'says so of another address': async () => [
        await statement(world.issuer, { origin: `${ORIGIN}.evil.example` }),
      ],
      'said so until lately': async () => [await statement(world.issuer, { exp: NOW - 3600 })],
      'says so in the name of the issuer': async () => {
        const { verificationMethod, did } = world.issuer
        return [await statement({ ...newSigner(), did, verificationMethod })]
      },
    }
    for (const [what, said] of Object.entries(refusals)) {
      it(`is not met where the address ${what}`, async () => {
        publish(await said())
        const { status, body, rules, outcome } = await verify(await badge())
        deepEqual([status, outcome, problemTypes(body)], [400, 'failed', ['policy-not-met']])
        deepEqual(rules, [['domainLinked', 'failed']])
      })
    }

    it('is not met where no address can be named for the issuer, and asks nobody', async () => {
      for (const changes of [{}, { url: 'mailto:a@academy.example' }]) {
        const { status, rules } = await verify(await badge(changes))
        deepEqual([status, rules], [400, [['domainLinked', 'failed']]])
      }
      equal(asked(), 0)
    })

    it('is undetermined, never met, where the address does not answer', async () => {
      const { status, body, rules, outcome } = await verify(await badge())
      deepEqual([status, body.verified, outcome], [400, false, 'undetermined'])
      deepEqual(rules, [['domainLinked', 'undetermined']])
    })

    it('is undetermined where the statement is of a form that is not read', async () => {
      publish([{ type: ['DomainLinkageCredential'], issuer: world.issuer.did }])
      const { rules, outcome } = await verify(await badge())
      deepEqual([rules, outcome], [[['domainLinked', 'undetermined']], 'undetermined'])
    })

    it('says so in the language of the caller', async () => {
      const verifiableCredential = await badge()
      const headers = { 'accept-language': 'fr' }
      const said = async () => {
        const body = { verifiableCredential, options: { policy: 'linked' } }
        const answer = await edge.post('/credentials/verify', body, { as, headers })
        return (answer.body.policy as Policy).rules[0]?.message ?? ''
      }
      match(await said(), /lié\u00a0; cela n’a pas pu y être lu\.$/)
      publish([])
      match(await said(), /lié\u00a0; il ne l’est pas\.$/)
    })

    it('asks nobody where the rule is off, or where the proof does not stand', async () => {
      const { status, rules } = await verify(await badge(), { domainLinked: false })
      deepEqual([status, rules], [200, []])
      const forged = await verify({ ...(await badge()), name: 'Doctor' })
      deepEqual([forged.outcome, forged.found.outcome], ['failed', 'undetermined'])
      equal(asked(), 0)
    })

    it('has the document that was asked in the receipt', async () => {
      publish([await statement(world.issuer)])
      const body = { verifiableCredential: await badge(), options: { policy: 'linked' } }
      const { status, text } = await edge.post('/api/receipts', body, { as })
      deepEqual([status, text.includes('/.well-known/did-configuration.json')], [201, true])
    })

    it('is refused where it is no boolean', async () => {
      for (const domainLinked of ['yes', 1, ORIGIN, null]) {
        const body = { name: 'Odd', rules: { domainLinked } }
        const answer = await edge.put('/api/policies/odd', body, { as })
        deepEqual([answer.status, slugOf(answer.body)], [400, 'invalid-request'])
        const [error] = answer.body.errors as readonly { readonly pointer: string }[]
        equal(error?.pointer, '/rules/domainLinked')
      }
    })

    describe('of a did:web', () => {
      const signer = createSigner('Ed25519', generateKey('Ed25519'), 'did:web:academy.example')
      const { did, verificationMethod: id, publicKeyMultibase } = signer

      beforeEach(() => {
        const method = { id, type: 'Multikey', controller: did, publicKeyMultibase }
        const document = { id: did, verificationMethod: [method], assertionMethod: [id] }
        world.web.pages.set(`${ORIGIN}/.well-known/did.json`, JSON.stringify(document))
      })
      const webBadge = async (changes: object = {}): Promise<JsonObject> => {
        const { proof: _, ...unsigned } = await badge()
        const issuer = { id: did, type: ['Profile'], name: 'A', ...changes }
        const credential = { ...unsigned, issuer }
        const deps = { clock: world.now, fetch: world.web.fetch }
        return issueCredential({ credential, signer, mechanism: 'eddsa-rdfc-2022' }, deps)
      }

      it('asks its own address where the certificate names none', async () => {
        equal((await verify(await webBadge())).outcome, 'undetermined')
        publish([await statement(signer)])
        deepEqual((await verify(await webBadge())).rules, [['domainLinked', 'passed']])
      })

      it('is not met by its own address where another one is named', async () => {
        publish([await statement(signer)])
        publish([await statement(signer)], OTHER)
        const { status, rules } = await verify(await webBadge({ url: OTHER }))
        deepEqual([status, rules], [400, [['domainLinked', 'failed']]])
      })
    })
  },
)
