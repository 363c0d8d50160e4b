import { deepEqual, equal, ok } from 'node:assert/strict'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { badgePng, badgeSvg, bakePng, bakeSvg } from '../../documents/index.ts'
import { MOST_FILE_BYTES, readFile, readText } from '../../web/verdict/read-input.ts'
import { unbakePng, unbakeSvg } from '../../web/verdict/unbake.ts'
import { assertion05, assertion10, assertion11 } from '../verifier/older-badges.ts'

const ORIGIN = 'https://brevet.example'
const credential = { type: ['VerifiableCredential'], credentialSubject: { id: 'did:x:1' } }
const json = JSON.stringify(credential)
const base64url = (text: string): string => Buffer.from(text).toString('base64url')
const jwt = (header: object): string => `${base64url(JSON.stringify(header))}.e30.c2ln`

describe('what a reader hands in', () => {
  it('is a credential or a presentation by its type', () => {
    deepEqual(readText(json, ORIGIN), { kind: 'credential', value: credential })
    const presentation = { type: 'VerifiablePresentation', verifiableCredential: [] }
    deepEqual(readText(JSON.stringify(presentation), ORIGIN), {
      kind: 'presentation',
      value: presentation,
    })
  })

  it('is found inside a wrapper, and behind a byte order mark', () => {
    const wrapped = JSON.stringify({ verifiableCredential: credential })
    deepEqual(readText(wrapped, ORIGIN), { kind: 'credential', value: credential })
    equal(readText(`\uFEFF  ${json}\n`, ORIGIN).kind, 'credential')
  })

  it('is a compact text, by its header, also as a JSON string', () => {
    const vc = jwt({ alg: 'ES256', typ: 'vc+jwt' })
    deepEqual(readText(vc, ORIGIN), { kind: 'credential', value: vc })
    deepEqual(readText(JSON.stringify(vc), ORIGIN), { kind: 'credential', value: vc })
    const sd = `${jwt({ alg: 'ES256', typ: 'dc+sd-jwt' })}~WyJzYWx0Il0~`
    deepEqual(readText(sd, ORIGIN), { kind: 'credential', value: sd })
    equal(readText(jwt({ typ: 'vp+jwt' }), ORIGIN).kind, 'presentation')
  })

  it('is one of our share links, or a link to somewhere else', () => {
    deepEqual(readText(`${ORIGIN}/v/abc#key`, ORIGIN), { kind: 'share', path: '/v/abc#key' })
    for (const url of [
      'https://other.example/v/abc#key',
      `${ORIGIN}/certificates/1`,
      `${ORIGIN}/v/abc/more`,
    ]) {
      deepEqual(readText(url, ORIGIN), { kind: 'link', url })
    }
  })

  it('is told apart when it is an Open Badge of before 3.0, by its version', () => {
    const assertion = { '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion' }
    const kinds = [assertion, assertion11, assertion10, assertion05].map(
      (badge) => readText(JSON.stringify(badge), ORIGIN).kind,
    )
    deepEqual(kinds, ['open-badges-2-0', 'open-badges-1-1', 'open-badges-1-0', 'open-badges-0-5'])
  })

  it('is older, and nobody knows how much, when its picture holds an address alone', () => {
    const svg =
      '<svg xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="https://school.example/badges/1"/></svg>'
    deepEqual(readText(svg, ORIGIN), { kind: 'open-badges-older' })
  })

  for (const [what, text, kind] of [
    ['nothing', '  ', 'empty'],
    ['a text', 'hello', 'unknown'],
    ['broken JSON', '{"type":', 'unknown'],
    ['JSON of something else', '{"a":1}', 'unknown'],
    ['a list', '[1,2]', 'unknown'],
    ['three words with points', 'a.b.c', 'unknown'],
    ['a web page', '<!doctype html><p>no</p>', 'unknown'],
    ['a drawing without a badge', '<svg xmlns="x"></svg>', 'picture-without'],
    ['a script address', 'javascript:alert(1)', 'unknown'],
  ] as const) {
    it(`is not read as a certificate when it is ${what}`, () => {
      equal(readText(text, ORIGIN).kind, kind)
    })
  }

  it('is read without an error, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.webUrl()), (text) => {
        ok(readText(text, ORIGIN).kind)
      }),
    )
  })
})

