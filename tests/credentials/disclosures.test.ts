import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { CredentialFault, type JsonObject } from '../../credentials/index.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { nodePrimitives, systemRandom } from '../../credentials/primitives/node.ts'
import { conceal } from '../../credentials/sd-jwt/conceal.ts'
import { hashOf, readDisclosure, restore } from '../../credentials/sd-jwt/disclosures.ts'
import { openSdJwt } from '../../credentials/sd-jwt/open.ts'
import { holder, issuer } from './support/signers.ts'
import { digest, encode } from './support/words.ts'

const { sha256 } = nodePrimitives
const refused = (message: string) => ({ name: 'DisclosureError', message })

describe('a disclosure (RFC 9901 §4.2)', () => {
  it('is of a claim or of an element, with a salt', () => {
    deepEqual(readDisclosure(encode(['s', 'name', { a: 1 }])), { name: 'name', value: { a: 1 } })
    deepEqual(readDisclosure(encode(['s', 7])), { name: undefined, value: 7 })
  })

  it('has no other form', () => {
    for (const odd of [['s'], [], ['s', 'a', 1, 2], [1, 'a', 2], [null, 1], { 0: 's' }, 'sa']) {
      throws(() => readDisclosure(encode(odd)), refused('a disclosure has another form'))
    }
    for (const text of ['', '!', '_w', Buffer.from('["s",1').toString('base64url')]) {
      throws(() => readDisclosure(text), refused('a disclosure has another form'), text)
    }
    for (const name of ['_sd', '...', 7, null]) {
      const message = 'a disclosure has a name that it may not have'
      throws(() => readDisclosure(encode(['s', name, 1])), refused(message))
    }
  })
})

describe('claims with what was disclosed (RFC 9901 §7.1)', () => {
  const given = (payload: JsonObject, ...texts: string[]) => restore(payload, texts, sha256)
  const [name, seven] = [encode(['s', 'name', 'Amal']), encode(['s', 7])]

  it('have claims and elements where their digests stand, however deep', () => {
    const inner = encode(['s', 'inner', { _sd: [digest(name)] }])
    const payload = {
      _sd: [digest(inner), digest('decoy')],
      _sd_alg: 'sha-256',
      list: [1, { '...': digest(seven) }, { '...': digest('decoy too') }, [{ '...': digest('x') }]],
      deep: { list: [{ a: 1 }] },
    }
    deepEqual(given(payload, inner, name, seven), {
      ...{ inner: { name: 'Amal' }, list: [1, 7, []], deep: { list: [{ a: 1 }] } },
    })
    deepEqual(given(payload), { list: [1, []], deep: { list: [{ a: 1 }] } })
  })

  it('are by the hash that the issuer names, and by no other', () => {
    for (const [algorithm, node] of [
      ['sha-256', 'sha256'],
      ['sha-384', 'sha384'],
      ['sha-512', 'sha512'],
    ] as const) {
      const payload = { _sd_alg: algorithm, _sd: [digest(name, node)] }
      deepEqual(restore(payload, [name], hashOf(payload, nodePrimitives)), { name: 'Amal' })
    }
    equal(hashOf({}, nodePrimitives), sha256)
    for (const _sd_alg of ['sha256', 'SHA-256', 'md5', null, 256]) {
      const message = 'the digests are made by an unknown hash'
      throws(() => hashOf({ _sd_alg }, nodePrimitives), refused(message))
    }
  })

  const other = encode(['t', 'name', 'Ziri'])
  const broken: readonly [payload: JsonObject, texts: string[], message: string][] = [
    [{}, [name], 'a disclosure belongs nowhere'],
    [{ _sd: [digest(name)] }, [name, name], 'a disclosure is there twice'],
    [{ _sd: [digest('x'), digest('x')] }, [], 'a digest is there twice'],
    [{ _sd: [digest('x')], a: [{ '...': digest('x') }] }, [], 'a digest is there twice'],
    [{ _sd: [7] }, [], 'a digest is not a text'],
    [{ a: [{ '...': null }] }, [], 'a digest is not a text'],
    [{ a: [{ '...': digest('x'), b: 1 }] }, [], 'a placeholder holds more'],
    [{ '...': digest('x') }, [], 'a placeholder stands outside an array'],
    [{ a: [{ '...': digest(name) }] }, [name], 'a claim stands for an element'],
    [{ _sd: [digest(seven)] }, [seven], 'an element stands for a claim'],
    [{ _sd: digest(name) }, [name], '_sd is not a list'],
    [{ _sd: null }, [], '_sd is not a list'],
    [{ _sd: [digest(name)], name: 'x' }, [name], 'a disclosure overrides name'],
    [{ _sd: [digest(name), digest(other)] }, [name, other], 'a disclosure overrides name'],
  ]
  for (const [payload, texts, message] of broken) {
    it(`are none where ${message}: ${JSON.stringify(payload).slice(0, 30)}`, () => {
      throws(() => given(payload, ...texts), refused(message))
    })
  }

  it('may be of five hundred disclosures', () => {
    const texts = Array.from({ length: 501 }, (_, at) => encode(['s', `c${at}`, at]))
    const all = texts.slice(0, 500)
    equal(Object.keys(given({ _sd: all.map((text) => digest(text)) }, ...all)).length, 500)
    const more = { _sd: texts.map((text) => digest(text)) }
    throws(() => given(more, ...texts), refused('too many disclosures'))
  })
})

