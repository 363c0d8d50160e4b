import { deepEqual, equal, rejects } from 'node:assert/strict'
import { canonize } from 'rdf-canonize'
import { readData, readJson } from './data.ts'

interface Entry {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly action: string
  readonly result?: string
  readonly hashAlgorithm?: string
}

/** The settings that the reference way of this folder has, apart from its limit of work. */
const settings = (entry: Entry, canonicalIdMap: Map<string, string>) => ({
  algorithm: 'RDFC-1.0' as const,
  inputFormat: 'application/n-quads' as const,
  format: 'application/n-quads' as const,
  messageDigestAlgorithm:
    entry.hashAlgorithm === 'SHA384' ? ('sha384' as const) : ('sha256' as const),
  maxWorkFactor: entry.type === 'rdfc:RDFC10NegativeEvalTest' ? 1 : 3,
  canonicalIdMap,
})

const bare = (label: string): string => label.replace(/^_:/, '')

describe('the vectors of RDF dataset canonicalization', () => {
  const { entries } = readJson('rdf-canon', 'manifest.jsonld') as unknown as { entries: Entry[] }

  it('are eighty-six', () => equal(entries.length, 86))

  for (const entry of entries) {
    it(`${entry.id} ${entry.name}`, async () => {
      const labels = new Map<string, string>()
      const result = canonize(readData('rdf-canon', entry.action), settings(entry, labels))
      if (entry.type === 'rdfc:RDFC10NegativeEvalTest') return rejects(result)
      const nquads = await result
      if (entry.type === 'rdfc:RDFC10EvalTest') {
        return equal(nquads, readData('rdf-canon', entry.result ?? ''))
      }
      const found = [...labels].map(([from, to]) => [bare(from), bare(to)])
      return deepEqual(Object.fromEntries(found), readJson('rdf-canon', entry.result ?? ''))
    })
  }
})
