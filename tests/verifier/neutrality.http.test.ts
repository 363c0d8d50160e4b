import { deepEqual, equal, notEqual } from 'node:assert/strict'
import {
  createStatusListCredential,
  emptyStatusList,
  issueCredential,
  type JsonObject,
  setStatusBit,
} from '../../credentials/index.ts'
import { createSigner, generateKey, type Signer } from '../../keys/index.ts'
import { client, openBench } from './edge.ts'
import { FRAMEWORK, NOW, newSigner, PUBLIC_URL } from './support.ts'

const offline = { clock: () => NOW, fetch: () => Promise.reject(new Error('no network')) }

/** An issuer: this installation itself, or anybody. */
interface Party {
  readonly signer: Signer
  readonly origin: string
}

const partyAt = (origin: string): Party => {
  const did = `did:web:${new URL(origin).host.replace(':', '%3A')}`
  return { origin, signer: createSigner('Ed25519', generateKey('Ed25519'), did) }
}

/** Its address stands for the same in both, and what differs by chance is left out. */
const without = (party: Party, value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(`${PUBLIC_URL}/problems/`, 'PROBLEMS/')
      .replaceAll(party.signer.publicKeyMultibase, 'KEY')
      .replaceAll(party.signer.did, 'DID')
      .replaceAll(party.origin, 'ORIGIN')
      .replaceAll(party.origin.replace('http:', 'https:'), 'ORIGIN')
      .replace(/"proofValue":"[^"]+"/g, '"proofValue":"X"'),
  )

describe('this installation as an issuer', () => {
  const bench = openBench()
  const own = partyAt(PUBLIC_URL)
  const other = partyAt('https://elsewhere.example')

  const page = ({ origin }: Party, path: string) => `${origin.replace('http:', 'https:')}${path}`
  const publishKey = (party: Party, key: Signer = party.signer) => {
    const { did, verificationMethod: id } = party.signer
    bench().world.web.pages.set(
      page(party, '/.well-known/did.json'),
      JSON.stringify({
        '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
        id: did,
        verificationMethod: [
          { id, type: 'Multikey', controller: did, publicKeyMultibase: key.publicKeyMultibase },
        ],
        assertionMethod: [id],
      }),
    )
  }
  const publishStatus = async (party: Party, bit?: number, signer: Signer = party.signer) => {
    const bits = emptyStatusList()
    if (bit !== undefined) setStatusBit(bits, bit, true)
    const id = page(party, '/status-lists/1')
    const list = await createStatusListCredential(
      { id, purpose: 'revocation', bits, signer },
      offline,
    )
    bench().world.web.pages.set(id, JSON.stringify(list))
  }
  const badge = (party: Party, changes: JsonObject = {}): Promise<JsonObject> =>
    issueCredential(
      {
        credential: {
          '@context': [
            'https://www.w3.org/ns/credentials/v2',
            'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
          ],
          id: 'urn:uuid:3f0c2d3e-8b6f-4f7a-9f53-0d6f0a5f3b11',
          type: ['VerifiableCredential', 'OpenBadgeCredential'],
          name: 'AI Foundations',
          issuer: { id: party.signer.did, type: ['Profile'], name: 'An issuer' },
          validFrom: '2026-01-05T00:00:00Z',
          credentialSubject: {
            type: ['AchievementSubject'],
            id: 'did:example:learner',
            achievement: {
              id: `${party.origin}/achievements/x/1`,
              type: ['Achievement'],
              name: 'AI Foundations',
              description: 'Knows what to hand to a model.',
              criteria: { narrative: 'All parts passed.' },
            },
          },
          credentialStatus: {
            id: page(party, '/status-lists/1#5'),
            type: 'BitstringStatusListEntry',
            statusPurpose: 'revocation',
            statusListIndex: '5',
            statusListCredential: page(party, '/status-lists/1'),
          },
          ...changes,
        },
        signer: party.signer,
        mechanism: 'eddsa-rdfc-2022',
      },
      offline,
    )

  /** What is arranged, for whoever it is; gives what is then verified. */
  const situations: Readonly<Record<string, (party: Party) => Promise<JsonObject>>> = {
    'all in order': async (party) => {
      publishKey(party)
      await publishStatus(party)
      return badge(party)
    },
    'its DID document out of reach': async (party) => badge(party),
    'another key in its DID document': async (party) => {
      publishKey(party, newSigner())
      return badge(party)
    },
    'its status list out of reach': async (party) => {
      publishKey(party)
      return badge(party)
    },
    'a status list that somebody else signed': async (party) => {
      publishKey(party)
      await publishStatus(party, undefined, newSigner())
      return badge(party)
    },
    revoked: async (party) => {
      publishKey(party)
      await publishStatus(party, 5)
      return badge(party)
    },
    expired: async (party) => {
      publishKey(party)
      await publishStatus(party)
      return badge(party, { validUntil: '2026-02-01T00:00:00Z' })
    },
    changed: async (party) => {
      publishKey(party)
      await publishStatus(party)
      return { ...(await badge(party)), name: 'Doctor' }
    },
  }

  for (const [what, arrange] of Object.entries(situations)) {
    it(`is answered as anybody would be: ${what}`, async () => {
      const answers: unknown[] = []
      const asked: string[][] = []
      for (const party of [own, other]) {
        const { edge, world } = bench()
        world.web.pages.clear()
        const verifiableCredential = await arrange(party)
        world.web.asked.length = 0
        const { status, body } = await edge.post('/credentials/verify', {
          verifiableCredential,
          options: { policy: { registered: true } },
        })
        answers.push(without(party, { status, body }))
        asked.push(
          without(
            party,
            world.web.asked.map(({ url }) => url),
          ) as string[],
        )
      }
      deepEqual(answers[0], answers[1])
      deepEqual(asked[0], asked[1], 'the same is asked of both')
      notEqual(asked[0]?.length, 0, 'something is asked of both')
    })
  }

  it('is not registered until somebody registers it, and then only for what is said', async () => {
    const { edge, world } = bench()
    publishKey(own)
    await publishStatus(own)
    const verifiableCredential = await badge(own)
    const as = client('acme')
    const ask = (policy: object) =>
      edge.post('/credentials/verify', { verifiableCredential, options: { policy } }, { as })
    equal((await ask({ registered: true })).status, 400)
    const { did } = own.signer
    await world.verifier.registry.ensureIssuer({
      ...{ did, name: 'Us', frameworks: [], tenantId: 'acme' },
    })
    equal((await ask({ registered: true })).status, 200)
    equal((await ask({ registered: { framework: FRAMEWORK } })).status, 400)
  })
})
