// Identifiers that are no DID, hold no key, or lead where nobody may go.
import { plain } from '../support/documents.ts'
import { signAnyway } from '../support/sign-anyway.ts'
import { issuer } from '../support/signers.ts'
import type { Group, Trap } from './kit.ts'

const NO = 'key: key-'
const { publicKeyMultibase, publicJwk } = issuer

const identified = (
  title: string,
  ...[did, complaint = NO, fragment]: readonly [did: string, complaint?: string, fragment?: string]
): Trap => ({
  title,
  complaint,
  hostile: () => {
    const signer = {
      ...issuer,
      did,
      verificationMethod: `${did}#${fragment ?? did.split(':').at(-1)}`,
    }
    return signAnyway(plain({ issuer: did }), { signer })
  },
  twin: () => signAnyway(plain()),
})
const jwkDid = (value: unknown) =>
  `did:jwk:${Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`
const IDENTIFIERS: readonly Trap[] = [
  identified('a did:key of no key', 'did:key:z6Mk', NO),
  identified('an empty did:key', 'did:key:', NO, 'a'),
  identified('a did:key in Base64', `did:key:u${Buffer.from('a').toString('base64url')}`),
  identified('a did:key with a letter more', `${issuer.did}1`),
  identified('a did:key with a path', `${issuer.did}/a`),
  identified('a did:key of a version', `did:key:1.1:${publicKeyMultibase}`, NO, publicKeyMultibase),
  identified('a did:key of secp256k1', 'did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme'),
  identified(
    'a did:key of RSA',
    'did:key:z4MXj1wBzi9jUstyPMS4jQqB6KdJaiatPkAtVtGc6bQEQEEsKTic4G7Rou3iBf9vPmT5dbkm9qsZsuVNjq8HCuW1w24nhBFGkRE4cd2Uf2tfrB3N7h4mnyPp1BF3ZttHTYv3DLUPi1zMdkULiow3M1GfXkoC6DoxDUm1jmN6GBj22SjVsr6dxezRVQc7aj9TxE7JLbMH1wh5X3kA58H3DFW8rnYMakFGbca5CB2Jf6CnGQZmL7o5uJAdTwXfy2iiiyPxXEGerMhHwhjTA1mKYobyk2CpeEcmvynADfNZ5MBvcCS7m3XkFCMNUYBS9NQ3fze6vMSUPsNa6GVYmKx2x6JrdEjCk3qRMMmyjnjCMfR4pXbRMZa3i',
  ),
  identified(
    'a did:key of the point at infinity',
    'did:key:z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP',
  ),
  identified('a did:jwk with its secret', jwkDid({ ...publicJwk, d: 'AAAA' }), NO, '0'),
  identified(
    'a did:jwk with a member twice',
    jwkDid(JSON.stringify(publicJwk).replace('{', '{"x":"AAAA",')),
    NO,
    '0',
  ),
  identified('a did:jwk of a secret alone', jwkDid({ kty: 'oct', k: 'AAAA' }), NO, '0'),
  identified('a did:jwk that is no JSON', jwkDid('{'), NO, '0'),
  identified('a did:jwk that is a list', jwkDid([publicJwk]), NO, '0'),
  identified('a did:jwk with padding', `${jwkDid(publicJwk)}=`, NO, '0'),
  identified('a did:jwk by another fragment', jwkDid(publicJwk), 'key: key-not-found', '1'),
  identified(
    'a did:jwk for encrypting',
    jwkDid({ ...publicJwk, use: 'enc' }),
    'purpose: |key: ',
    '0',
  ),
  identified('a method in capitals', issuer.did.replace('key', 'KEY')),
  identified('a method without a name', 'did::a', NO, 'a'),
  identified('a method nobody knows', 'did:example:a', 'key: did-method-unsupported', 'a'),
  identified('a method named __proto__', 'did:__proto__:a', NO, 'a'),
  identified('a method named constructor', 'did:constructor:a', 'key: did-method-unsupported', 'a'),
  identified('a did:web of an address', 'did:web:127.0.0.1', NO, 'a'),
  identified('a did:web of an address by sixteen', 'did:web:0x7f000001', NO, 'a'),
  identified('a did:web of a number', 'did:web:2130706433', NO, 'a'),
  identified('a did:web of an address of version 6', 'did:web:%5B%3A%3A1%5D', NO, 'a'),
  identified('a did:web with a slash', 'did:web:a.example%2F..%2Fb', NO, 'a'),
  identified('a did:web with a query', 'did:web:a.example%3Fa', NO, 'a'),
  identified('a did:web with a name before', 'did:web:a%40b.example', NO, 'a'),
  identified('a did:web with dots in its path', 'did:web:a.example:..:b', NO, 'a'),
  identified('a did:web with a port beyond all', 'did:web:a.example%3A99999', NO, 'a'),
  identified('a did:web with an empty step', 'did:web:a.example::b', NO, 'a'),
  identified('an empty did:web', 'did:web:', NO, 'a'),
]

export const identifierGroups: readonly Group[] = [{ name: 'an identifier', traps: IDENTIFIERS }]
