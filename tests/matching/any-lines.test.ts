/**
 * Whatever stands on a line, the upload ends with a report that tells every line once.
 *
 * @module
 */

import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import { readCsv } from '../../matching/jobs/forms/csv.ts'
import { readDocument } from '../../matching/jobs/forms/document.ts'
import type { ReadJob } from '../../matching/jobs/forms/read-job.ts'
import { type JobWriter, type Lines, readLines, takeJobs } from '../../matching/jobs/import.ts'
import { checkDraft, checkJob, type SkillSources } from '../../matching/jobs/job.ts'
import type { Db } from '../../platform/db/database.ts'
import { Problem } from '../../platform/problem.ts'
import { createSkills } from '../../skills/index.ts'

const skills = createSkills({ publicUrl: 'https://brevet.example' })
const sources: SkillSources = { skills, taxonomies: { known: async () => new Set() } }
const NOW = 1_795_340_000

const writer: JobWriter = {
  job: async (_id, input) => {
    const { warnings } = await checkJob(input, sources, NOW)
    return { warnings, write: async () => 1 }
  },
  draft: async (draft) => {
    const { warnings } = await checkDraft(draft, sources, NOW)
    return { warnings, write: async () => undefined }
  },
  together: (work) => work({} as Db),
}
const take = (jobs: AsyncIterable<ReadJob> | Iterable<ReadJob>) => takeJobs(jobs, writer)
const takeLines = (lines: Lines) => take(readLines(lines))

const right: Readonly<Record<string, unknown>> = {
  id: 'job-1',
  title: 'Painter',
  description: 'Paints.',
  language: 'fr',
  remote: true,
  workplace: 'remote',
  expires: '2027-01-31',
  skills: [{ id: 'check-ai-output', importance: 'essential', level: 2 }],
  words: [{ text: 'walls', importance: 'optional' }],
}

/** Values that trip readers: no list, no text, half a character, members of every object. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, 0, -0, 1e308, true, '', '\u0000', '\ud800', [], [null], [[]], {}),
  fc.constantFrom<unknown>({ length: -1 }, { length: 3 }, { length: 'x' }, { '@value': null }),
)
const members = fc.constantFrom(...Object.keys(right), '@type', '@graph', 'jobs', '__proto__', 'x')
/** A right job with some members changed, or left out. */
const nearly = fc
  .tuple(fc.dictionary(members, odd, { maxKeys: 3 }), fc.subarray(Object.keys(right)))
  .map(([changed, kept]) => ({
    ...Object.fromEntries(kept.map((name) => [name, right[name]])),
    ...changed,
  }))
const anything = fc.oneof(nearly, odd, fc.constant(right))
const line = fc.oneof(
  anything.map((value) => JSON.stringify(value)),
  anything.map((value) => JSON.stringify(value).slice(0, -1)),
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', '')),
)

const PUBLISHED = ['skills', 'title', 'identifier', 'validThrough', 'description', 'jobLocation']
const OPENING = ['positionCompetencies', 'positionId', 'positionTitle', 'postingInstructions']
const published = fc.oneof(
  fc
    .dictionary(fc.constantFrom(...PUBLISHED, 'schema:skills'), odd)
    .map((node) => ({ ...node, '@type': 'JobPosting' })),
  fc
    .array(fc.dictionary(fc.constantFrom(...OPENING), odd), { maxLength: 3 })
    .map((positionProfiles) => ({ positionProfiles })),
  fc.dictionary(fc.constantFrom(...PUBLISHED, 'remote', 'location'), odd),
  anything,
)

describe('a file of many jobs, whatever stands in it', () => {
  it('ends with a report that tells every line of NDJSON once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 120, size: 'large' }), async (lines) => {
        const report = await takeLines(lines)
        const { accepted, drafted, rejected } = report
        const written = lines.flatMap((text, at) => (text.trim() === '' ? [] : [at + 1]))
        equal(accepted + drafted.length + rejected.length, written.length)
        const told = [...drafted, ...rejected].map((one) => one.line)
        deepEqual(
          told.filter((number) => !written.includes(number)),
          [],
        )
        equal(new Set(told).size, told.length)
        for (const { faults } of rejected) equal(faults.length > 0, true)
      }),
      { numRuns: 200 },
    )
  })

  it('ends with a report that tells every job of a JSON document once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(published, { minLength: 1, maxLength: 8 }), async (nodes) => {
        const read = readDocument(JSON.stringify(nodes), 'acme')
        const { accepted, drafted, rejected } = await take(read)
        equal(accepted + drafted.length + rejected.length, read.length)
      }),
      { numRuns: 500 },
    )
  })

  it('is read as CSV, or refused whole, whatever its characters', async () => {
    const text = fc
      .array(fc.constantFrom('"', ',', ';', '\n', '\r', '\r\n', ' ', 'a', 'é', '@', '|', '2'))
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(text, async (rows) => {
        const read = readCsv(`id,title,must_have\n${rows}`, skills)
        const { accepted, drafted, rejected } = await take(read)
        equal(accepted + drafted.length + rejected.length, read.length)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses words that are no list by their name, and takes the line behind', async () => {
    for (const words of [null, 5, 'x', true, {}, { length: 1 }, [null], [[]], [5]]) {
      const bad = JSON.stringify({ ...right, words })
      const { words: _, ...good } = right
      const { accepted, rejected } = await takeLines([bad, JSON.stringify(good)])
      const pointers = rejected.map(({ faults }) => faults[0]?.pointer.slice(0, 6))
      deepEqual([accepted, pointers], [1, ['/words']], JSON.stringify(words))
    }
  })

  it('says of a line that is no object what it should be', async () => {
    const { rejected } = await takeLines(['null', '5', '"abc"', 'true', '[]'])
    deepEqual(
      rejected.map(({ faults }) => [faults[0]?.pointer, faults[0]?.rule]),
      Array.from({ length: 5 }, () => ['', 'type']),
    )
  })

  it('may be nested deeper than any stack', async () => {
    const deep = 500_000
    for (const text of [
      `${'['.repeat(deep)}${']'.repeat(deep)}`,
      `${'{"jobs":['.repeat(deep)}${']}'.repeat(deep)}`,
      `${'{"@graph":'.repeat(deep)}1${'}'.repeat(deep)}`,
    ]) {
      try {
        const { rejected } = await take(readDocument(text, 'acme'))
        deepEqual(
          rejected.map(({ faults }) => faults[0]?.rule),
          ['form'],
        )
      } catch (error) {
        equal(error instanceof Problem, true, String(error))
      }
    }
  })
})
