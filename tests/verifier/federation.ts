/**
 * A trust anchor of OpenID Federation, on the small web of the tests.
 *
 * @module
 */

import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { NOW, type Web } from './support.ts'

export const ANCHOR = 'https://anchor.example'

export interface Anchor {
  readonly jwk: JWK
  statement(subject: string, claims: object, changes?: StatementChanges): Promise<string>
}

export interface StatementChanges {
  readonly typ?: string
  readonly issuer?: string
  readonly lasts?: number
}

export async function newAnchor(): Promise<Anchor> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'anchor-1' }
  return {
    jwk,
    statement: (
      subject,
      claims,
      { typ = 'entity-statement+jwt', issuer = ANCHOR, lasts = 600 } = {},
    ) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'ES256', typ, kid: 'anchor-1' })
        .setIssuer(issuer)
        .setSubject(subject)
        .setIssuedAt(NOW)
        .setExpirationTime(NOW + lasts)
        .sign(privateKey),
  }
}

export const named = (organization_name: string) => ({
  metadata: { federation_entity: { organization_name } },
})

/** Puts an anchor with these subordinates on the web. */
export async function publish(
  web: Web,
  anchor: Anchor,
  subordinates: Readonly<Record<string, string>>,
): Promise<void> {
  const endpoints = {
    organization_name: 'The Federation',
    federation_fetch_endpoint: `${ANCHOR}/fetch`,
    federation_list_endpoint: `${ANCHOR}/list`,
  }
  const own = { jwks: { keys: [anchor.jwk] }, metadata: { federation_entity: endpoints } }
  web.pages.set(`${ANCHOR}/.well-known/openid-federation`, await anchor.statement(ANCHOR, own))
  web.pages.set(`${ANCHOR}/list`, JSON.stringify(Object.keys(subordinates)))
  for (const [subject, name] of Object.entries(subordinates)) {
    web.pages.set(fetchOf(subject), await anchor.statement(subject, named(name)))
  }
}

export const fetchOf = (subject: string) => `${ANCHOR}/fetch?sub=${encodeURIComponent(subject)}`
