import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { createSkills } from '../../skills/index.ts'

const data = process.env.BREVET_TEST_DATA ?? ''

/** One file of a ZIP archive (APPNOTE 4.3.7, 4.3.12). */
function fileInZip(zip: Buffer, name: string): Buffer {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'))
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [size, nameSize] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)]
    const found = zip.toString('utf8', at + 46, at + 46 + nameSize)
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    if (found === name) return inflateRawSync(zip.subarray(start, start + size))
    at += 46 + nameSize + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  throw new Error(`${name} is not in the archive`)
}

describe('the mappings to ESCO', () => {
  it('name skills that ESCO 1.1.1 has, by their preferred label', async () => {
    const zip = await readFile(join(data, 'esco/ESCO-v1.1.1-classification-en-csv.zip'))
    const rows = parse<Record<string, string>>(fileInZip(zip, 'skills_en.csv'), {
      columns: true,
      bom: true,
    })
    const labels = new Map(rows.map((row) => [row.conceptUri, row.preferredLabel?.trim()]))
    ok(labels.size > 13_000)
    const mapped = createSkills({ publicUrl: 'https://brevet.example' })
      .all()
      .flatMap(({ mappings }) => mappings)
      .filter(({ framework }) => framework === 'ESCO 1.1.1')
    equal(mapped.length >= 18, true)
    deepEqual(
      mapped.filter(({ uri, label }) => labels.get(uri ?? '') !== label),
      [],
    )
  }).timeout(60_000)
})
