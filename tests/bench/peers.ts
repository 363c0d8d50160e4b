import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { DataIntegrityProof as DccProof } from '@digitalcredentials/data-integrity'
import { cryptosuite as dccCryptosuite } from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite'
import * as dcc from '@digitalcredentials/vc'
import { jwtVerify, SignJWT } from 'jose'
import {
  issueCredential,
  type JsonObject,
  type Signer,
  verifyCredential,
} from '../../credentials/index.ts'
import { signOftenWith } from '../../keys/signer.ts'
import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import { signerOf } from '../credentials/support/signers.ts'
import { createWorld } from '../credentials/support/world.ts'
import { certificate } from './certificate.ts'
import type { Act } from './measure.ts'

/** Issuing and verifying the same certificate, by each library as its own guide says. */
interface Peer {
  readonly issue: Act
  readonly verify: Act
}

export type PeerName =
  | 'Brevet'
  | '@digitalbazaar/vc'
  | '@digitalcredentials/vc'
  | 'jose JWT'
  | 'raw Ed25519'

/** With a key as the server keeps those that it issues by. */
export const bencher: Signer = {
  ...signerOf('bench'),
  sign: signOftenWith(
    'Ed25519',
    keyPairOf(createHash('sha256').update('bench').digest()).privateKey,
  ),
}

const method = {
  '@context': 'https://w3id.org/security/multikey/v1',
  id: bencher.verificationMethod,
  type: 'Multikey',
  controller: bencher.did,
  publicKeyMultibase: bencher.publicKeyMultibase,
}
const controller = {
  '@context': 'https://www.w3.org/ns/did/v1',
  id: bencher.did,
  verificationMethod: [method],
  assertionMethod: [method.id],
}

/** Everything at hand, nothing fetched: the peers are measured without the network too. */
export async function documentLoader(documentUrl: string) {
  const own = documentUrl === bencher.did ? controller : method
  const document = pinnedContexts.get(documentUrl)?.document ?? own
  return { contextUrl: null, document, documentUrl }
}

const stockSigner = {
  id: bencher.verificationMethod,
  algorithm: 'Ed25519',
  sign: ({ data }: { data: Uint8Array }) => bencher.sign(data),
}

export const MECHANISM = 'eddsa-rdfc-2022'
export const unsigned = certificate(bencher.did)
export const world = createWorld()
const certificateOf = (learner: number) =>
  learner === 0 ? unsigned : certificate(bencher.did, learner)
export const issueOurs = (learner = 0): Promise<JsonObject> => {
  const credential = certificateOf(learner)
  return issueCredential({ credential, signer: bencher, mechanism: MECHANISM }, world)
}

const now = new Date(world.clock() * 1000)

/** @throws {Error} when the peer refuses the certificate: a bench of refusals would be worth nothing */
function mustVerify({ verified, error }: { readonly verified: boolean; readonly error?: unknown }) {
  if (!verified) throw new Error('a peer refuses the certificate', { cause: error })
  return verified
}

export const stockVerify = async (credential: object): Promise<boolean> => {
  const suite = new DataIntegrityProof({ cryptosuite })
  return mustVerify(
    await vc.verifyCredential({ credential, suite, documentLoader, now: now.toISOString() }),
  )
}

const dccVerify = async (credential: object): Promise<boolean> => {
  const suite = new DccProof({ cryptosuite: dccCryptosuite })
  return mustVerify(
    await dcc.verifyCredential({ credential, suite, documentLoader, now: now.toISOString() }),
  )
}

// Fixed, so that a server in another process reads what was signed here.
const { privateKey, publicKey } = keyPairOf(Buffer.alloc(32, 7))

function keyPairOf(seed: Buffer) {
  const key = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const secret = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  return { privateKey: secret, publicKey: createPublicKey(secret) }
}

export const makeJwt = (learner = 0): Promise<string> =>
  new SignJWT({ ...certificateOf(learner) })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'vc+jwt' })
    .sign(privateKey)
export const verifyJwt = (jwt: string) =>
  jwtVerify(jwt, publicKey, { typ: 'vc+jwt', currentDate: now })

/** Every way, ours first, the mere signature last: nobody is faster than that. */
export async function createPeers(): Promise<Readonly<Record<PeerName, Peer>>> {
  const issued = await issueOurs()
  const jwt = await makeJwt()
  const digest = Buffer.alloc(64, 1)
  const signature = sign(null, digest, privateKey)
  const copy = () => structuredClone(unsigned)
  return {
    Brevet: {
      issue: () => issueOurs(),
      verify: async () => mustVerify(await verifyCredential(issued, {}, world)),
    },
    '@digitalbazaar/vc': {
      issue: () => {
        const suite = new DataIntegrityProof({ signer: stockSigner, cryptosuite })
        return vc.issue({ credential: copy(), suite, documentLoader })
      },
      verify: () => stockVerify(issued),
    },
    '@digitalcredentials/vc': {
      issue: () => {
        const suite = new DccProof({ signer: stockSigner, cryptosuite: dccCryptosuite })
        return dcc.issue({ credential: copy(), suite, documentLoader })
      },
      verify: () => dccVerify(issued),
    },
    'jose JWT': { issue: () => makeJwt(), verify: () => verifyJwt(jwt) },
    'raw Ed25519': {
      issue: () => sign(null, digest, privateKey),
      verify: () => verify(null, digest, publicKey, signature),
    },
  }
}
