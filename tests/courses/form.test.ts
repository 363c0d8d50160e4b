import { deepEqual, equal, notDeepEqual, ok } from 'node:assert/strict'
import { type Course, readCourses } from '../../courses/content.ts'
import { coverSkills, type Drawn, shownByItemsAlone } from '../../courses/cover-skills.ts'
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

  it('asks about every skill that no work shows, whatever is drawn', async () => {
    for (const each of readCourses()) {
      const wanted = shownByItemsAlone(each)
      ok(wanted.length > 0, 'else nothing is tried')
      const items = new Map(each.moduleList.flatMap((one) => one.items.map((i) => [i.id, i])))
      let last: readonly string[] = []
      for (let seed = 0; seed < 40; seed++) {
        const ids = idsOf(each, `${seed}`, last)
        equal(new Set(ids).size, each.passRule.items)
        const asked = new Set(ids.flatMap((id) => items.get(id)?.skills ?? []))
        deepEqual(
          wanted.filter((skill) => !asked.has(skill)),
          [],
        )
        last = ids
      }
    }
  })

  it('keeps as many items of each module when it exchanges one', () => {
    for (const each of readCourses()) {
      const of = new Map(each.moduleList.flatMap((one) => one.items.map((i) => [i.id, one.id])))
      for (let seed = 0; seed < 40; seed++) {
        const modules = idsOf(each, `${seed}`).map((id) => of.get(id))
        for (const id of each.modules) {
          equal(modules.filter((one) => one === id).length, each.passRule.itemsPerModule)
        }
      }
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

describe('the skills a form asks about', () => {
  const module = (id: string) => ({ id }) as Drawn['module']
  const item = (at: string, id: string, ...skills: string[]): Drawn => ({
    module: module(at),
    item: { id, skills } as unknown as Item,
  })
  const ids = (drawn: readonly Drawn[]) => drawn.map((each) => each.item.id)

  it('stay as drawn where all are there', () => {
    const drawn = [item('m', 'a', 'x'), item('m', 'b', 'y')]
    equal(coverSkills(drawn, [item('m', 'c', 'x')], ['x', 'y']), drawn)
  })

  it('come in for an item of the same module that nothing wanted hangs on', () => {
    const drawn = [item('m', 'a', 'x'), item('m', 'b', 'x'), item('n', 'c', 'x')]
    deepEqual(ids(coverSkills(drawn, [item('m', 'd', 'y')], ['x', 'y'])), ['a', 'd', 'c'])
  })

  it('never push out the last item on another skill', () => {
    const drawn = [item('m', 'a', 'x'), item('n', 'b', 'z')]
    const spares = [item('m', 'c', 'y'), item('n', 'd', 'y')]
    deepEqual(ids(coverSkills(drawn, spares, ['x', 'y'])), ['a', 'd'])
  })

  it('stay out where no exchange is possible', () => {
    const drawn = [item('m', 'a', 'x')]
    deepEqual(ids(coverSkills(drawn, [item('m', 'b', 'y')], ['x', 'y'])), ['a'])
    deepEqual(ids(coverSkills(drawn, [], ['q'])), ['a'])
  })
})
