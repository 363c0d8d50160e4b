import { deepEqual, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { ConfigError, readConfig } from '../../platform/config.ts'

const AWS = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }
const read = (env: Readonly<Record<string, string>>) => readConfig(env).keyStore

describe('where signing keys live', () => {
  it('is in files unless said, and certificates are of Ed25519', () => {
    deepEqual(read({}), { kind: 'file', rings: new Set(['course', 'awards']) })
    deepEqual(readConfig({}).issuingAlgorithm, 'Ed25519')
  })

  it('may be a token, by its URI (RFC 7512 §2.3)', () => {
    const uri = 'pkcs11:model=x;token=my%20token?pin-source=file:/run/pin&module-path=/usr/lib/p.so'
    deepEqual(read({ KEY_STORE: uri, KEY_STORE_RINGS: 'course' }), {
      kind: 'pkcs11',
      token: 'my token',
      module: '/usr/lib/p.so',
      pinFile: '/run/pin',
      rings: new Set(['course']),
    })
  })

  it('may be a region of AWS KMS', () => {
    deepEqual(read({ KEY_STORE: 'aws-kms:eu-west-3', ...AWS, AWS_SESSION_TOKEN: 'c' }), {
      kind: 'aws-kms',
      region: 'eu-west-3',
      endpoint: undefined,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' },
      rings: new Set(['course', 'awards']),
    })
  })

  const refusals: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [{ KEY_STORE: 'vault' }, /KEY_STORE=vault must be file, a pkcs11: URI, or aws-kms:REGION/],
    [{ KEY_STORE: 'aws-kms:' }, /must be file/],
    [{ KEY_STORE: 'aws-kms:eu-west-3' }, /needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/],
    [{ KEY_STORE: 'pkcs11:token=a' }, /needs pin-source/],
    [{ KEY_STORE: 'pkcs11:?pin-source=file:/p&module-path=/m' }, /needs token/],
    [{ KEY_STORE: 'pkcs11:token=a?pin-source=file:/p' }, /needs module-path/],
    [
      { KEY_STORE: 'pkcs11:token=a?pin-value=1&pin-source=1234&module-path=/m' },
      /wants pin-source=file:/,
    ],
    [{ KEY_STORE: 'pkcs11:token=%zz?pin-source=file:/p&module-path=/m' }, /percent-encoded/],
    [
      { KEY_STORE_RINGS: 'course,wallet' },
      /names wallet; known are course, demo, awards, instances/,
    ],
    [{ ISSUING_ALGORITHM: 'RS256' }, /ISSUING_ALGORITHM=RS256 must be Ed25519, ES256 or ES384/],
  ]
  for (const [env, line] of refusals) {
    it(`is refused: ${Object.values(env).join(' ')}`, () => {
      throws(
        () => read(env),
        (error) => error instanceof ConfigError && line.test(error.message),
      )
    })
  }

  it('is read or refused in one line, whatever the URI', () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        try {
          read({ KEY_STORE: `pkcs11:${rest}` })
        } catch (error) {
          if (!(error instanceof ConfigError) || error.message.includes('\n')) throw error
        }
      }),
    )
  })
})
