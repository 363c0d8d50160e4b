import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import type { JsonObject } from '../../credentials/index.ts'
import { readJws } from '../../credentials/jose/compact.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { nodePrimitives, systemRandom } from '../../credentials/primitives/node.ts'
import { conceal } from '../../credentials/sd-jwt/conceal.ts'
import { restore } from '../../credentials/sd-jwt/disclosures.ts'
import { checkKeyBinding } from '../../credentials/sd-jwt/key-binding.ts'
import { openSdJwt } from '../../credentials/sd-jwt/open.ts'
import { presentSdJwt } from '../../credentials/sd-jwt/present.ts'
import { type ClaimPath, disclosuresFor } from '../../credentials/sd-jwt/select.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { attacker, holder, issuer } from './support/signers.ts'
import { digest, encode } from './support/words.ts'
import { createWorld, NOW } from './support/world.ts'

const { sha256 } = nodePrimitives

describe('what shows a claim (OpenID4VP 1.0 §7)', () => {
  const tools = { sha256, random: systemRandom }
  const street = encode(['s', 'street', 'Rue'])
  const home = encode(['s', 'home', { _sd: [digest(street)], city: 'Oran' }])
  const [first, second] = [encode(['s', 'fr']), encode(['s', { name: 'ar', _sd: [] }])]
  const third = encode(['s', 'third', 1])
  const payload = {
    _sd: [digest(home), 'decoy'],
    tongues: [{ '...': digest(first) }, 'en', { '...': digest(second) }, { plain: 1 }],
    deep: [{ _sd: 'no list' }, { inner: { _sd: [digest(third)] } }],
  }
  const texts = [home, street, first, second, third, encode(['s', 'stray', 1])]
  const names = new Map([
    [home, 'home'],
    [street, 'street'],
    [first, 'first'],
    [second, 'second'],
    [third, 'third'],
  ])
  const shown = (...asked: ClaimPath[]) =>
    disclosuresFor(asked, { payload, texts, hash: sha256 }).map((text) => names.get(text))

  it('is all on the way to it, and all inside it', () => {
    deepEqual(shown(['home']), ['home', 'street'])
    deepEqual(shown(['home', 'street']), ['home', 'street'])
    deepEqual(shown(['home', 'city']), ['home'])
    deepEqual(shown(['tongues', 0]), ['first'])
    deepEqual(shown(['tongues', 2, 'name']), ['second'])
    deepEqual(shown(['tongues', null]), ['first', 'second'])
    deepEqual(shown(['home', 'city'], ['tongues', 0]), ['home', 'first'])
    deepEqual(shown(['deep', 1, 'inner', 'third']), ['third'])
    deepEqual(shown(['deep', null]), ['third'])
    deepEqual(shown(['tongues', 1]), [])
    deepEqual(shown(['street']), [])
    deepEqual(shown(['tongues', '0']), [])
    deepEqual(shown([null]), [])
    deepEqual(shown(), [])
  })

  it('is what a presentation shows, and no more', async () => {
    const { payload: made, disclosures } = conceal(
      { a: { b: 1, c: 2 }, d: 3, e: 4 },
      ['/a', '/a/b', '/a/c', '/d', '/e'],
      tools,
    )
    const sdJwt = `${[await signJws({ typ: 'vc+sd-jwt' }, made, issuer), ...disclosures].join('~')}~`
    const question = { sdJwt, holder, challenge: 'nonce', domain: 'https://v.example' }
    const claims = async (show?: readonly (string | ClaimPath)[]) => {
      const text = await presentSdJwt(
        { ...question, ...(show ? { show } : {}) },
        workshopFor(createWorld()),
      )
      const reading = openSdJwt(text, nodePrimitives)
      ok('sdJwt' in reading)
      const { binding, digest: whole } = reading.sdJwt
      deepEqual(binding?.payload, {
        ...{ iat: NOW, aud: 'https://v.example', nonce: 'nonce', sd_hash: whole },
      })
      equal(binding?.header.typ, 'kb+jwt')
      return reading.sdJwt.claims
    }
    deepEqual(await claims(), { a: { b: 1, c: 2 }, d: 3, e: 4 })
    deepEqual(await claims([]), {})
    deepEqual(await claims(['d']), { d: 3 })
    deepEqual(await claims([['a', 'b'], 'e']), { a: { b: 1 }, e: 4 })
    deepEqual(await claims([['a']]), { a: { b: 1, c: 2 } })
  })

  it('is enough to see the claim, whatever is hidden around it', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/)
    fc.assert(
      fc.property(
        fc.dictionary(word, fc.dictionary(word, fc.integer(), { maxKeys: 3 }), { maxKeys: 3 }),
        (object) => {
          const claims = structuredClone(
            Object.fromEntries(Object.entries(object).map(([k, v]) => [`my-${k}`, { ...v }])),
          )
          const paths = Object.entries(claims).flatMap(([name, inner]) =>
            Object.keys(inner).map((member) => [name, member] as const),
          )
          const pointers = paths.flatMap(([name, member]) => [`/${name}`, `/${name}/${member}`])
          const made = conceal(claims, pointers, tools)
          for (const path of paths) {
            const found = disclosuresFor([path], {
              payload: made.payload,
              texts: made.disclosures,
              hash: sha256,
            })
            const value = claims[path[0]]?.[path[1]]
            deepEqual(restore(made.payload, found, sha256), {
              ...Object.fromEntries(
                Object.entries(claims).filter(([, inner]) => Object.keys(inner).length === 0),
              ),
              [path[0]]: { [path[1]]: value },
            })
          }
        },
      ),
    )
  })
})

