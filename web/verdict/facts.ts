/**
 * What a credential says, picked out for people. Reads only; whether it is true is the checks' matter.
 *
 * @module
 */

import { isObject, type JsonObject, listOf, objectsOf, shown } from './json.ts'

export interface SkillFact {
  readonly name: string
  /** Steps of the scale the level stands on; absent where the credential gives no level. */
  readonly level?: number
  readonly of?: number
  /** The level in the issuer's word. */
  readonly levelName?: string
}

/** A score with its scale, e.g. 25 of 28, 22 needed. */
export interface ScoreFact {
  readonly name: string
  readonly value: string
  readonly of?: string
  readonly required?: string
}

export interface CredentialFacts {
  readonly title: string | undefined
  readonly description: string | undefined
  readonly issuerId: string | undefined
  readonly issuerName: string | undefined
  readonly holderName: string | undefined
  readonly holderId: string | undefined
  readonly from: string | undefined
  readonly until: string | undefined
  readonly language: string | undefined
  readonly criteria: string | undefined
  /** With the level reached; where the credential gives no levels at all, the skills it names. */
  readonly skills: readonly SkillFact[]
  /** Names in other frameworks that stand beside the skills. */
  readonly aligned: readonly string[]
  readonly scores: readonly ScoreFact[]
  readonly evidence: readonly string[]
}

export function factsOf(credential: JsonObject): CredentialFacts {
  const [subject = {}] = objectsOf(credential.credentialSubject)
  const [achievement = {}] = objectsOf(subject.achievement)
  const [criteria = {}] = objectsOf(achievement.criteria)
  const [issuer] = listOf(credential.issuer)
  const results = resultsOf(subject, achievement)
  return {
    title: shown(achievement.name) ?? shown(credential.name),
    description: shown(achievement.description) ?? shown(credential.description),
    issuerId: shown(isObject(issuer) ? issuer.id : issuer),
    issuerName: isObject(issuer) ? shown(issuer.name) : undefined,
    holderName: holderNameOf(subject),
    holderId: shown(subject.id),
    from: shown(credential.validFrom ?? credential.issuanceDate),
    until: shown(credential.validUntil ?? credential.expirationDate),
    language: shown(achievement.inLanguage),
    criteria: shown(criteria.narrative),
    ...skillsOf(achievement, results),
    scores: results.flatMap(scoreOf),
    evidence: objectsOf(credential.evidence).flatMap(evidenceText),
  }
}

const evidenceText = ({ narrative, name }: JsonObject): string[] => {
  const text = shown(narrative) ?? shown(name)
  return text ? [text] : []
}

/** The name, where the subject carries one that is not hashed. */
function holderNameOf(subject: JsonObject): string | undefined {
  const plain = objectsOf(subject.identifier).find(
    ({ identityType, hashed }) => identityType === 'name' && hashed !== true,
  )
  return shown(subject.name) ?? shown(plain?.identityHash)
}

interface ResultFact {
  readonly result: JsonObject
  readonly description: JsonObject
}

/** Results with what describes each of them. */
function resultsOf(subject: JsonObject, achievement: JsonObject): readonly ResultFact[] {
  const described = new Map(
    objectsOf(achievement.resultDescription).map((description) => [description.id, description]),
  )
  return objectsOf(subject.result).map((result) => ({
    result,
    description: described.get(result.resultDescription) ?? {},
  }))
}

/** Skills with a level come from the results; what is only named beside them, from the alignments. */
function skillsOf(
  achievement: JsonObject,
  results: readonly ResultFact[],
): Pick<CredentialFacts, 'skills' | 'aligned'> {
  const graded = results.flatMap(gradedSkill)
  const known = new Set<unknown>(graded.flatMap(({ url, fact }) => [url, fact.name]))
  const named = objectsOf(achievement.alignment).flatMap(({ targetName, targetUrl }) => {
    const name = shown(targetName)
    return name && !known.has(targetUrl) && !known.has(name) ? [name] : []
  })
  const names = [...new Set(named)]
  return graded.length > 0
    ? { skills: graded.map(({ fact }) => fact), aligned: names }
    : { skills: names.map((name) => ({ name })), aligned: [] }
}

function gradedSkill({ result, description }: ResultFact): { fact: SkillFact; url: unknown }[] {
  const levels = objectsOf(description.rubricCriterionLevel)
  const reached = levels.find(({ id }) => id === result.achievedLevel)
  const [alignment = {}] = objectsOf(description.alignment)
  const name = shown(description.name) ?? shown(alignment.targetName)
  if (levels.length === 0 || !reached || !name) return []
  const level = Number(reached.level ?? levels.indexOf(reached) + 1)
  const levelName = shown(reached.name)
  const numbers = levels.map((one) => Number(one.level)).filter(Number.isInteger)
  const fact = {
    name,
    ...(Number.isInteger(level) ? { level, of: Math.max(levels.length, level, ...numbers) } : {}),
    ...(levelName ? { levelName } : {}),
  }
  return [{ fact, url: alignment.targetUrl }]
}

function scoreOf({ result, description }: ResultFact): ScoreFact[] {
  const value = shown(result.value)
  if (value === undefined) return []
  const of = shown(description.valueMax)
  const required = shown(description.requiredValue)
  return [
    {
      name: shown(description.name) ?? '',
      value,
      ...(of ? { of } : {}),
      ...(required ? { required } : {}),
    },
  ]
}
