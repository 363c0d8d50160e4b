import {
  createSigner,
  generateKey,
  type KeyAlgorithm,
  type Signer,
  signJws,
} from '../../keys/index.ts'
import type { Answer, Bench } from './support.ts'

/** A wallet that speaks OpenID4VCI to the issuer under test, and can be made to err. */
export interface TestWallet {
  readonly signer: Signer
  /** Reads the offer behind a deep link. */
  readOffer(offerUri: string): Promise<Offer>
  token(code: string, more?: Readonly<Record<string, string>>): Promise<Answer>
  nonce(): Promise<string>
  proof(how?: ProofOptions): Promise<string>
  credential(accessToken: string, jwt: string, more?: Record<string, unknown>): Promise<Answer>
  /** From the deep link to the answer of the credential endpoint. */
  receive(offerUri: string, txCode?: string): Promise<Answer>
}

export interface Offer {
  readonly code: string
  readonly txCode: boolean
  readonly content: Readonly<Record<string, unknown>>
}

export interface ProofOptions {
  readonly nonce?: string
  readonly header?: Readonly<Record<string, unknown>>
  readonly payload?: Readonly<Record<string, unknown>>
  readonly signer?: Signer
}

export const GRANT = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

export function openWallet(bench: Bench, algorithm: KeyAlgorithm = 'Ed25519'): TestWallet {
  const signer = createSigner(algorithm, generateKey(algorithm))
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const wallet: TestWallet = {
    signer,
    readOffer: async (offerUri) => {
      const query = new URL(offerUri).searchParams
      const reference = query.get('credential_offer_uri')
      const content = reference
        ? (await bench.call('GET', reference)).body
        : (JSON.parse(query.get('credential_offer') ?? '{}') as Record<string, unknown>)
      const grants = (content.grants ?? {}) as Record<string, Record<string, unknown>>
      const grant: Readonly<Record<string, unknown>> | undefined = grants[GRANT]
      return {
        code: String(grant?.['pre-authorized_code']),
        txCode: grant?.tx_code !== undefined,
        content,
      }
    },
    token: (code, more = {}) =>
      bench.call('POST', '/openid4vci/token', {
        headers: form,
        body: new URLSearchParams({
          grant_type: GRANT,
          'pre-authorized_code': code,
          ...more,
        }).toString(),
      }),
    nonce: async () => String((await bench.call('POST', '/openid4vci/nonce')).body.c_nonce),
    proof: async ({ nonce, header = {}, payload = {}, signer: by = signer } = {}) =>
      signJws(
        by,
        { typ: 'openid4vci-proof+jwt', ...header },
        {
          aud: bench.origin,
          iat: bench.now(),
          nonce: nonce ?? (await wallet.nonce()),
          ...payload,
        },
      ),
    credential: (accessToken, jwt, more = {}) =>
      bench.call('POST', '/openid4vci/credential', {
        headers: { authorization: `Bearer ${accessToken}` },
        json: {
          credential_configuration_id: 'OpenBadge_ldp_vc',
          proofs: { jwt: [jwt] },
          ...more,
        },
      }),
    receive: async (offerUri, txCode) => {
      const { code } = await wallet.readOffer(offerUri)
      const token = await wallet.token(code, txCode === undefined ? {} : { tx_code: txCode })
      if (token.status !== 200) return token
      return wallet.credential(String(token.body.access_token), await wallet.proof())
    },
  }
  return wallet
}

/** The certificate in the answer of the credential endpoint. */
export function credentialIn({ body }: Answer): Certificate {
  const [first] = (body.credentials ?? []) as { credential: Certificate }[]
  if (!first) throw new Error(`no certificate in ${JSON.stringify(body)}`)
  return first.credential
}

export interface Certificate {
  readonly id: string
  readonly name: string
  readonly type: readonly string[]
  readonly issuer: { readonly id: string; readonly name: string }
  readonly validFrom: string
  readonly validUntil?: string
  readonly awardedDate: string
  readonly credentialSubject: {
    readonly id?: string
    readonly identifier?: readonly { readonly identityHash: string; readonly salt: string }[]
    readonly achievement: {
      readonly id: string
      readonly name: string
      readonly achievementType: string
      readonly inLanguage: string
      readonly related?: readonly { readonly id: string; readonly inLanguage: string }[]
      readonly creator: { readonly id: string }
    }
    readonly result?: readonly Readonly<Record<string, unknown>>[]
  }
  readonly evidence: readonly Readonly<Record<string, unknown>>[]
  readonly relatedResource: readonly { readonly id: string; readonly digestMultibase: string }[]
  readonly credentialStatus: {
    readonly statusPurpose: string
    readonly statusListIndex: string
    readonly statusListCredential: string
  }
}