describe('the answer of a holder (RFC 9901 §7.3)', () => {
  const workshop = workshopFor(createWorld())
  const wanted = { challenge: 'nonce', domain: 'https://v.example' }
  const found = async (
    members: JsonObject,
    {
      header = {},
      cnf = { jwk: holder.publicJwk } as unknown,
      by = holder,
      asked = wanted as object,
    } = {},
  ) => {
    const payload = { iat: NOW, aud: wanted.domain, nonce: wanted.challenge, sd_hash: 'd' }
    const reading = readJws(
      await signJws({ typ: 'kb+jwt', ...header }, { ...payload, ...members }, by),
    )
    ok(reading.ok)
    const sdJwt = { jws: reading.jws, claims: { cnf }, binding: reading.jws, digest: 'd' }
    const { outcome, reason, detail } = await checkKeyBinding(
      sdJwt,
      asked as typeof wanted,
      workshop,
    )
    return [reason ?? outcome, ...(detail === undefined ? [] : [detail])].join(' ')
  }

  it('is right for the question, and for whoever asks none', async () => {
    equal(await found({}), 'passed')
    equal(await found({ nonce: 'x', aud: 'y' }, { asked: {} }), 'passed')
    equal(await found({ nonce: 'x' }), 'challenge-mismatch')
    equal(await found({ aud: 'x' }), 'domain-mismatch')
  })

  it('is refused with what is wrong', async () => {
    equal(await found({}, { header: { typ: 'JWT' } }), 'header-forbidden typ')
    equal(await found({}, { header: { crit: [] } }), 'header-forbidden crit')
    for (const cnf of [null, 'x', {}, { jwk: 7 }, { jwk: { ...holder.publicJwk, use: 'enc' } }]) {
      equal(await found({}, { cnf }), 'holder-mismatch cnf', JSON.stringify(cnf))
    }
    equal(await found({}, { by: attacker }), 'holder-mismatch signature-invalid')
    equal(await found({}, { header: { alg: 'ES256' } }), 'holder-mismatch key-unsuitable')
    equal(await found({ sd_hash: 'e' }), 'disclosure-invalid sd_hash')
    equal(await found({ iat: undefined }), 'proof-malformed iat')
    equal(await found({ iat: 'x' }), 'proof-malformed /iat')
    equal(await found({ exp: NOW }), 'expired exp')
    equal(await found({ nonce: 7 }), 'proof-malformed')
    equal(await found({ aud: 7 }), 'proof-malformed /aud')
    equal(await found({ aud: [wanted.domain] }), 'proof-malformed')
    equal(await found({ nonce: undefined }, { asked: {} }), 'proof-malformed')
  })
})
