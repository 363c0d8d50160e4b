import { deepEqual, equal } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { digestFits, readDigests } from '../../credentials/digests.ts'
import { encodeBase58 } from '../../credentials/encoding/base58.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { nodePrimitives } from '../../credentials/primitives/node.ts'

type Algorithm = 'sha256' | 'sha384' | 'sha512'
const ALGORITHMS: readonly Algorithm[] = ['sha256', 'sha384', 'sha512']
const CODES = { sha256: 0x12, sha384: 0x20, sha512: 0x13 } as const

const body = Buffer.from('what is cited')
const other = Buffer.from('something else')
const hashOf = (algorithm: Algorithm, of = body) => createHash(algorithm).update(of).digest()
const sri = (algorithm: Algorithm, of = body) =>
  `${algorithm}-${hashOf(algorithm, of).toString('base64')}`
const multihash = (algorithm: Algorithm) =>
  Buffer.from([CODES[algorithm], hashOf(algorithm).length, ...hashOf(algorithm)])
const fits = (resource: JsonObject) => digestFits(body, resource, nodePrimitives)

describe('a digest by Subresource Integrity (§3.5)', () => {
  it('is of three hashes, in Base64 or in hex, with options behind it or none', () => {
    for (const algorithm of ALGORITHMS) {
      const bare = sri(algorithm).replace(/=+$/, '')
      const hex = `${algorithm}-${hashOf(algorithm).toString('hex')}`
      for (const text of [sri(algorithm), bare, hex, `${sri(algorithm)}?ct=text/plain?x`]) {
        equal(fits({ digestSRI: text }), true, text)
        equal(digestFits(other, { digestSRI: text }, nodePrimitives), false, text)
      }
    }
  })

  it('is none in another form, and then nothing can tell', () => {
    const right = sri('sha256')
    const hex = hashOf('sha256').toString('hex')
    for (const digestSRI of [
      ...['', '?', 5, null, 'sha256', 'sha256-', 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=', `x${right}`],
      ...[`${right}x`, `${right}#x`, `${right} x`, right.replace('-', '_')],
      ...[`${right.slice(0, 20)}=${right.slice(20)}`, right.replace('sha256', 'sha384')],
      ...[`sha256-${hex.slice(2)}`, `sha256-zz${hex.slice(2)}`, `sha256-${hex.slice(2)}zz`],
      ...[`sha256-${hex.toUpperCase()}`, `${right}? x`, `${right} ${right}x`],
    ]) {
      equal(fits({ digestSRI }), undefined, String(digestSRI))
    }
  })

  it('counts where it is the strongest of several, in whatever order and with any blanks', () => {
    const [weak, strong] = [sri('sha256'), sri('sha512', other)]
    for (const text of [`${weak} ${strong}`, `${strong} ${weak}`, `\n ${strong} \t ${weak}\n`]) {
      equal(fits({ digestSRI: text }), false, text)
    }
    equal(fits({ digestSRI: ` ${sri('sha256', other)}  ${sri('sha384')} ` }), true)
    equal(fits({ digestSRI: `${sri('sha384', other)} ${sri('sha384')} ${strong}` }), false)
    equal(fits({ digestSRI: `${sri('sha384', other)} ${sri('sha384')}` }), true)
    deepEqual(readDigests({ digestSRI: `${weak} ${sri('sha384')} ${weak}` }), [
      [{ algorithm: 'sha384', bytes: new Uint8Array(hashOf('sha384')) }],
    ])
  })

  it('is one of sixteen at the most', () => {
    equal(fits({ digestSRI: Array(16).fill(sri('sha256')).join(' ') }), true)
    equal(fits({ digestSRI: Array(17).fill(sri('sha256')).join(' ') }), undefined)
  })
})

describe('a digest by multibase', () => {
  const texts = (bytes: Buffer): readonly string[] => [
    `u${bytes.toString('base64url')}`,
    `z${encodeBase58(bytes)}`,
    `m${bytes.toString('base64')}`,
    `m${bytes.toString('base64').replace(/=+$/, '')}`,
    `f${bytes.toString('hex')}`,
  ]

  it('is a multihash or bare, in four bases', () => {
    for (const algorithm of ALGORITHMS) {
      for (const bytes of [multihash(algorithm), hashOf(algorithm)]) {
        for (const digestMultibase of texts(bytes)) {
          equal(fits({ digestMultibase }), true, digestMultibase)
          equal(digestFits(other, { digestMultibase }, nodePrimitives), false, digestMultibase)
        }
      }
    }
  })

  it('is none with another code, another length, or in another form', () => {
    const right = multihash('sha256')
    const oddCode = Buffer.from(right).fill(0x13, 0, 1)
    const oddLength = Buffer.from(right).fill(0x21, 1, 2)
    const swapped = Buffer.from([...multihash('sha384')]).fill(0x12, 0, 1)
    for (const bytes of [
      ...[oddCode, oddLength, swapped, right.subarray(1), Buffer.from([...right, 0])],
      ...[Buffer.alloc(0), Buffer.from([0x12]), Buffer.from([0x12, 0x20])],
      Buffer.from([0x12, 0x20, ...hashOf('sha384')]),
    ]) {
      for (const digestMultibase of texts(bytes)) {
        equal(fits({ digestMultibase }), undefined, digestMultibase)
      }
    }
    const [, , base64 = '', , hex = ''] = texts(right)
    const odd = Buffer.concat([right, Buffer.from([1])]).toString('base64')
    for (const digestMultibase of [
      ...[5, null, '', 'u', 'z', 'f', 'm', `F${hex.slice(1)}`, `f${hex.slice(1).toUpperCase()}`],
      ...[`${hex}0`, `${hex}zz`, `fzz${hex.slice(1)}`, `b${hex.slice(1)}`, `${base64}=`],
      ...[`${base64.slice(0, 9)}=${base64.slice(9)}`, `m${odd}`, 'toString', `u${'A'.repeat(200)}`],
    ]) {
      equal(fits({ digestMultibase }), undefined, String(digestMultibase))
    }
  })
})

describe('digests of both kinds', () => {
  it('must both fit, and no digest at all tells nothing', () => {
    const digestMultibase = `u${multihash('sha256').toString('base64url')}`
    equal(fits({ digestSRI: sri('sha384'), digestMultibase }), true)
    equal(fits({ digestSRI: sri('sha384', other), digestMultibase }), false)
    equal(fits({ digestSRI: 'x', digestMultibase }), undefined)
    equal(fits({ digestSRI: sri('sha384'), digestMultibase: 'x' }), undefined)
    equal(fits({}), undefined)
    deepEqual(readDigests({}), [])
  })
})
