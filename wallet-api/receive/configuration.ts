/**
 * Which of the forms that an issuer offers the wallet takes, and how it proves its key.
 *
 * @see OpenID4VCI 1.0 §12.2.4 (`credential_configurations_supported`), Appendix F.1 (`jwt` proof)
 * @module
 */

import type { CredentialOfferObject, IssuerMetadataResult } from '@openid4vc/openid4vci'
import { Problem } from '../../platform/problem.ts'
import type { HolderAlgorithm } from '../holder/holder.ts'
import { walletProblems } from '../problems.ts'

export interface Choice {
  readonly configurationId: string
  readonly format: string
  readonly algorithm: HolderAlgorithm
  /** How the key is proved; absent where the issuer asks for no proof. */
  readonly proof?: { readonly alg: string; readonly binding: 'did' | 'jwk' }
}

/** Forms the wallet can check, best first: the one that other wallets and verifiers know without us. */
const FORMATS = ['ldp_vc', 'jwt_vc_json', 'jwt_vc_json-ld', 'dc+sd-jwt', 'vc+sd-jwt']

/** Names of signature algorithms in proofs, best first (RFC 9864 renames EdDSA). */
const ALGORITHMS: readonly (readonly [string, HolderAlgorithm])[] = [
  ['EdDSA', 'Ed25519'],
  ['Ed25519', 'Ed25519'],
  ['ES256', 'ES256'],
]

/** The best of the named algorithms that keys of ours sign by, and the kind of key. */
export const algorithmAmong = (names: readonly unknown[]) =>
  ALGORITHMS.find(([alg]) => names.includes(alg))

interface Configuration {
  readonly format: string
  readonly cryptographic_binding_methods_supported?: readonly string[] | undefined
  readonly proof_types_supported?: Readonly<
    Record<string, { readonly proof_signing_alg_values_supported: readonly unknown[] } | undefined>
  >
}

/** @throws {Problem} `unsupported-offer` when nothing of the offer can be received */
export function chooseConfiguration(
  offer: CredentialOfferObject,
  { knownCredentialConfigurations: known }: IssuerMetadataResult,
): Choice {
  const configurations = known as Readonly<Record<string, Configuration | undefined>>
  const choices = offer.credential_configuration_ids.flatMap((id) => {
    const configuration = Object.hasOwn(configurations, id) ? configurations[id] : undefined
    const choice = configuration && choiceOf(id, configuration)
    return choice ? [choice] : []
  })
  const [best] = choices.toSorted((a, b) => FORMATS.indexOf(a.format) - FORMATS.indexOf(b.format))
  if (best) return best
  throw new Problem(walletProblems.unsupportedOffer, {
    detail: `it offers ${offer.credential_configuration_ids.slice(0, 5).join(', ')}`,
  })
}

function choiceOf(configurationId: string, configuration: Configuration): Choice | undefined {
  const { format, proof_types_supported: proofs } = configuration
  if (!FORMATS.includes(format)) return undefined
  const choice = { configurationId, format }
  if (!proofs) return { ...choice, algorithm: 'Ed25519' }
  const found = algorithmAmong(proofs.jwt?.proof_signing_alg_values_supported ?? [])
  const binding = bindingOf(configuration)
  if (!found || !binding) return undefined
  const [alg, algorithm] = found
  return { ...choice, algorithm, proof: { alg, binding } }
}

function bindingOf({
  cryptographic_binding_methods_supported: methods = ['did:key'],
}: Configuration): 'did' | 'jwk' | undefined {
  if (methods.includes('did:key') || methods.includes('did')) return 'did'
  return methods.includes('jwk') ? 'jwk' : undefined
}
