import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { crc32, deflateSync } from 'node:zlib'
import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { badgePng, bakePng, PngError, unbakePng } from '../../documents/index.ts'

const badge = { achievementId: 'https://brevet.example/achievements/x/1', title: 'AI' }
const png = badgePng(badge, 64)
const credential = { id: 'urn:uuid:1', type: ['VerifiableCredential'], name: 'Été ⵜⵉⵎ أسس ]]> <&>' }
const jws = 'eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.c2ln'
const SIGNATURE_LENGTH = 8

function chunk(type: string, data: Buffer, crc?: number): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc ?? crc32(named))
  return Buffer.concat([head, named, tail])
}

/** The picture with further chunks after its header. */
const withChunks = (...chunks: readonly Buffer[]): Uint8Array => {
  const afterHeader = SIGNATURE_LENGTH + 25
  return new Uint8Array(
    Buffer.concat([png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)]),
  )
}

const itxt = (text: string | Buffer, options: { keyword?: string; compressed?: number } = {}) =>
  Buffer.concat([
    Buffer.from(`${options.keyword ?? 'openbadgecredential'}\0`, 'latin1'),
    Buffer.from([options.compressed ?? 0, 0, 0, 0]),
    Buffer.from(text),
  ])

describe('baking into a PNG (Open Badges 3.0 §5.3.2.1)', () => {
  it('gives back what went in', () => {
    deepEqual(unbakePng(bakePng(png, credential)), { found: 'credential', credential })
    deepEqual(unbakePng(bakePng(png, jws)), { found: 'credential', credential: jws })
  })

  it('gives back any credential', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Record<string, unknown>
        deepEqual(unbakePng(bakePng(png, plain)), { found: 'credential', credential: plain })
      }),
      { numRuns: 100 },
    )
  })

  it('writes an uncompressed iTXt chunk without language, right after the header', () => {
    const file = Buffer.from(bakePng(png, jws))
    const at = SIGNATURE_LENGTH + 25
    equal(file.toString('latin1', at + 4, at + 8), 'iTXt')
    equal(file.toString('latin1', at + 8, at + 8 + 24), 'openbadgecredential\0\0\0\0\0')
    equal(file.readUInt32BE(at), 24 + jws.length)
  })

  it('leaves the picture as it is', () => {
    const embed = (bytes: Uint8Array) =>
      new Resvg(
        `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><image width="64" height="64" href="data:image/png;base64,${Buffer.from(bytes).toString('base64')}"/></svg>`,
      ).render().pixels
    ok(embed(png).equals(embed(bakePng(png, credential))))
  })

  it('replaces a badge that is there already', () => {
    const twice = bakePng(bakePng(png, { id: 'old' }), credential)
    deepEqual(unbakePng(twice), { found: 'credential', credential })
  })

  it('finds nothing in a plain picture', () => {
    deepEqual(unbakePng(png), { found: 'nothing' })
    deepEqual(unbakePng(withChunks(chunk('tEXt', Buffer.from('Author\0openbadgecredential')))), {
      found: 'nothing',
    })
  })

  it('reads a compressed text, though nobody should write one', () => {
    const data = itxt(deflateSync(JSON.stringify(credential)), { compressed: 1 })
    deepEqual(unbakePng(withChunks(chunk('iTXt', data))), { found: 'credential', credential })
  })

  it('does not choose between several badges', () => {
    const one = chunk('iTXt', itxt(jws))
    deepEqual(unbakePng(withChunks(one, one)), { found: 'several' })
    const old = chunk('tEXt', Buffer.from('openbadges\0https://example.org/assertion'))
    deepEqual(unbakePng(withChunks(one, old)), { found: 'several' })
  })

  it('tells an older badge apart', () => {
    const url = 'https://example.org/assertion/1'
    const old = { found: 'open-badges-2', text: url }
    deepEqual(unbakePng(withChunks(chunk('tEXt', Buffer.from(`openbadges\0${url}`)))), old)
    deepEqual(unbakePng(withChunks(chunk('iTXt', itxt(url, { keyword: 'openbadges' })))), old)
  })

  const text = (value: string) => withChunks(chunk('iTXt', itxt(value)))
  const hostile: readonly (readonly [string, Uint8Array, string])[] = [
    ['an empty file', new Uint8Array(), 'not-a-picture'],
    ['a JPEG', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0]), 'not-a-picture'],
    ['a picture cut short', png.subarray(0, png.length - 6), 'truncated'],
    ['a signature alone', png.subarray(0, 8), 'truncated'],
    [
      'another chunk first',
      new Uint8Array(Buffer.concat([png.subarray(0, 8), chunk('IEND', Buffer.alloc(0))])),
      'not-a-picture',
    ],
    [
      'a chunk longer than the file',
      Buffer.concat([
        png.subarray(0, 33),
        Buffer.from([0x7f, 0xff, 0xff, 0xff]),
        Buffer.from('iTXt'),
        Buffer.alloc(64),
      ]),
      'truncated',
    ],
    ['a badge whose checksum is wrong', withChunks(chunk('iTXt', itxt(jws), 1)), 'checksum'],
    ['a file of 6 MB', new Uint8Array(6_000_000), 'too-large'],
    ['a text of 2 MB', text(`{"a":"${'x'.repeat(2_000_000)}"}`), 'too-large'],
    [
      'a ZIP bomb',
      withChunks(chunk('iTXt', itxt(deflateSync(Buffer.alloc(50_000_000)), { compressed: 1 }))),
      'too-large',
    ],
    [
      'compressed garbage',
      withChunks(chunk('iTXt', itxt('garbage', { compressed: 1 }))),
      'not-inflatable',
    ],
    [
      'a chunk without its fields',
      withChunks(chunk('iTXt', Buffer.from('openbadgecredential\0\0\0abc'))),
      'truncated',
    ],
    ['words instead of a credential', text('hello there'), 'not-json'],
    ['a JSON list', text('[1]'), 'not-json'],
    ['JSON null', text('null'), 'not-json'],
    ['an empty text', text(''), 'not-json'],
  ]
  for (const [what, file, damage] of hostile) {
    it(`says what is wrong with ${what}`, () => {
      deepEqual(unbakePng(file), { found: 'damaged', damage })
    })
  }

  it('survives any damage: cut or changed anywhere, it answers', () => {
    const whole = bakePng(png, credential)
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const file = cut ? whole.slice(0, at) : whole.slice()
        if (!cut) file[at] = byte
        ok(unbakePng(file).found)
      }),
    )
  })

  it('refuses to bake into what is no whole PNG', () => {
    throws(() => bakePng(png.subarray(0, 40), jws), PngError)
    throws(() => bakePng(new Uint8Array(8), jws), { damage: 'not-a-picture' })
  })
})
