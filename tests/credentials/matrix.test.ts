import { deepEqual, ok } from 'node:assert/strict'
import { CanonizeError } from '../../credentials/canonize/errors.ts'
import { type JsonObject, type Signer, verifyCredential } from '../../credentials/index.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { type Case, HOSTILE, UNUSUAL } from './fuzz/documents.ts'
import { complaints } from './support/documents.ts'
import { WHOLE } from './support/mechanisms.ts'
import { signAnyway } from './support/sign-anyway.ts'
import { signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

/** Everything that may be said wrongly, signed rightly by each mechanism; and what is only unusual. */

interface Mechanism {
  readonly name: string
  readonly signer: Signer
  readonly sign: (document: JsonObject) => Promise<unknown>
}

const ALGORITHMS = ['Ed25519', 'ES256', 'ES384'] as const

const documents: readonly Mechanism[] = WHOLE.map(({ suite, algorithm }) => {
  const signer = signerOf('issuer', { algorithm })
  return {
    name: `${suite} by ${algorithm}`,
    signer,
    sign: (document) => signAnyway(document, { suite, signer }),
  }
})

const compact = (typ: string, tail: string): readonly Mechanism[] =>
  ALGORITHMS.map((algorithm) => {
    const signer = signerOf('issuer', { algorithm })
    const header = { typ, kid: signer.verificationMethod }
    return {
      name: `${typ} by ${algorithm}`,
      signer,
      sign: async (document) => {
        const claims = { ...document, iss: signer.did, iat: NOW }
        return `${await signJws(header, claims, signer)}${tail}`
      },
    }
  })

const mechanisms = [...documents, ...compact('vc+jwt', ''), ...compact('vc+sd-jwt', '~')]

/** `undefined` for what no canonical form can be found of: nobody could have signed it. */
async function outcomeOf(mechanism: Mechanism, document: JsonObject) {
  try {
    const signed = await mechanism.sign(document)
    const input = typeof signed === 'string' ? signed : (structuredClone(signed) as unknown)
    return await verifyCredential(input, {}, createWorld())
  } catch (error) {
    if (error instanceof CanonizeError) return undefined
    throw error
  }
}

async function judge(mechanism: Mechanism, cases: readonly Case[]) {
  const results = []
  for (const [title, make] of cases) {
    const result = await outcomeOf(mechanism, make(mechanism.signer.did))
    if (result) results.push({ title, verified: result.verified, about: complaints(result) })
  }
  return results
}

for (const mechanism of mechanisms) {
  describe(`documents signed by ${mechanism.name}`, () => {
    it('are never accepted when they say what no issuer may say', async () => {
      const results = await judge(mechanism, HOSTILE)
      ok(results.length > 100, `${results.length} could be signed`)
      deepEqual(
        results.filter(({ verified }) => verified).map(({ title }) => title),
        [],
      )
    })

    it('are accepted when they are only unusual', async () => {
      const results = await judge(mechanism, UNUSUAL)
      deepEqual(
        results.filter(({ verified }) => !verified).map(({ title, about }) => `${title}: ${about}`),
        [],
      )
      deepEqual(results.length, UNUSUAL.length)
    })
  })
}
