import { deepEqual, equal, notDeepEqual, ok } from 'node:assert/strict'
import type { Course } from '../../courses/content.ts'
import { drawForm, pickItems } from '../../courses/form.ts'
import type { Item } from '../../schemas/course-content.ts'
import { readTea, teaCourse } from './fixture.ts'

const draw = (seed: string, avoid: readonly string[] = []) => ({
  seed,
  language: 'en' as const,
  avoid,
})

const idsOf = (course: Course, seed: string, avoid?: readonly string[]) =>
  drawForm(course, draw(seed, avoid)).items.map(({ itemId }) => itemId)

describe('the form of an assessment', () => {
  let course: Course
  before(async () => {
    course = await readTea()
  })

  it('has as many items of each module as the pass rule says, none twice', () => {
    const ids = idsOf(course, 'one')
    equal(ids.length, 4)
    equal(new Set(ids).size, 4)
  })

  it('is the same for the same seed', () => {
    deepEqual(drawForm(course, draw('one')), drawForm(course, draw('one')))
  })

  it('is another one for another seed: other items, order or values', () => {
    const forms = new Set(Array.from({ length: 30 }, (_, at) => idsOf(course, `${at}`).join()))
    ok(forms.size > 20)
    notDeepEqual(drawForm(course, draw('one')).items, drawForm(course, draw('two')).items)
  })

  it('names the content it was drawn from', async () => {
    equal(drawForm(course, draw('one')).digest, course.digest)
    const files = teaCourse()
    files.lessons.en += 'A last word.'
    notDeepEqual((await readTea(files)).digest, course.digest)
  })

  it('is worded in French where the course is not given in the language', () => {
    const form = drawForm(course, { seed: 'one', language: 'ar' })
    equal(form.language, 'fr')
    ok(form.items.every(({ stem }) => stem.startsWith('oui')))
  })

  it('draws items of the attempt before only when others do not suffice', () => {
    for (let seed = 0; seed < 20; seed++) {
      ok(!idsOf(course, `${seed}`, ['pouring-single']).includes('pouring-single'))
      const both = idsOf(course, `${seed}`, ['pouring-single', 'pouring-multiple'])
      equal(both.filter((id) => ['pouring-single', 'pouring-multiple'].includes(id)).length, 1)
    }
  })

  it('leaves out items kept for practice', async () => {
    const files = teaCourse()
    const [first] = files.module.items
    if (first) first.use = 'practice'
    const kept = await readTea(files)
    for (let seed = 0; seed < 20; seed++) {
      ok(!idsOf(kept, `${seed}`).includes('pouring-single'))
    }
  })

  it('picks fresh items first and keeps their order', () => {
    const items = ['a', 'b', 'c', 'd'].map((id) => ({ id }) as Item)
    deepEqual(
      pickItems(items, 3, ['a', 'c']).map(({ id }) => id),
      ['b', 'd', 'a'],
    )
    deepEqual(
      pickItems(items, 9).map(({ id }) => id),
      ['a', 'b', 'c', 'd'],
    )
  })
})
