import { createHash } from 'node:crypto'
import {
  createStatusListCredential,
  emptyStatusList,
  issueCredential,
  type JsonObject,
  setStatusBit,
} from '../../credentials/index.ts'
import { createSealer, createSigner, generateKey, type Signer } from '../../keys/index.ts'
import { signCertificate } from '../../keys/x509.ts'
import { isoTime } from '../../platform/clock.ts'
import type { Database } from '../../platform/db/database.ts'
import { FetchFailed, type FetchOptions, type GuardedFetch } from '../../platform/fetch.ts'
import { systemRandom } from '../../platform/id.ts'
import { createLog } from '../../platform/log.ts'
import { createVerifier, type Verifier } from '../../verifier/index.ts'

export const NOW = 1_795_340_000

export const PUBLIC_URL = 'http://localhost:3000'

/** A certificate of the asking key, by an anchor of its own. */
const leafOf = async (signer: Signer): Promise<string> => {
  const anchor = createSigner('ES256', generateKey('ES256'))
  const der = await signCertificate(
    {
      subject: { name: 'Asker', publicJwk: signer.publicJwk },
      issuer: { name: 'Anchor', signer: anchor },
      names: { dns: new URL(PUBLIC_URL).hostname, uris: [PUBLIC_URL] },
      notBefore: NOW - 86_400,
      notAfter: NOW + 86_400,
    },
    systemRandom,
  )
  return Buffer.from(der).toString('base64')
}

/** The DID of our own requests, as keys of a real server would name it. */
export const ASKING_DID = 'did:web:localhost%3A3000:verifier'

const didDocumentOf = ({ did, verificationMethod: id, publicKeyMultibase }: Signer) => ({
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: did,
  verificationMethod: [{ id, type: 'Multikey', controller: did, publicKeyMultibase }],
  assertionMethod: [id],
  authentication: [id],
})

export const FRAMEWORK = 'https://brevet.example/skills/1'

/** A small web: what lies under an address, and how often it was asked for. */
export interface Web {
  readonly pages: Map<string, string | Uint8Array>
  readonly headers: Map<string, Readonly<Record<string, string>>>
  readonly asked: { readonly url: string; readonly options: FetchOptions | undefined }[]
  readonly fetch: GuardedFetch
}

export function createWeb(): Web {
  const pages: Web['pages'] = new Map()
  const headers: Web['headers'] = new Map()
  const asked: Web['asked'][number][] = []
  const fetch: GuardedFetch = async (url, options) => {
    asked.push({ url, options })
    const page = pages.get(url)
    if (page === undefined) throw new FetchFailed(`${url} does not answer`)
    const body = typeof page === 'string' ? new TextEncoder().encode(page) : page
    const own = headers.get(url) ?? {}
    const wanted = options?.headers?.['if-none-match']
    return wanted !== undefined && wanted === own.etag
      ? { status: 304, headers: own, body: new Uint8Array(), url }
      : { status: 200, headers: own, body, url }
  }
  return { pages, headers, asked, fetch }
}

export const newSigner = (): Signer => createSigner('Ed25519', generateKey('Ed25519'))

export const multihash = (bytes: Uint8Array): string =>
  `u${Buffer.concat([Buffer.from([0x12, 0x20]), createHash('sha256').update(bytes).digest()]).toString('base64url')}`

export interface World {
  readonly web: Web
  readonly verifier: Verifier
  readonly issuer: Signer
  readonly holder: Signer
  readonly receiptSigner: Signer
  setNow(now: number): void
  now(): number
  /** Signs a badge that grants the skills named at their levels; `changes` go into it before. */
  badge(changes?: JsonObject, levels?: Readonly<Record<string, number>>): Promise<JsonObject>
  /** Publishes the issuer's status list, with the bits named set. */
  publishStatus(bits: readonly number[]): Promise<void>
}

export const STATUS_LIST = 'https://issuer.example/status-lists/1'

