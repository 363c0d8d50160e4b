import type { Item } from '../schemas/course-content.ts'
import type { Course, CourseModule } from './content.ts'

export interface Drawn {
  readonly module: CourseModule
  readonly item: Item
}

/** Skills on the certificate that no work shows: only questions say anything about them. */
export function shownByItemsAlone(course: Course): readonly string[] {
  const byWork = new Set(
    course.moduleList.flatMap(({ tasks }) =>
      tasks.flatMap(({ criteria }) => criteria.flatMap(({ skills }) => skills)),
    ),
  )
  return course.skills.filter((code) => !byWork.has(code))
}

/**
 * Exchanges drawn items for spare ones of the same module until every skill of `wanted` is asked about:
 * else a learner who knows it all would get a certificate that is silent on a skill it could have stated.
 *
 * @param spares - items not drawn, the ones to take first standing first
 * @returns as many items of each module as before; a skill that no exchange can bring in stays out
 */
export function coverSkills(
  drawn: readonly Drawn[],
  spares: readonly Drawn[],
  wanted: readonly string[],
): readonly Drawn[] {
  return wanted.reduce<readonly Drawn[]>((form, skill) => {
    if (form.some(asks(skill))) return form
    const exchange = spares
      .filter(asks(skill))
      .map((spare) => ({ spare, place: placeFor(spare, form, wanted) }))
      .find(({ place }) => place >= 0)
    return exchange ? form.with(exchange.place, exchange.spare) : form
  }, drawn)
}

const asks =
  (skill: string) =>
  ({ item }: Drawn): boolean =>
    item.skills.includes(skill)

/** An item of the same module that can go without a wanted skill going with it; −1 when there is none. */
const placeFor = (spare: Drawn, form: readonly Drawn[], wanted: readonly string[]): number =>
  form.findLastIndex(
    ({ module, item }) =>
      module.id === spare.module.id &&
      item.skills.every((skill) => !wanted.includes(skill) || form.filter(asks(skill)).length > 1),
  )
