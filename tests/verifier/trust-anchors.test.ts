import { deepEqual, equal, throws } from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../../platform/config.ts'
import { readTrustAnchors } from '../../platform/trust-anchors.ts'
import { certify, derOf } from '../credentials/support/certificates.ts'

describe('authorities whose certificates count', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'brevet-anchors-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  const file = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }

  it('are those of the file, in its order', async () => {
    const parties = await Promise.all(
      ['One', 'Two'].map((name) => certify({ name, authority: true })),
    )
    const pem = parties.map(({ certificate }) => certificate.toString('pem')).join('\nnotes\n')
    deepEqual(readTrustAnchors(file('two.pem', pem)), parties.map(derOf))
  })

  it('are none without a file', () => equal(readTrustAnchors(undefined).length, 0))

  it('are never none because of a mistake', () => {
    throws(() => readTrustAnchors(file('empty.pem', 'nothing')), ConfigError)
    throws(() => readTrustAnchors(join(folder, 'absent.pem')), /TRUST_ANCHORS=.* cannot be read/)
  })
})