export function createWorld(database: Database): World {
  let now = NOW
  const clock = () => now
  const web = createWeb()
  const issuer = newSigner()
  const holder = newSigner()
  const receiptSigner = newSigner()
  const askingSigner = createSigner('ES256', generateKey('ES256'), ASKING_DID)
  const leaf = leafOf(askingSigner)
  const sealer = createSealer(createHash('sha256').update('test').digest(), systemRandom)
  const log = createLog('silent')
  const deps = { clock, fetch: web.fetch }
  return {
    web,
    issuer,
    holder,
    verifier: createVerifier({
      db: database,
      clock,
      random: systemRandom,
      fetch: web.fetch,
      log,
      config: { publicUrl: PUBLIC_URL },
      keys: {
        instances: { signer: async (name) => (name === 'receipts' ? receiptSigner : askingSigner) },
        sealer,
        certificates: { of: async () => [await leaf] },
        didDocument: async (did) =>
          did === askingSigner.did ? didDocumentOf(askingSigner) : undefined,
      },
      organisations: { byId: async (id) => (id === 'acme' ? { name: 'Acme Jobs' } : undefined) },
    }),
    receiptSigner,
    now: clock,
    setNow: (to) => {
      now = to
    },
    badge: (changes = {}, levels = { 'check-ai-output': 3 }) =>
      issueCredential(
        {
          credential: { ...unsigned(issuer.did, holder.did, { levels, now }), ...changes },
          signer: issuer,
          mechanism: 'eddsa-rdfc-2022',
        },
        deps,
      ),
    publishStatus: async (indices) => {
      const bits = emptyStatusList()
      for (const index of indices) setStatusBit(bits, index, true)
      const request = { id: STATUS_LIST, purpose: 'revocation', bits, signer: issuer } as const
      const list = await createStatusListCredential(request, deps)
      web.pages.set(STATUS_LIST, JSON.stringify(list))
    },
  }
}

function unsigned(
  issuer: string,
  holder: string,
  { levels, now }: { levels: Readonly<Record<string, number>>; now: number },
): JsonObject {
  const skills = Object.entries(levels)
  const aligned = (code: string) => ({
    type: ['Alignment'],
    targetName: `Skill ${code}`,
    targetUrl: `${FRAMEWORK}/${code}`,
    targetFramework: 'Brevet AI Skills 1',
  })
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: 'urn:uuid:3f0c2d3e-8b6f-4f7a-9f53-0d6f0a5f3b11',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'AI Foundations',
    issuer: { id: issuer, type: ['Profile'], name: 'What the issuer calls itself' },
    validFrom: isoTime(now - 3600),
    validUntil: isoTime(now + 3 * 365 * 86_400),
    credentialSubject: {
      id: holder,
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://issuer.example/achievements/ai-foundations/2',
        type: ['Achievement'],
        name: 'AI Foundations',
        description: 'Knows what to hand to a model.',
        criteria: { narrative: 'All parts passed.' },
        alignment: skills.map(([code]) => aligned(code)),
        resultDescription: skills.map(([code]) => ({
          id: `urn:result:${code}`,
          type: ['ResultDescription'],
          name: code,
          resultType: 'RubricCriterionLevel',
          rubricCriterionLevel: ['1', '2', '3'].map((level) => ({
            id: `urn:level:${code}:${level}`,
            type: ['RubricCriterionLevel'],
            name: `Level ${level}`,
            level,
          })),
          alignment: [aligned(code)],
        })),
      },
      result: skills.map(([code, level]) => ({
        type: ['Result'],
        resultDescription: `urn:result:${code}`,
        achievedLevel: `urn:level:${code}:${level}`,
      })),
    },
  }
}

/** Status entry of a badge. */
export const revocable = (index: number): JsonObject => ({
  credentialStatus: {
    id: `${STATUS_LIST}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(index),
    statusListCredential: STATUS_LIST,
  },
})

export const RECORD = 'https://issuer.example/assessments/1/record.json'

/** Evidence of a badge: a record, cited with its digest. */
export const recorded = (record: Uint8Array): JsonObject => ({
  evidence: [{ id: RECORD, type: ['Evidence'], name: 'Assessment' }],
  relatedResource: [
    { id: RECORD, mediaType: 'application/json', digestMultibase: multihash(record) },
  ],
})
