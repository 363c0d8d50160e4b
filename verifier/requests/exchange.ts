/**
 * The same request for wallets that speak VC-API: a link that they ask, without CHAPI.
 *
 * @see VC-API: Interaction URLs (`iuv=1`), Exchanges; Verifiable Presentation Request (QueryByExample)
 * @module
 */

import { Problem } from '../../platform/problem.ts'
import { verifierProblems } from '../problems.ts'
import type { Query } from './query.ts'

/** Cryptosuites of presentations that we can check. */
const SUITES = ['eddsa-rdfc-2022', 'eddsa-jcs-2022', 'ecdsa-rdfc-2019', 'ecdsa-jcs-2019']

/** Short names of types; wallets look for those in credentials. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['https://www.w3.org/2018/credentials#VerifiableCredential', 'VerifiableCredential'],
  ['https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential', 'OpenBadgeCredential'],
  [
    'https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementCredential',
    'AchievementCredential',
  ],
])

type Asked = Query['credentials'][number]

/** The part of a query that such a wallet can answer; `undefined` when there is none. */
export const presentable = ({ credentials }: Query): Asked | undefined =>
  credentials.find(({ format }) => format === 'ldp_vc')

export interface ExchangeQuestion {
  readonly query: Query
  readonly purpose: string
  readonly nonce: string
  readonly domain: string
}

/** What the wallet has to show (Verifiable Presentation Request). */
export function presentationRequest({ query, purpose, nonce, domain }: ExchangeQuestion): object {
  const asked = presentable(query)
  if (!asked) throw new Problem(verifierProblems.unknownRequest)
  return {
    query: [
      {
        type: 'QueryByExample',
        credentialQuery: [
          {
            reason: purpose,
            example: {
              '@context': ['https://www.w3.org/ns/credentials/v2'],
              type: typesOf(asked),
            },
          },
        ],
      },
      {
        type: 'DIDAuthentication',
        acceptedMethods: [{ method: 'key' }, { method: 'jwk' }, { method: 'web' }],
        acceptedCryptosuites: SUITES.map((cryptosuite) => ({ cryptosuite })),
      },
    ],
    challenge: nonce,
    domain,
  }
}

function typesOf({ meta }: Asked): readonly string[] {
  const values = meta && 'type_values' in meta ? meta.type_values : undefined
  return (values?.[0] ?? ['VerifiableCredential']).map((type) => SHORT.get(type) ?? type)
}