/** The first text chunk of a PNG, whole. */
function chunkOf(png: Uint8Array): Uint8Array {
  const start = Buffer.from(png).indexOf('iTXt') - 4
  const length = Buffer.from(png).readUInt32BE(start)
  return png.subarray(start, start + length + 12)
}

describe('a badge picture', () => {
  const badge = {
    achievementId: 'https://brevet.example/achievements/x/1',
    level: 2,
    title: 'Badge',
  }

  it('gives back the credential that was baked in, PNG and SVG', async () => {
    const png = bakePng(badgePng(badge, 128), json)
    deepEqual(await unbakePng(png), [json])
    equal(unbakeSvg(bakeSvg(badgeSvg(badge), json)), json)
    equal((await readFile(new Blob([new Uint8Array(png)]), ORIGIN)).kind, 'credential')
  })

  it('gives back a compact text and one in other scripts', async () => {
    const compact = jwt({ typ: 'vc+jwt' })
    deepEqual(await unbakePng(bakePng(badgePng(badge, 128), compact)), [compact])
    const other = JSON.stringify({ ...credential, name: 'ⵜⴰⵎⴰⵣⵉⵖⵜ شهادة <é>' })
    deepEqual(await unbakePng(bakePng(badgePng(badge, 128), other)), [other])
    equal(unbakeSvg(bakeSvg(badgeSvg(badge), other)), other)
  })

  it('is not guessed at when it carries several different credentials', async () => {
    const first = bakePng(badgePng(badge, 128), json)
    const second = bakePng(badgePng(badge, 128), JSON.stringify({ ...credential, name: 'other' }))
    const chunk = chunkOf(second)
    const both = Buffer.concat([first.subarray(0, 33), chunk, first.subarray(33)])
    equal((await unbakePng(both)).length, 2)
    equal((await readFile(new Blob([new Uint8Array(both)]), ORIGIN)).kind, 'picture-with-several')
    const twice = Buffer.concat([first.subarray(0, 33), chunkOf(first), first.subarray(33)])
    equal((await readFile(new Blob([new Uint8Array(twice)]), ORIGIN)).kind, 'credential')
  })

  it('says so when there is nothing inside', async () => {
    const plain = badgePng(badge, 128)
    deepEqual(await unbakePng(plain), [])
    equal((await readFile(new Blob([new Uint8Array(plain)]), ORIGIN)).kind, 'picture-without')
    equal(unbakeSvg('<svg></svg>'), undefined)
  })

  it('does not unpack a small picture into a large text', async () => {
    const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    const packed = deflateSync(Buffer.alloc(50_000_000, 0x20))
    const data = Buffer.concat([Buffer.from('openbadgecredential\0\x01\0\0\0'), packed])
    const chunk = Buffer.alloc(data.length + 12)
    chunk.writeUInt32BE(data.length, 0)
    chunk.write('iTXt', 4)
    data.copy(chunk, 8)
    deepEqual(await unbakePng(Buffer.concat([head, chunk])), [])
  })

  it('does not fail on damaged pictures', async () => {
    const png = bakePng(badgePng(badge, 64), json)
    await fc.assert(
      fc.asyncProperty(fc.nat(png.length), fc.nat(255), async (at, byte) => {
        const damaged = Uint8Array.from(png)
        damaged[at] = byte
        await unbakePng(damaged)
        await unbakePng(damaged.slice(0, at))
      }),
      { numRuns: 60 },
    )
  })

  it('is not read when it is larger than a certificate can be', async () => {
    const large = new Blob([new Uint8Array(MOST_FILE_BYTES + 1)])
    deepEqual(await readFile(large, ORIGIN), { kind: 'too-large' })
  })
})
