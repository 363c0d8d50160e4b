import { addProof } from '../../../credentials/data-integrity/sign.ts'
import { suiteOf } from '../../../credentials/data-integrity/suites.ts'
import type { JsonObject, Signer } from '../../../credentials/index.ts'
import { workshopFor } from '../../../credentials/workshop.ts'
import type { Suite } from './mechanisms.ts'
import { issuer } from './signers.ts'
import { createWorld } from './world.ts'

interface Signing {
  readonly suite?: Suite
  readonly signer?: Signer
  /** Of the proof. */
  readonly members?: JsonObject
}

const workshop = workshopFor(createWorld())

/** Signs what our own issuer would refuse, as other issuers do; JCS unless said, which signs any JSON. */
export async function signAnyway(document: JsonObject, signing: Signing = {}): Promise<JsonObject> {
  const { suite: name = 'eddsa-jcs-2022', signer = issuer, members = {} } = signing
  const suite = suiteOf(name)
  if (!suite) throw new Error(name)
  const whole = { proofPurpose: 'assertionMethod', ...members }
  return addProof({ document, signer, suite, members: whole }, workshop)
}
