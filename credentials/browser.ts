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
 * ```
 *
 * @module
 */

import { createCanonizer } from './canonize/canonizer.ts'
import { loadPinned } from './canonize/contexts.ts'
import { CanonizeError } from './canonize/errors.ts'
import { createFastCanonizer } from './canonize/fast/index.ts'
import { verifyAnyPresentation } from './presentation.ts'
import { webPrimitives } from './primitives/web.ts'
import type {
  CanonizeHash,
  CredentialDeps,
  JsonObject,
  PresentationOptions,
  VerifyOptions,
  Workshop,
} from './types.ts'
import { verifyAny } from './verify.ts'

export { parseStrict } from './encoding/strict-json.ts'
export { messageFor } from './messages.ts'
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

async function byReference(document: JsonObject, hash: CanonizeHash = 'sha256'): Promise<string> {
  const { canonizeStock } = await import('./canonize/stock.ts')
  return canonizeStock(document, hash)
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

const canonizer = createCanonizer({
  fast: createFastCanonizer({ loadContext: loadPinned, octets: webPrimitives.octets }),
  primitives: webPrimitives,
  reference: byReference,
  compareEvery: 0,
})

const workshopFor = (deps: CredentialDeps): Workshop => ({
  ...deps,
  primitives: webPrimitives,
  canonize: canonizer.canonize,
  canonicalHash: canonizer.canonicalHash,
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
