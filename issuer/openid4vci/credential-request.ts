/**
 * Reads what a wallet asks for at the credential endpoint: which form, for which keys.
 *
 * @see OpenID4VCI 1.0 §8.2
 * @module
 */

import { Problem } from '../../platform/problem.ts'
import type { Form } from '../claims/form.ts'
import { issuerProblems } from '../problems.ts'
import { isObject } from './holder-keys.ts'
import type { Proofs } from './holder-proof.ts'
import { BATCH_SIZE, CONFIGURATIONS } from './metadata.ts'
import { type Protocol, refusalsAsProblems } from './protocol.ts'

export interface ParsedRequest {
  readonly request: ReturnType<Protocol['issuer']['parseCredentialRequest']>
  readonly form: Form
  readonly proofs: Proofs
}

export interface AskedFor {
  readonly body: unknown
  /** Configurations that the token is good for; all when absent. */
  readonly configurations: readonly string[] | undefined
}

/** @throws {Problem} `invalid-credential-request`, `unknown-credential-configuration`, `invalid-proof` */
export async function parseRequest(
  protocol: Protocol,
  { body, configurations }: AskedFor,
): Promise<ParsedRequest> {
  if (!isObject(body)) throw new Problem(issuerProblems.invalidCredentialRequest)
  const { credential_configuration_id: asked } = body
  if (typeof asked === 'string' && !Object.hasOwn(CONFIGURATIONS, asked)) {
    throw new Problem(issuerProblems.unknownCredentialConfiguration)
  }
  const request = await refusalsAsProblems(() =>
    protocol.issuer.parseCredentialRequest({
      issuerMetadata: protocol.metadata,
      credentialRequest: { ...body },
    }),
  )
  const form = formOf(request, configurations)
  return { request, form, proofs: proofsOf(request) }
}

/** The library knows nothing of `di_vp`, so it leaves that as it came. */
function proofsOf({ proofs, credentialRequest }: ParsedRequest['request']): Proofs {
  const given = credentialRequest.proofs as { di_vp?: readonly unknown[] } | undefined
  const presentations = (given?.di_vp ?? []).filter(isObject)
  const found: Proofs = given?.di_vp
    ? { kind: 'di_vp', proofs: presentations }
    : proofs?.attestation
      ? { kind: 'attestation', proofs: proofs.attestation }
      : { kind: 'jwt', proofs: proofs?.jwt ?? [] }
  const most = found.kind === 'attestation' ? 1 : BATCH_SIZE
  if (found.proofs.length > 0 && found.proofs.length <= most) return found
  throw new Problem(issuerProblems.invalidProof, {
    detail: `one to ${BATCH_SIZE} proofs of one kind are wanted, of \`attestation\` one`,
  })
}

/** Whoever asked by `authorization_details` was given identifiers: the names of the configurations. */
function formOf(
  {
    credentialConfigurationId,
    credentialIdentifier,
  }: Pick<ParsedRequest['request'], 'credentialConfigurationId' | 'credentialIdentifier'>,
  configurations: AskedFor['configurations'],
): Form {
  const id = credentialConfigurationId ?? credentialIdentifier ?? ''
  const form = Object.hasOwn(CONFIGURATIONS, id) ? CONFIGURATIONS[id] : undefined
  if (form === undefined) {
    throw new Problem(issuerProblems.invalidCredentialRequest, {
      detail: 'credential_configuration_id is missing',
    })
  }
  if (configurations?.includes(id) === false) {
    throw new Problem(issuerProblems.invalidCredentialRequest, {
      detail: 'the access token is good for other forms',
    })
  }
  return form
}
