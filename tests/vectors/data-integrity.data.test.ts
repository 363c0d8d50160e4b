import { deepEqual, equal } from 'node:assert/strict'
import { canonizeJson } from '../../credentials/canonize/jcs.ts'
import { verifyProofs } from '../../credentials/data-integrity/verify-proofs.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { changed } from '../credentials/support/documents.ts'
import { createWorld } from '../credentials/support/world.ts'
import { readData, readJson } from './data.ts'

const workshop = workshopFor(createWorld())

/** The published documents name an issuer without a key, so each proof speaks for itself here. */
const verify = (document: JsonObject) =>
  verifyProofs({ document, controller: undefined, purpose: 'assertionMethod' }, workshop)

const signed: readonly (readonly string[])[] = [
  ['vc-di-eddsa', 'eddsa-rdfc-2022', 'signedDataInt.json'],
  ['vc-di-eddsa', 'eddsa-rdfc-2022', 'employ', 'signedDataInt.json'],
  ['vc-di-eddsa', 'eddsa-jcs-2022', 'signedJCS.json'],
  ['vc-di-eddsa', 'Ed25519Signature2020', 'signedEdSig.json'],
  ['vc-di-eddsa', 'proof-set-chain', 'signedProofSet1.json'],
  ['vc-di-eddsa', 'proof-set-chain', 'signedProofSet2.json'],
  ['vc-di-eddsa', 'proof-set-chain', 'signedProofChain1.json'],
  ['vc-di-eddsa', 'proof-set-chain', 'signedProofChain2.json'],
  ['vc-di-ecdsa', 'ecdsa-rdfc-2019-p256', 'signedECDSAP256.json'],
  ['vc-di-ecdsa', 'ecdsa-rdfc-2019-p256', 'employ', 'signedECDSAP256.json'],
  ['vc-di-ecdsa', 'ecdsa-rdfc-2019-p384', 'signedECDSAP384.json'],
  ['vc-di-ecdsa', 'ecdsa-rdfc-2019-p384', 'employ', 'signedECDSAP384.json'],
  ['vc-di-ecdsa', 'ecdsa-sd-2023', 'employ', 'derivedRevealDocument.json'],
  ['vc-di-ecdsa', 'ecdsa-sd-2023', 'prc', 'derivedRevealDocument.json'],
  ['vc-di-ecdsa', 'ecdsa-jcs-2019-p256', 'signedJCSECDSAP256.json'],
  ['vc-di-ecdsa', 'ecdsa-jcs-2019-p384', 'signedJCSECDSAP384.json'],
]

describe('the vectors of the Data Integrity cryptosuites', () => {
  for (const path of signed) {
    it(`verify: ${path.slice(1).join(' ')}`, async () => {
      const { proof, key, contexts, period } = await verify(readJson(...path))
      deepEqual(
        [proof, key, contexts, period].map(({ outcome }) => outcome),
        ['passed', 'passed', 'passed', 'passed'],
        JSON.stringify([proof, key, contexts]),
      )
    })

    it(`do not verify after a change: ${path.slice(1).join(' ')}`, async () => {
      const document = readJson(...path)
      const { proof } = await verify(changed(document, '/validFrom', '2023-01-01T00:00:01Z'))
      equal(proof.reason, 'signature-invalid')
    })
  }

  it('give the canonical documents that are published', async () => {
    const folder = ['vc-di-eddsa', 'eddsa-rdfc-2022']
    const unsigned = readJson('vc-di-eddsa', 'unsigned.json')
    equal(await workshop.canonize(unsigned), readData(...folder, 'canonDocDataInt.txt'))
    const proof = readJson(...folder, 'proofConfigDataInt.json')
    equal(await workshop.canonize(proof), readData(...folder, 'proofCanonDataInt.txt'))
    const jcs = readData('vc-di-eddsa', 'eddsa-jcs-2022', 'canonDocJCS.txt')
    equal(canonizeJson(unsigned), jcs)
  })
})
