/**
 * What of a certificate fits into a code: who, what, the level of each skill, the dates, the status.
 *
 * @module
 */

import type { JsonObject } from '../../credentials/index.ts'

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const objectsOf = (value: unknown): readonly JsonObject[] =>
  (Array.isArray(value) ? value : [value]).filter(isObject)

const pick = (from: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(names.flatMap((name) => (name in from ? [[name, from[name]]] : [])))

/** Unsigned, with the id and the status of the whole: what withdraws the one withdraws the other. */
export function slimOf(credential: JsonObject): JsonObject {
  const [issuer = {}] = objectsOf(credential.issuer)
  const [subject = {}] = objectsOf(credential.credentialSubject)
  const [achievement = {}] = objectsOf(subject.achievement)
  const results = objectsOf(subject.result)
  return {
    ...pick(credential, '@context', 'id', 'type'),
    issuer: pick(issuer, 'id', 'type', 'name'),
    ...pick(credential, 'validFrom', 'validUntil'),
    credentialSubject: {
      ...pick(subject, 'id', 'type'),
      achievement: slimAchievement(achievement, new Set(results.map((r) => r.achievedLevel))),
      ...(results.length > 0 && {
        result: results.map((result) =>
          pick(result, 'type', 'resultDescription', 'achievedLevel', 'value'),
        ),
      }),
    },
    ...pick(credential, 'credentialStatus'),
  }
}

/** A description is required and long: the name stands for it. */
function slimAchievement(achievement: JsonObject, achieved: ReadonlySet<unknown>): JsonObject {
  const [criteria = {}] = objectsOf(achievement.criteria)
  const described = objectsOf(achievement.resultDescription)
  return {
    ...pick(achievement, 'id', 'type', 'name'),
    description: achievement.name,
    ...pick(achievement, 'inLanguage'),
    criteria: 'id' in criteria ? pick(criteria, 'id') : { narrative: achievement.name },
    ...(described.length > 0 && {
      resultDescription: described.map((one) => slimDescription(one, achieved)),
    }),
  }
}

/** Of a scale: the level reached and the last, so that one sees where it ends. */
function slimDescription(description: JsonObject, achieved: ReadonlySet<unknown>): JsonObject {
  const levels = objectsOf(description.rubricCriterionLevel).filter(
    ({ id }, at, all) => achieved.has(id) || at === all.length - 1,
  )
  return {
    ...pick(description, 'id', 'type', 'name', 'resultType', 'requiredValue', 'valueMax'),
    ...(levels.length > 0 && {
      rubricCriterionLevel: levels.map((level) => pick(level, 'id', 'type', 'level', 'name')),
    }),
  }
}
