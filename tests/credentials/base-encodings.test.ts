import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import { decodeBase58, encodeBase58 } from '../../credentials/encoding/base58.ts'
import { decodeBase64Url, encodeBase64Url } from '../../credentials/encoding/base64url.ts'
import { concat, equalBytes, textFrom, utf8 } from '../../credentials/encoding/bytes.ts'

const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Base58 as it is defined: the bytes are one number, written to the base of 58; a leading nought is a 1. */
function asDefined(bytes: Uint8Array): string {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let text = ''
  for (; number > 0n; number /= 58n) text = LETTERS[Number(number % 58n)] + text
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + text
}

const alike = (bytes: Uint8Array) => {
  const text = asDefined(bytes)
  equal(encodeBase58(bytes), text)
  deepEqual(decodeBase58(text), bytes)
}

describe('base58 (Controlled Identifiers 1.0 §2.4)', () => {
  it('knows the vectors of draft-msporny-base58 §5', () => {
    for (const [hex, text] of [
      [Buffer.from('Hello World!').toString('hex'), '2NEpo7TZRRrLZSi2U'],
      [
        Buffer.from('The quick brown fox jumps over the lazy dog.').toString('hex'),
        'USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z',
      ],
      ['0000287fb4cd', '11233QC4'],
    ] as const) {
      equal(encodeBase58(fromHex(hex)), text)
      deepEqual(decodeBase58(text), fromHex(hex))
    }
  })

  it('is the number that the bytes are, at every length and with every byte at its edges', () => {
    for (let length = 0; length < 40; length++) {
      for (const byte of [0, 1, 0x39, 0x3a, 0x7f, 0x80, 0xff]) {
        alike(new Uint8Array(length).fill(byte))
        alike(Uint8Array.of(byte, ...new Uint8Array(length)))
        alike(Uint8Array.of(...new Uint8Array(length), byte))
      }
    }
    for (let byte = 0; byte < 256; byte++) alike(Uint8Array.of(byte))
  })

  it('is that number for whatever bytes, noughts before and behind them', () => {
    const zeros = fc.nat(6).map((length) => new Uint8Array(length))
    const bytes = fc.tuple(zeros, fc.uint8Array({ maxLength: 70 }), zeros)
    fc.assert(fc.property(bytes, (parts) => alike(concat(...parts))))
  })

  it('is read where it has 4096 letters, and not where it has one more', () => {
    const bytes = new Uint8Array(4096)
    deepEqual(decodeBase58('1'.repeat(4096)), bytes)
    equal(decodeBase58('1'.repeat(4097)), undefined)
  })

  it('has no other letters, wherever they stand', () => {
    for (const odd of [
      '0',
      'O',
      'I',
      'l',
      ' ',
      '+',
      '\u0000',
      '\u007f',
      '\u0080',
      'é',
      '\u{1f393}',
    ]) {
      for (let at = 0; at < 6; at++) {
        const text = `${'z'.repeat(at)}${odd}${'z'.repeat(5 - at)}`
        equal(decodeBase58(text), undefined, text)
      }
    }
  })
})

describe('base64url (RFC 4648 §5)', () => {
  it('knows the vectors of §10, without their padding', () => {
    for (const [plain, text] of [
      ['', ''],
      ['f', 'Zg'],
      ['fo', 'Zm8'],
      ['foo', 'Zm9v'],
      ['foob', 'Zm9vYg'],
      ['fooba', 'Zm9vYmE'],
      ['foobar', 'Zm9vYmFy'],
    ] as const) {
      equal(encodeBase64Url(utf8(plain)), text)
      deepEqual(decodeBase64Url(text), utf8(plain))
    }
    equal(encodeBase64Url(Uint8Array.of(0xfb, 0xff, 0xfe)), '-__-')
    deepEqual(decodeBase64Url('-__-'), Uint8Array.of(0xfb, 0xff, 0xfe))
  })

  it('is not read with bits that no byte holds (§3.5)', () => {
    for (const text of ['Zh', 'Zv', 'Zm9', 'Zm-', 'Zm9vYh', 'AB', 'AAB', 'AAAAAB']) {
      equal(decodeBase64Url(text), undefined, text)
    }
  })

  it('has no other letters, wherever they stand, and is never one letter longer than fours (§3.3)', () => {
    for (const odd of ['=', '+', '/', ' ', '\n', '.', '\u0000', '\u007f', '\u0080', 'é']) {
      for (let at = 0; at < 4; at++) {
        const text = `${'A'.repeat(at)}${odd}${'A'.repeat(3 - at)}`
        equal(decodeBase64Url(text), undefined, text)
      }
    }
    for (const length of [1, 5, 9]) equal(decodeBase64Url('A'.repeat(length)), undefined)
  })
})

describe('bytes', () => {
  it('are joined in their order', () => {
    deepEqual(concat(), new Uint8Array())
    deepEqual(
      concat(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)),
      Uint8Array.of(1, 2, 3),
    )
  })

  it('are the same where all of them are', () => {
    const some = Uint8Array.of(1, 2, 3)
    equal(equalBytes(some, Uint8Array.of(1, 2, 3)), true)
    equal(equalBytes(new Uint8Array(), new Uint8Array()), true)
    for (const other of [[1, 2], [1, 2, 3, 4], [1, 2, 4], [0, 2, 3], []]) {
      equal(equalBytes(some, Uint8Array.from(other)), false, other.join())
    }
  })

  it('are read as UTF-8 and nothing else, a mark at the beginning kept (RFC 3629 §3)', () => {
    equal(textFrom(fromHex('efbbbf41')), '\ufeffA')
    equal(textFrom(new Uint8Array()), '')
    for (const odd of ['ff', 'c0af', 'eda080', 'e28', 'f4908080', 'c3']) {
      equal(
        textFrom(Buffer.from(odd.padEnd(odd.length + (odd.length % 2), '0'), 'hex')),
        undefined,
        odd,
      )
    }
  })
})
