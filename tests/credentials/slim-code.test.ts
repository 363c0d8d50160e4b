import { deepEqual, equal, ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { fromSlimCode, isSlimCode, issueCredential, toSlimCode } from '../../credentials/index.ts'
import { decodeBase45, encodeBase45 } from '../../credentials/slim/base45.ts'
import { badge } from './support/documents.ts'
import { issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

describe('base45 (RFC 9285)', () => {
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
    deepEqual(decodeBase45('FGW'), Uint8Array.of(255, 255))
    deepEqual(decodeBase45('U5'), Uint8Array.of(255))
    for (const text of ['A', 'AAAA', 'GGW', 'V5', ':::', '::', 'ab1', 'A\u0130B', 'Aé']) {
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

  it('is read as on the day it was printed: this one is made of the whole dictionary', () => {
    const printed =
      'BREVET1:63UZ86000EN1ECK-YP%E7ZMB$KF/BQMP6VS9VM27 OWMUYQ7/BQMP6VS9VM27 OWMUYQ7/BQMP6VS9VM27 ' +
      'OWMUYQ7/BQMP6VS9VM27 OWMUYQ7/BQMP6VS9VM27 OWMUYQ7/BQMP6VS9VM27 OWMUYQ7/BQRO6S8S'
    equal(
      createHash('sha256')
        .update(fromSlimCode(printed) ?? '')
        .digest('hex'),
      '9ed1a3645b17454f6c6f69d3de05c3b2bd0b99790c475588a4dab5db23a9d569',
    )
  })

  it('is short where the dictionary has the words', () => {
    const type = ['VerifiableCredential', 'OpenBadgeCredential']
    const code = toSlimCode({ type, name: 'AI Foundations for Teachers' })
    ok(code.length < 60, code)
  })

  it('holds 16 KiB and no more, packed or not', () => {
    const quotes = '""'.length
    equal(fromSlimCode(toSlimCode(Object('x'.repeat(16_384 - quotes))))?.length, 16_384)
    equal(fromSlimCode(toSlimCode(Object('x'.repeat(16_385 - quotes)))), undefined)
    // blocks that hold nothing (RFC 1951 §3.2.4), and a last one of some letters
    const packed = (letters: string) => {
      const { length } = letters
      const empty = Array.from({ length: 3_275 }, () => [0, 0, 0, 255, 255]).flat()
      return Uint8Array.of(...empty, 1, length, 0, 255 - length, 255, ...utf8(letters))
    }
    equal(packed('abcd').length, 16_384)
    equal(fromSlimCode(`BREVET1:${encodeBase45(packed('abcd'))}`), 'abcd')
    equal(fromSlimCode(`BREVET1:${encodeBase45(packed('abcde'))}`), undefined)
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
