import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { createAccessTokens } from '../../accounts/clients/access-token.ts'
import { clientCredentials } from '../../accounts/clients/token-request.ts'
import { Problem } from '../../platform/problem.ts'

const ISSUER = 'https://brevet.example'
const NOW = 1_795_334_400

describe('an access token (RFC 9068)', () => {
  const key = randomBytes(32)
  const tokens = createAccessTokens(ISSUER, key)
  const claims = {
    clientId: 'client',
    scopes: ['awards:write', 'offers:write'],
    issuedAt: NOW,
    expiresAt: NOW + 600,
    id: 'one',
  }
  const partsOf = (token: string) =>
    token
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object)

  it('says who it is from, for whom, and until when', () => {
    deepEqual(partsOf(tokens.sign(claims)), [
      { alg: 'HS256', typ: 'at+jwt' },
      {
        iss: ISSUER,
        aud: ISSUER,
        sub: 'client',
        client_id: 'client',
        scope: 'awards:write offers:write',
        iat: NOW,
        exp: NOW + 600,
        jti: 'one',
      },
    ])
  })

  it('is read as it was signed, until it expires', () => {
    const token = tokens.sign(claims)
    deepEqual(tokens.read(token, NOW), { claims })
    deepEqual(tokens.read(token, NOW + 599), { claims })
    deepEqual(tokens.read(token, NOW + 600), { claims: undefined })
  })

  it('of another installation is not good here, even under the same key', () => {
    const other = createAccessTokens('https://other.example', key)
    deepEqual(tokens.read(other.sign(claims), NOW), { claims: undefined })
    const thief = createAccessTokens(ISSUER, randomBytes(32))
    deepEqual(tokens.read(thief.sign(claims), NOW), { claims: undefined })
  })

  it('with another header is none of ours, signed or not', () => {
    const [, payload] = tokens.sign(claims).split('.')
    for (const header of [{ alg: 'none' }, { alg: 'HS256' }, { alg: 'HS512', typ: 'at+jwt' }]) {
      const encoded = Buffer.from(JSON.stringify(header)).toString('base64url')
      const signature = createHmac('sha256', key)
        .update(`${encoded}.${payload}`)
        .digest('base64url')
      equal(tokens.read(`${encoded}.${payload}.${signature}`, NOW), undefined)
      equal(tokens.read(`${encoded}.${payload}.`, NOW), undefined)
    }
  })

  it('is never good with one character changed', () => {
    const token = tokens.sign(claims)
    const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    fc.assert(
      fc.property(
        fc.nat(token.length - 2), // the last character has bits that say nothing
        fc.constantFrom(...base64url, '.'),
        (at, character) => {
          if (token[at] === character) return
          const changed = token.slice(0, at) + character + token.slice(at + 1)
          equal(tokens.read(changed, NOW)?.claims, undefined)
        },
      ),
    )
  })

  it('is looked for in any text without failing', () => {
    const shape = fc.oneof(
      fc.string(),
      fc.array(fc.base64String()).map((parts) => parts.join('.')),
    )
    fc.assert(fc.property(shape, (text) => equal(tokens.read(text, NOW)?.claims, undefined)))
  })
})

describe('a token request', () => {
  it('tells the client by Basic authentication as by its body', () => {
    const visible = fc.string({ minLength: 1 }).filter((text) => /^[\x20-\x7e]+$/.test(text))
    fc.assert(
      fc.property(visible, visible, (clientId, clientSecret) => {
        const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`
        const header = `Basic ${Buffer.from(pair).toString('base64')}`
        const body = { client_id: clientId, client_secret: clientSecret }
        const credentials = clientCredentials(header, {})
        deepEqual(credentials, { clientId, clientSecret })
        deepEqual(clientCredentials(undefined, body), credentials)
      }),
    )
  })

  it('with any other header is refused, and not a defect', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (scheme, rest) => {
        try {
          const credentials = clientCredentials(`${scheme} ${rest}`, {})
          notEqual(credentials.clientId, '')
        } catch (error) {
          equal(error instanceof Problem && error.type.oauth, 'invalid_client')
        }
      }),
    )
  })
})
