/**
 * A credential of nine claims, each of which its holder may keep back.
 *
 * @module
 */

import { issueCredential, resolveDid } from '../../credentials/index.ts'
import { createSigner, generateKey, jwkOfMultikey } from '../../keys/index.ts'

export const CARD_TYPE = 'https://acme.example/card'

export const NINE = {
  given_name: 'Fatima',
  family_name: 'El Mansouri',
  birthdate: '2001-01-01',
  email: 'fatima@example.org',
  phone_number: '+212 600 000000',
  course: 'AI Foundations',
  grade: 'very good',
  hours: 42,
  city: 'Rabat',
} as const

const NAMES = Object.keys(NINE)

export async function nineFields(holder: string, now: number): Promise<string> {
  const signer = createSigner('ES256', generateKey('ES256'))
  const nothing = { clock: () => now, fetch: () => Promise.reject(new Error('nothing')) }
  const { didDocument } = await resolveDid(holder, nothing)
  const [method] = (didDocument?.verificationMethod ?? []) as { publicKeyMultibase: string }[]
  const holderJwk = jwkOfMultikey(method?.publicKeyMultibase ?? '')
  if (!holderJwk) throw new Error('the holder has no key')
  return issueCredential(
    {
      credential: {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiableCredential'],
        name: 'Student card',
        issuer: signer.did,
        credentialSubject: { id: holder },
      },
      signer,
      mechanism: 'dc+sd-jwt',
      options: {
        vct: CARD_TYPE,
        holderJwk,
        claims: { ...NINE },
        disclosable: NAMES.map((name) => `/${name}`),
      },
    },
    nothing,
  )
}

/** Asks for all nine, and is content with the course and the grade. */
export const NINE_QUERY = {
  credentials: [
    {
      id: 'card',
      format: 'dc+sd-jwt',
      meta: { vct_values: [CARD_TYPE] },
      claims: NAMES.map((name) => ({ id: name, path: [name] })),
      claim_sets: [NAMES, ['course', 'grade']],
    },
  ],
}
