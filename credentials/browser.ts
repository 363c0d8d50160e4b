/**
 * Second front door of `credentials`: verifying in a browser, without a server.
 *
 * Nothing reachable from here imports Node or `platform`. Compiled contexts and WebCrypto come first;
 * generic JSON-LD and selective disclosure are loaded when a document needs them.
 *
 * ```ts
 * deps = { clock: () => seconds, fetch }
 * verifyCredential(input, options, deps): Promise<Verification>
 * verifyPresentation(input, { challenge, domain, … }, deps): Promise<PresentationVerification>
 * fromSlimCode(text): Promise<string | undefined>                          // of a QR code of ours
 * hasDigest(bytes, { digestMultibase }): boolean | undefined
 * provenanceOf(credential, deps): Promise<Provenance>, resourcesFinding(provenance)
 * ```
 *
 * @module
 */

import { CanonizeError } from './canonize/errors.ts'
import { digestFits } from './digests.ts'
import { verifyAnyPresentation } from './presentation.ts'
import { webPrimitives } from './primitives/web.ts'
import { citedBy, findingOf, type Provenance } from './provenance.ts'
import type {
  CanonizeHash,
  CredentialDeps,
  JsonObject,
  PresentationOptions,
  VerifyOptions,
  Workshop,
} from './types.ts'
import { verifyAny } from './verify.ts'

export { didWebUrl } from './did/did-web.ts'
export { parseStrict } from './encoding/strict-json.ts'
export { messageFor } from './messages.ts'
export type { Provenance, Resource, ResourcesFinding } from './provenance.ts'
export { REASON_CODES, type ReasonCode } from './reasons.ts'
export type {
  Check,
  CheckName,
  CredentialDeps,
  Fetch,
  Fetched,
  JsonObject,
  Outcome,
  PresentationOptions,
  PresentationVerification,
  Verification,
  VerifyOptions,
} from './types.ts'

/** Canonizes with what is loaded then: compact forms and JCS need none of it. */
async function canonize(document: JsonObject, hash: CanonizeHash = 'sha256'): Promise<string> {
  const { browserCanonizer } = await import('./canonize/browser.ts')
  return browserCanonizer.canonize(document, hash)
}

async function canonicalHash(document: JsonObject, hash?: CanonizeHash): Promise<Uint8Array> {
  const { browserCanonizer } = await import('./canonize/browser.ts')
  return browserCanonizer.canonicalHash(document, hash)
}

/** Refusals of the reference suites are answers, as they are from the thread of the server. */
async function answered<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof CanonizeError) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new CanonizeError({ reason: 'proof-malformed', detail: message }, { cause: error })
  }
}

const workshopFor = (deps: CredentialDeps): Workshop => ({
  ...deps,
  primitives: webPrimitives,
  canonize,
  canonicalHash,
  verifySelective: (proof, key) =>
    answered(async () => (await import('./selective/suites.ts')).verifySelective(proof, key)),
  prepareSelective: (proof, mandatory) =>
    answered(async () =>
      (await import('./selective/suites.ts')).prepareSelective(proof, mandatory),
    ),
  deriveSelective: (proof, pointers) =>
    answered(async () => (await import('./selective/suites.ts')).deriveSelective(proof, pointers)),
})

/** Verifies an object, a JSON text, or a compact text; never throws for what it says. */
export const verifyCredential = (input: unknown, options: VerifyOptions, deps: CredentialDeps) =>
  verifyAny(input, options, workshopFor(deps))

/** Verifies a presentation and every credential in it; never throws for what it says. */
export const verifyPresentation = (
  input: unknown,
  options: PresentationOptions,
  deps: CredentialDeps,
) => verifyAnyPresentation(input, options, workshopFor(deps))

/** Fetches and compares the evidence that a credential cites; only for one whose proof stands. */
export const provenanceOf = (
  credential: JsonObject,
  deps: Pick<CredentialDeps, 'fetch' | 'clock'>,
): Promise<Provenance> => citedBy(credential, { ...deps, primitives: webPrimitives })

/** The JSON in the text of a QR code; `undefined` when it is damaged. */
export const fromSlimCode = async (text: string): Promise<string | undefined> =>
  (await import('./slim/code.ts')).fromSlimCode(text)

export const resourcesFinding = findingOf

/** Whether these bytes have the digest that is given; `undefined` when it is of no known form. */
export const hasDigest = (body: Uint8Array, digest: JsonObject): boolean | undefined =>
  digestFits(body, digest, webPrimitives)
