/**
 * Which key signs for whom.
 *
 * @module
 */

import { type BbsSigner, createBbsSigner } from '../credentials/index.ts'
import {
  type DidMethod,
  didWebOf,
  type KeyAlgorithm,
  type Keys,
  type Signer,
} from '../keys/index.ts'

/**
 * On whose behalf something is signed: the academy's courses, demonstrations, an organisation that
 * awards through us, or a VC-API instance. The four never share a key.
 */
export type IssuerRef = 'course' | 'demo' | `tenant:${string}` | `instance:${string}`

/** How an instance's key is made. */
export interface InstanceKey {
  readonly id: string
  readonly method: DidMethod
  readonly algorithm: InstanceAlgorithm
}

export type InstanceAlgorithm = KeyAlgorithm | 'BBS'

export type AnySigner = Signer | BbsSigner

/** Signs course and demonstration certificates and what organisations award: never handed to the VC-API. */
export interface AwardSigners {
  /** @param algorithm - the usual one unless said; a demonstration has another DID with another algorithm */
  of(ref: Exclude<IssuerRef, `instance:${string}`>, algorithm?: KeyAlgorithm): Promise<Signer>
  /**
   * The usual signer and the one for ES256, both made.
   *
   * Before the first certificate: whoever read the DID document keeps it, and would not find a key made later.
   */
  all(ref: Exclude<IssuerRef, `instance:${string}`>): Promise<readonly Signer[]>
}

/** Signs for VC-API instances, and for nobody else. */
export type InstanceSigner = (key: InstanceKey) => Promise<AnySigner>

export const courseDid = (publicUrl: string): `did:web:${string}` => didWebOf(publicUrl)

export const tenantDid = (publicUrl: string, tenantId: string): `did:web:${string}` =>
  didWebOf(publicUrl, ['tenants', tenantId])

export function awardSigners(
  { course, demo, awards }: Pick<Keys, 'course' | 'demo' | 'awards'>,
  publicUrl: string,
): AwardSigners {
  const of: AwardSigners['of'] = (ref, wanted) => {
    const algorithm = wanted === undefined ? {} : { algorithm: wanted }
    if (ref === 'course') {
      return course.signer('course', { did: courseDid(publicUrl), ...algorithm })
    }
    if (ref === 'demo') return demo.signer('demo', { did: 'did:key', ...algorithm })
    const tenantId = ref.slice('tenant:'.length)
    return awards.signer(tenantId, { did: tenantDid(publicUrl, tenantId), ...algorithm })
  }
  return {
    of,
    all: async (ref) => [await of(ref), await of(ref, 'ES256')],
  }
}

export const instanceSigner =
  ({ instances }: Pick<Keys, 'instances'>): InstanceSigner =>
  async ({ id, method, algorithm }) =>
    algorithm === 'BBS'
      ? createBbsSigner(instances.seed(id))
      : instances.signer(id, { did: method, algorithm })

/** The key that signs certificates under a DID of ours; never an instance's. */
export const signerOfDid =
  ({
    signers,
    config,
    dids,
  }: {
    readonly signers: AwardSigners
    readonly config: { readonly publicUrl: string }
    readonly dids: () => Promise<{ readonly course: string; readonly demo: string }>
  }) =>
  async (did: string): Promise<Signer | undefined> => {
    const own = await dids()
    if (did === own.course) return signers.of('course')
    if (did === own.demo) return signers.of('demo')
    const tenants = tenantDid(config.publicUrl, '')
    const tenantId = did.startsWith(tenants) ? did.slice(tenants.length) : ''
    return /^[\w-]+$/.test(tenantId) ? signers.of(`tenant:${tenantId}`) : undefined
  }
