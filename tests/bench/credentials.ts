// node tests/bench/credentials.ts [rounds]: issuing and verifying side by side with others, in one run on one core.
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { compactVerify, importJWK, SignJWT } from 'jose'
import { canonizeStats, issueCredential, verifyCredential } from '../../credentials/index.ts'
import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import { badge } from '../credentials/support/documents.ts'
import { issuer } from '../credentials/support/signers.ts'
import { createWorld } from '../credentials/support/world.ts'

const rounds = Number(process.argv[2] ?? '400')
const world = createWorld()
const credential = badge()
const request = { credential, signer: issuer, mechanism: 'eddsa-rdfc-2022' } as const

const seed = Buffer.alloc(32, 7)
const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
const publicKey = createPublicKey(key)
const digest = Buffer.alloc(64, 1)
const signature = sign(null, digest, key)

const method = {
  '@context': 'https://w3id.org/security/multikey/v1',
  id: issuer.verificationMethod,
  type: 'Multikey',
  controller: issuer.did,
  publicKeyMultibase: issuer.publicKeyMultibase,
}
const controller = {
  '@context': 'https://www.w3.org/ns/did/v1',
  id: issuer.did,
  verificationMethod: [method],
  assertionMethod: [method.id],
}
const documentLoader = async (documentUrl: string) => {
  const own = documentUrl === issuer.did ? controller : method
  return {
    contextUrl: null,
    document: pinnedContexts.get(documentUrl)?.document ?? own,
    documentUrl,
  }
}
const stockSigner = {
  id: issuer.verificationMethod,
  algorithm: 'Ed25519',
  sign: ({ data }: { data: Uint8Array }) => issuer.sign(data),
}
const now = '2026-11-22T12:00:00Z'
const stockIssue = () => {
  const suite = new DataIntegrityProof({ signer: stockSigner, cryptosuite })
  return vc.issue({ credential: structuredClone(credential), suite, documentLoader })
}
const issued = await issueCredential(request, world)
const stockVerify = () =>
  vc.verifyCredential({
    credential: issued,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader,
    now,
  })
const jwtSign = () =>
  new SignJWT({ ...credential }).setProtectedHeader({ alg: 'EdDSA', typ: 'vc+jwt' }).sign(key)
const jwt = await jwtSign()
const joseKey = await importJWK(publicKey.export({ format: 'jwk' }), 'EdDSA')

/** Median microseconds; the way under test is warmed up first. */
async function median(act: () => unknown, times: number): Promise<number> {
  for (let at = 0; at < times / 4; at++) await act()
  const spent: number[] = []
  for (let at = 0; at < times; at++) {
    const start = performance.now()
    await act()
    spent.push((performance.now() - start) * 1000)
  }
  return spent.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0
}

const rows: readonly [
  name: string,
  signs: () => unknown,
  verifies: () => unknown,
  times: number,
][] = [
  [
    'raw Ed25519',
    () => sign(null, digest, key),
    () => verify(null, digest, publicKey, signature),
    rounds * 4,
  ],
  ['jose EdDSA', jwtSign, () => compactVerify(jwt, joseKey), rounds * 2],
  ['@digitalbazaar/vc', stockIssue, stockVerify, rounds / 8],
  [
    'Brevet',
    () => issueCredential(request, world),
    () => verifyCredential(issued, {}, world),
    rounds * 2,
  ],
]

const measured: { name: string; issue: number; verify: number }[] = []
for (const [name, signs, verifies, times] of rows) {
  measured.push({ name, issue: await median(signs, times), verify: await median(verifies, times) })
}
const ours = measured.at(-1) ?? { issue: 1, verify: 1 }
console.table(
  measured.map(({ name, issue, verify: checked }) => ({
    name,
    'issue µs': Math.round(issue),
    'verify µs': Math.round(checked),
    'issue × ours': Number((issue / ours.issue).toFixed(2)),
    'verify × ours': Number((checked / ours.verify).toFixed(2)),
  })),
)
console.log(canonizeStats())
