import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { isZip, unzip, ZIP_LIMITS } from '../../web/verdict/unzip.ts'

const blob = (bytes: Uint8Array): Blob => new Blob([new Uint8Array(bytes)])
const packed = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))

async function textsOf(archive: Uint8Array): Promise<(string | undefined)[][]> {
  const texts: (string | undefined)[][] = []
  for (const { name, content } of (await unzip(blob(archive))) ?? []) {
    texts.push([name, await content?.text()])
  }
  return texts
}

describe('a ZIP handed in', () => {
  it('is told by its first bytes, not by its name', async () => {
    ok(await isZip(blob(packed({ a: 'a' }))))
    ok(await isZip(blob(zipSync({}))))
    equal(await isZip(new Blob(['{"type":"PK"}'])), false)
    equal(await isZip(new Blob([])), false)
  })

  it('gives its files in order, with folders and letters of every script', async () => {
    const files = { 'a.json': '{}', 'قسم/ⴰⵙⵍⴽⵉⵏ.jwt': 'x.y.z', 'b.txt': 'é'.repeat(50_000) }
    deepEqual(await textsOf(packed(files)), Object.entries(files))
  })

  it('leaves out folders and what systems lay beside the files', async () => {
    const files = { 'in/': '', '__MACOSX/._a.json': 'x', 'in/.DS_Store': 'x', 'a.json': '{}' }
    deepEqual(await textsOf(packed(files)), [['a.json', '{}']])
  })

  it('gives nothing at all past a limit: bytes, or files', async () => {
    const archive = blob(packed({ a: 'a'.repeat(600), b: 'b'.repeat(600) }))
    equal((await unzip(archive, { ...ZIP_LIMITS, bytes: 1200 }))?.length, 2)
    equal(await unzip(archive, { ...ZIP_LIMITS, bytes: 1199 }), undefined)
    equal((await unzip(archive, { ...ZIP_LIMITS, entries: 2 }))?.length, 2)
    equal(await unzip(archive, { ...ZIP_LIMITS, entries: 1 }), undefined)
  })

  it('refuses a bomb by what comes out, whatever its headers say', async () => {
    const bomb = zipSync({ zeros: new Uint8Array(8_000_000) })
    ok(bomb.length < 10_000)
    new DataView(bomb.buffer).setUint32(22, 10, true) // the size it claims
    equal(await unzip(blob(bomb), { ...ZIP_LIMITS, bytes: 4_000_000 }), undefined)
  })

  it('keeps one byte more of a file than is read, so that it is seen to be too large', async () => {
    const [entry] = (await unzip(blob(zipSync({ zeros: new Uint8Array(9_000_000) })))) ?? []
    equal(entry?.content?.size, ZIP_LIMITS.entryBytes)
  })

  it('names a file that is cut off, damaged, or packed in an unknown way, beside the good ones', async () => {
    const noise = Array.from({ length: 4000 }, (_, index) => Math.sin(index)).join()
    const archive = packed({ a: '{}', b: noise })
    deepEqual(await textsOf(archive.slice(0, 2000)), [
      ['a', '{}'],
      ['b', undefined],
    ])
    const damaged = packed({ b: noise, a: '{}' })
    damaged.fill(0xff, 31, 60)
    equal((await textsOf(damaged))[0]?.[1], undefined)
    const unknown = packed({ a: 'aaaaaaaa' })
    unknown[8] = 99
    deepEqual(await textsOf(unknown), [['a', undefined]])
  })

  it('never throws, whatever is damaged', async () => {
    const archive = packed({ a: '{"a":1}', b: 'b'.repeat(300) })
    const place = fc.record({ at: fc.nat(archive.length - 1), byte: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(place), fc.nat(archive.length), async (places, end) => {
        const damaged = archive.slice()
        for (const { at, byte } of places) damaged[at] = byte
        const entries = (await unzip(blob(damaged.slice(0, end)))) ?? []
        ok(entries.every(({ name }) => typeof name === 'string'))
      }),
    )
  })
})
