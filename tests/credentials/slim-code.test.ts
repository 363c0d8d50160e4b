import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { fromSlimCode, isSlimCode, issueCredential, toSlimCode } from '../../credentials/index.ts'
import { decodeBase45, encodeBase45 } from '../../credentials/slim/base45.ts'
import { badge } from './support/documents.ts'
import { issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

describe('base45 (RFC 9285)', () => {
  const utf8 = (text: string) => new TextEncoder().encode(text)

  it('encodes and decodes the examples of the standard', () => {
    for (const [text, code] of [
      ['AB', 'BB8'],
      ['Hello!!', '%69 VD92EX0'],
      ['base-45', 'UJCLQE7W581'],
      ['ietf!', 'QED8WEX0'],
    ] as const) {
      equal(encodeBase45(utf8(text)), code)
      deepEqual(decodeBase45(code), utf8(text))
    }
  })

  it('gives back every sequence of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        deepEqual(decodeBase45(encodeBase45(bytes)), bytes)
      }),
    )
  })

  it('refuses what nothing encodes to', () => {
    for (const text of ['A', 'AAAA', 'GGW', ':::', '::', 'ab1', 'A\u0130B', 'Aé']) {
      equal(decodeBase45(text), undefined, text)
    }
  })
})

describe('the text of a slim code', () => {
  it('gives back what was signed, and the signature holds', async () => {
    const world = createWorld()
    const credential = await issueCredential(
      { credential: badge(), signer: issuer, mechanism: 'eddsa-rdfc-2022' },
      world,
    )
    const code = toSlimCode(credential)
    ok(isSlimCode(code))
    ok(/^[0-9A-Z $%*+\-./:]+$/.test(code), 'only letters that a code packs densely')
    deepEqual(JSON.parse(fromSlimCode(code) ?? ''), credential)
  })

  it('gives back any JSON, in any script', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), (object) => {
        equal(fromSlimCode(toSlimCode(object)), JSON.stringify(object))
      }),
    )
  })

  it('is nothing when it is damaged, foreign or cut', () => {
    const code = toSlimCode(badge())
    equal(fromSlimCode('https://brevet.example/v/1'), undefined)
    equal(fromSlimCode(code.slice('BREVET1:'.length)), undefined)
    equal(fromSlimCode('BREVET1:'), undefined)
    equal(fromSlimCode(`BREVET1:${'Z'.repeat(300)}`), undefined)
    equal(fromSlimCode(code.replace('BREVET1:', 'BREVET2:')), undefined)
    const cut = fromSlimCode(code.slice(0, code.length - (code.length % 3) - 30))
    ok(cut === undefined || cut !== JSON.stringify(badge()))
  })

  it('does not unpack a small code into a large text', () => {
    const bomb = `BREVET1:${encodeBase45(deflateSync(new Uint8Array(5_000_000).fill(32)))}`
    ok(bomb.length < 20_000)
    equal(fromSlimCode(bomb), undefined)
  })

  it('answers for anything at all', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const found = fromSlimCode(`BREVET1:${text}`)
        ok(found === undefined || typeof found === 'string')
      }),
    )
  })
})