describe('an SD-JWT as a text', () => {
  const issued = (payload: JsonObject) => signJws({ typ: 'vc+sd-jwt' }, payload, issuer)
  const told = (text: string) => {
    const reading = openSdJwt(text, nodePrimitives)
    return 'refusal' in reading ? `${reading.refusal.reason}: ${reading.refusal.detail}` : 'opened'
  }

  it('is what the issuer signed, what is disclosed, and the answer of the holder', async () => {
    const name = encode(['s', 'name', 'Amal'])
    const jws = await issued({ a: 1, _sd: [digest(name)] })
    const before = `${jws}~${name}~`
    const reading = openSdJwt(before, nodePrimitives)
    ok('sdJwt' in reading)
    deepEqual(reading.sdJwt.claims, { a: 1, name: 'Amal' })
    deepEqual([reading.sdJwt.digest, 'binding' in reading.sdJwt], [digest(before), false])
    const bound = openSdJwt(
      before + (await signJws({ typ: 'kb+jwt' }, { b: 1 }, holder)),
      nodePrimitives,
    )
    ok('sdJwt' in bound)
    deepEqual([bound.sdJwt.digest, bound.sdJwt.binding?.payload], [digest(before), { b: 1 }])
  })

  it('is refused with what is wrong', async () => {
    const jws = await issued({ a: 1 })
    equal(told(jws), 'malformed: has no disclosures')
    equal(told('~'), 'malformed: must have three parts')
    equal(told(`${jws}~x`), 'malformed: key binding')
    for (const count of [501, 502, 900]) {
      equal(told(`${jws}~${'x~'.repeat(count)}`), 'disclosure-invalid: too many disclosures')
    }
    equal(told(`${jws}~${'x~'.repeat(500)}`), 'disclosure-invalid: a disclosure has another form')
    for (const claim of ['iss', 'nbf', 'exp', 'cnf', 'vct', 'status']) {
      const hidden = encode(['s', claim, 1])
      const text = `${await issued({ _sd: [digest(hidden)] })}~${hidden}~`
      equal(told(text), `disclosure-invalid: ${claim} was hidden`)
      const deeper = await issued({ a: { _sd: [digest(hidden)] } })
      equal(told(`${deeper}~${hidden}~`), 'opened', 'another of the name, further in')
    }
  })
})

describe('members made selectively disclosable', () => {
  const tools = { sha256, random: systemRandom }
  const told = (pointer: string, payload: JsonObject) => {
    try {
      return conceal(payload, [pointer], tools) && 'hidden'
    } catch (error) {
      ok(error instanceof CredentialFault)
      return `${error.pointer} ${error.detail}: ${error.rule}`
    }
  }

  it('are named by pointers that lead to a member', () => {
    const payload = { a: { 'b/c~d': 1 }, e: null, f: [1], g: 'x' }
    equal(told('/a/b~1c~0d', payload), 'hidden')
    for (const pointer of ['/b', '/a/b', '/e', '/f/0', '/g/h', '/b/c', '/f/0/1']) {
      const fault = `${pointer} names no member of an object: disclosure-invalid`
      equal(told(pointer, payload), fault)
    }
  })

  it('are none that a verifier must be told', () => {
    for (const name of [
      ...['@context', 'id', 'type', 'issuer', 'validFrom', 'validUntil', 'issuanceDate'],
      ...['expirationDate', 'credentialStatus', 'credentialSchema', 'relatedResource'],
      ...['termsOfUse', 'iss', 'iat', 'nbf', 'exp', 'cnf', 'vct', 'status'],
    ]) {
      for (const pointer of [`/${name}`, `/${name}/x`]) {
        const fault = `${pointer} must be shown in any case: disclosure-invalid`
        equal(told(pointer, { [name]: { x: 1 } }), fault)
      }
      equal(told(`/a/${name}`, { a: { [name]: 1 } }), 'hidden')
    }
  })

  it('leave digests in an order that tells nothing, beside those that were there', () => {
    const payload = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`c${at}`, at]))
    const pointers = Object.keys(payload).map((name) => `/${name}`)
    const { payload: made, disclosures } = conceal({ ...payload, _sd: ['~'] }, pointers, tools)
    const digests = made._sd as string[]
    deepEqual(Object.keys(made).sort(), ['_sd', '_sd_alg'])
    deepEqual(digests, [...digests].sort())
    deepEqual(digests, [...disclosures.map((text) => digest(text)), '~'].sort())
    equal(made._sd_alg, 'sha-256')
    const salts = disclosures.map((text) =>
      String((JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[])[0]),
    )
    equal(new Set(salts).size, 20)
    ok(salts.every((salt) => Buffer.from(salt, 'base64url').length === 16))
  })

  it('are hidden once, and nothing is said of hashes where none is', () => {
    const { disclosures } = conceal({ a: 1 }, ['/a', '/a'], tools)
    equal(disclosures.length, 1)
    deepEqual(conceal({ a: 1 }, [], tools), { payload: { a: 1 }, disclosures: [] })
  })
})
