import type { WalletCredentialView } from '../../../schemas/wallet-messages.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { request } from '../../api/client.ts'
import type { Check } from '../../verdict/verification.ts'

/** A certificate on its own page: what the list says, and every check, made just now. */
export interface CertificateDetail extends WalletCredentialView {
  /** Fields of which some can be shared alone. */
  readonly choosable?: readonly string[]
  readonly verification: { readonly checks: readonly Check[] }
}

export interface CertificateList {
  readonly credentials: readonly WalletCredentialView[]
}

/** Where the wallet keeps a certificate. */
export const walletPath = (id: string): string =>
  `/api/wallet/credentials/${encodeURIComponent(id)}`

/** Receives what an issuer offers, by OpenID4VCI, whoever the issuer is. */
export const receive = (offerUri: string, txCode?: string): Promise<CertificateList> =>
  request<CertificateList>('POST', '/api/wallet/receive', {
    body: { offerUri, ...(txCode && { txCode }) },
  })

/** Receives an offer, or, where its issuer wants a sign-in, says where the browser goes. */
export async function receiveOrSignIn(
  offerUri: string,
  txCode?: string,
): Promise<{ readonly goTo?: string }> {
  try {
    await receive(offerUri, txCode)
    return {}
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.slug !== 'issuer-sign-in-needed') throw error
    const { authorizationUrl } = await request<{ readonly authorizationUrl: string }>(
      'POST',
      '/api/wallet/receive/sign-in',
      { body: { offerUri } },
    )
    return { goTo: authorizationUrl }
  }
}

/** Receives an award of this server: an offer is made and taken in one go. */
export async function receiveAward(awardId: string): Promise<CertificateList> {
  const { offerUri } = await request<{ readonly offerUri: string }>('POST', '/offers', {
    body: { awardId },
  })
  return receive(offerUri)
}
