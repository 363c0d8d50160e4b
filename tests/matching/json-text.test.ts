import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import { readDocument } from '../../matching/jobs/forms/document.ts'
import { readJson } from '../../matching/jobs/forms/json-text.ts'
import { readLines } from '../../matching/jobs/import.ts'
import { Problem } from '../../platform/problem.ts'

const ruleOf = (text: string) => {
  const read = readJson(text)
  return 'fault' in read ? read.fault.rule : undefined
}

describe('JSON as it was written', () => {
  it('is what every reader reads, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const read = readJson(text)
        deepEqual('value' in read && read.value, JSON.parse(text))
      }),
    )
  })

  it('names no member twice, also not under two ways of writing it', () => {
    for (const text of [
      '{"title":"A","title":"B"}',
      '{"title":"A","\\u0074itle":"B"}',
      '[{"x":[{"a":1,"b":{},"a":2}]}]',
      '{"__proto__":1,"__proto__":2}',
      '{ "a" : 1, "b": "\\"", "a"\n: 2 }',
    ]) {
      equal(ruleOf(text), 'duplicate-member', text)
    }
  })

  it('may have the same name in two objects, or as a text', () => {
    for (const text of [
      '[{"a":1},{"a":2}]',
      '{"a":{"a":{"a":1}}}',
      '{"a":"a","b":"\\"a\\":1,\\"a\\":2","c":"{"}',
      '["a","a"]',
    ]) {
      equal(ruleOf(text), undefined, text)
    }
  })

  it('is refused by its line in NDJSON, and whole as a document, the name said', async () => {
    const found: unknown[] = []
    for await (const read of readLines(['{"id":"a","id":"b"}', '{"id":"c"}'])) found.push(read)
    const fault = { pointer: '', rule: 'duplicate-member', detail: 'has the member "id" twice' }
    deepEqual(found, [
      { line: 1, faults: [fault] },
      { line: 2, job: { id: 'c' } },
    ])
    try {
      readDocument('[{"id":"a","id":"b"}]', 'acme')
      equal(true, false, 'was read')
    } catch (error) {
      equal(error instanceof Problem && error.faults[0]?.rule, 'duplicate-member')
    }
  })

  it('is read in time, however long a text or deep an object', () => {
    const count = 800_000
    for (const text of [
      JSON.stringify('\n'.repeat(2 * count)),
      JSON.stringify({ a: '"'.repeat(2 * count) }),
      `${'{"a":'.repeat(count)}1${'}'.repeat(count)}`,
      JSON.stringify(Object.fromEntries(Array.from({ length: 300_000 }, (_, at) => [at, 1]))),
    ]) {
      equal(ruleOf(text), undefined)
    }
  })
})
