import { deepEqual, ok } from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readDataset } from '../../matching/index.ts'
import { byScore } from '../../matching/ranking/best.ts'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { skillIn, weightIn } from '../../matching/ranking/packed.ts'
import { makeQuery } from '../../matching/ranking/query.ts'
import { retrieve } from '../../matching/ranking/retrieve.ts'
import { askedOf, idOf, type Shelf } from '../../matching/ranking/shelf.ts'
import { termsOf } from '../../matching/ranking/terms.ts'
import { emptySpace } from '../../skills/index.ts'

const root = join(process.env.BREVET_TEST_DATA ?? '', 'matching-dev')

function textOf(folder: string, name: string): string {
  const path = join(root, folder, name)
  return existsSync(path)
    ? readFileSync(path, 'utf8')
    : gunzipSync(readFileSync(`${path}.gz`)).toString()
}

function read(folder: string) {
  const { items, queries } = readDataset({
    items: textOf(folder, 'items.jsonl'),
    queries: textOf(folder, 'queries.jsonl'),
    qrels: '',
  })
  const names = new Map(
    [...items, ...queries].flatMap(({ skills }) => skills.map(({ id, label }) => [id, label])),
  )
  const catalogue = createCatalogue(emptySpace((id) => names.get(id)))
  const versions = items.map(({ id, title = '', skills }) => ({
    ...{ id, version: 1, since: 1, until: undefined, createdAt: 0 },
    body: {
      title,
      skills: skills.map(({ id: skillId, importance = 'essential' }) => ({
        id: skillId,
        importance,
      })),
    },
  }))
  catalogue.apply(versions, 1)
  return { catalogue, queries }
}

const named = (places: ReturnType<typeof retrieve>, most: number) =>
  places
    .toSorted(byScore)
    .slice(0, most)
    .map(({ shelf, job, score }) => [idOf(shelf, job), score])

describe('the first stage on the development sets', () => {
  for (const folder of ['vacancy', 'related12', 'partial']) {
    it(`finds what looking at every job finds, for every profile (${folder})`, () => {
      const { catalogue, queries } = read(folder)
      const { scale, shelves } = catalogue
      const jobs = shelves.flatMap((shelf) =>
        Array.from({ length: shelf.size }, (_, job) => ({
          ...{ shelf, job, length: shelf.exact[job] ?? 1 },
          asked: askedOf(shelf, job),
        })),
      )
      ok(jobs.length > 900 && queries.length > 100)
      for (const { skills } of queries) {
        const verified = skills.map(({ id }) => ({ skillId: id, level: 3, credentialId: id }))
        const terms = termsOf({ query: makeQuery(verified, scale), scale, titles: false })
        const worth = new Map(terms.map(({ skill, worth: own }) => [skill, own]))
        const looked = jobs.flatMap(({ shelf, job, length, asked }): Place[] => {
          let sum = 0
          for (const packed of asked) {
            sum += Math.round((worth.get(skillIn(packed)) ?? 0) * weightIn(packed))
          }
          return sum > 0 ? [{ shelf, job, score: sum / length }] : []
        })
        deepEqual(named(retrieve({ shelves, terms, most: 20 }), 20), named(looked, 20))
      }
    })
  }
})

interface Place {
  readonly shelf: Shelf
  readonly job: number
  readonly score: number
}
