import { deepEqual, equal, ok } from 'node:assert/strict'
import { assert, integer, property } from 'fast-check'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { deskFor } from '../../matching/ranking/kernel/desk.ts'
import { wasmKernel } from '../../matching/ranking/kernel/kernel.ts'
import { sumsIn, WINDOW } from '../../matching/ranking/kernel/scan.ts'
import { NEAR, SQUARE, WIDE, WORDS } from '../../matching/ranking/kernel/table.ts'
import { makeQuery, type Scale } from '../../matching/ranking/query.ts'
import { topJobs } from '../../matching/ranking/rank.ts'
import { bytesInMemory } from '../../platform/memory.ts'
import { type SkillSpace, spaceOf } from '../../skills/index.ts'
import { createAdverts, createSpace } from '../bench/support/adverts.ts'

/** Numbers whose sums depend on the order they are added in. */
const uneven = (at: number): number => Math.fround(Math.sin(at) * 10 ** (at % 7))
const nothing = () => undefined

/** So many skills with a vector each, as many jobs as change what is rare, and one skill without. */
function catalogueOf(count: number, dimensions: number) {
  const ids = Array.from({ length: count }, (_, at) => `s${at}`)
  const rows = new Float32Array(bytesInMemory(4 * count * dimensions), 0, count * dimensions)
  for (let at = 0; at < rows.length; at++) rows[at] = uneven(at)
  const space: SkillSpace = {
    ...spaceOf(
      { dimensions, ids, rows },
      {
        ...{ version: 'test', occupations: [] },
        nameOf: (id) => `weld ${id} and ${id.slice(-1)} weld`,
      },
    ),
    rows,
  }
  const catalogue = createCatalogue(space)
  const asked = ['other', ...ids.toReversed()]
  catalogue.apply(
    asked.map((id, at) => ({
      ...{ id: `j${at}`, version: 1, since: at + 1, until: undefined, createdAt: 0 },
      body: { title: id, skills: [{ id, importance: 'essential' as const }] },
    })),
    asked.length,
  )
  return catalogue
}

const profileOf = (ids: readonly string[]) =>
  ids.map((skillId) => ({ skillId, level: 3, credentialId: skillId }))

/** All that a sweep leaves, worked out in one way or the other. */
function swept(scale: Scale, ids: readonly string[], make: typeof wasmKernel) {
  const query = makeQuery(profileOf(ids), scale)
  deskFor({ ...scale, statistics: { ...scale.statistics } }) // so that it is laid anew
  const desk = deskFor(scale, make)
  const { table, fine } = query.sweep()
  equal(table, desk.table)
  return { table: [...table], fine: [...fine] }
}

describe('the kernel', () => {
  it('gives to the last digit what is worked out without it, however many skills there are', () => {
    for (const dimensions of [1, 2, 3, 4, 7, 150]) {
      for (const count of [4, 5, 6, 7, 8, 97]) {
        const { scale } = catalogueOf(count, dimensions)
        for (const ids of [['s1'], ['s0', 's3', 'other'], ['s2', 'never met']]) {
          deepEqual(swept(scale, ids, wasmKernel), swept(scale, ids, nothing))
        }
      }
    }
  })

  it('is in use, and gives each skill what it is given alone', () => {
    let made = 0
    const { scale } = catalogueOf(30, 150)
    const ids = ['s4', 's11', 's29', 'other']
    const count: typeof wasmKernel = (places) => {
      const kernel = wasmKernel(places)
      if (kernel) made++
      return kernel
    }
    const { table } = swept(scale, ids, count)
    equal(made, 1)
    const query = makeQuery(profileOf(ids), scale)
    for (let skill = 0; skill < scale.vocabulary.size; skill++) {
      equal(table[skill * WIDE + NEAR], query.near(skill), `near ${skill}`)
      equal(table[skill * WIDE + WORDS], query.words(skill), `words ${skill}`)
      ok((table[skill * WIDE + SQUARE] ?? 0) > 0)
    }
  })

  it('leaves nothing of one profile to the next, nor of one taxonomy to another', () => {
    const [one, other] = [catalogueOf(9, 4).scale, catalogueOf(40, 150).scale]
    const first = makeQuery(profileOf(['s1', 'other']), one)
    const second = makeQuery(profileOf(['s2', 's7']), one)
    const foreign = makeQuery(profileOf(['s3', 's30']), other)
    const once = [first, second, foreign].map((query) => [...query.sweep().table])
    const again = [second, foreign, first].map((query) => [...query.sweep().table])
    deepEqual(again, [once[1], once[2], once[0]])
  })

  it('knows the skills that were met since', () => {
    const { scale } = catalogueOf(9, 4)
    const query = makeQuery(profileOf(['s1']), scale)
    const before = query.sweep().table.length
    scale.vocabulary.numberOf('met since')
    equal(query.sweep().table.length, before + WIDE)
  })

  it('is left aside for a taxonomy that lies elsewhere, and ranks the same', () => {
    const space = createSpace()
    const elsewhere = { ...space, rows: Float32Array.from(space.rows) }
    const { advert, draw } = createAdverts(8)
    const jobs = Array.from({ length: 2000 }, (_, at) => advert(at))
    const [one, other] = [space, elsewhere].map((own) => {
      const catalogue = createCatalogue(own)
      catalogue.apply(jobs, jobs.length)
      return catalogue
    }) as [ReturnType<typeof createCatalogue>, ReturnType<typeof createCatalogue>]
    for (let round = 0; round < 5; round++) {
      const input = { skills: profileOf([...draw(15)]), filters: {}, k: 50 }
      deepEqual(topJobs(one, input), topJobs(other, input))
    }
  })
})

describe('the scan of a window', () => {
  it('finds what is large enough, as looking at each does', async () => {
    const [fast, plain] = [sumsIn(bytesInMemory), sumsIn((length) => new ArrayBuffer(length))]
    const limits = [0, 1, -1, 500, 2 ** 31 - 1, -(2 ** 31)]
    await assert(
      property(
        integer({ min: 1, max: 2 ** 31 - 1 }),
        integer({ min: 0, max: 500 }),
        integer({ min: 0, max: 500 }),
        (seed, a, b) => {
          let state = seed
          for (let at = 0; at < WINDOW; at++) {
            state = (Math.imul(state, 1664525) + 1013904223) | 0
            fast.sums[at] = plain.sums[at] =
              at % 5 === 0 ? (limits[at % 6] ?? 0) : state >> (at % 29)
          }
          const [from, end] = [16 * Math.min(a, b), 16 * Math.max(a, b)]
          for (const needed of [...limits, state >> 20]) {
            const found = [fast, plain].map(({ scan, candidates }) => [
              ...candidates.subarray(0, scan(from, end, needed)),
            ])
            deepEqual(found[0], found[1])
          }
        },
      ),
    )
  })
})
