/**
 * What a sheet says of a credential, read from the credential alone.
 *
 * Reads whatever it is given and never throws: a missing fact is left out, a wrong one is not guessed.
 *
 * @module
 */

import { parseTime, type UnixSeconds } from '../platform/clock.ts'
import { plainText } from './text.ts'

export interface SkillFact {
  readonly name: string
  /** 0 when the credential names the skill without a level. */
  readonly level: number
  /** Highest level there is; 0 when there are no levels. */
  readonly of: number
}

export interface SheetFacts {
  readonly credentialId: string
  readonly achievementId: string
  readonly title: string | undefined
  readonly description: string | undefined
  readonly recipient: string | undefined
  readonly issuer: string | undefined
  readonly skills: readonly SkillFact[]
  readonly issued: UnixSeconds | undefined
  readonly expires: UnixSeconds | undefined
}

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const object = (value: unknown): Members => (isObject(value) ? value : {})

const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, 100) : value === undefined ? [] : [value]

const objects = (value: unknown): readonly Members[] => list(value).filter(isObject)

/** Text of a string, or of a value object or language map's first entry (VCDM 2.0 §11.1). */
function text(value: unknown, limit?: number): string | undefined {
  const [first] = list(value)
  const found = typeof first === 'string' ? first : object(first)['@value']
  return typeof found === 'string' ? plainText(found, limit) || undefined : undefined
}

const time = (value: unknown): UnixSeconds | undefined =>
  typeof value === 'string' ? parseTime(value) : undefined

const identifier = (value: unknown): string | undefined => {
  const id = typeof value === 'string' ? value : object(value).id
  return typeof id === 'string' ? id : undefined
}

export function sheetFacts(credential: unknown): SheetFacts {
  const vc = object(credential)
  const subject = objects(vc.credentialSubject)[0] ?? {}
  const achievement = objects(subject.achievement)[0] ?? {}
  const achievementId = identifier(achievement) ?? ''
  return {
    credentialId: identifier(vc) ?? identifier(subject) ?? achievementId,
    achievementId,
    title: text(achievement.name) ?? text(vc.name),
    description: text(achievement.description, 400) ?? text(vc.description, 400),
    recipient: recipientOf(subject),
    issuer: text(object(vc.issuer).name) ?? identifier(vc.issuer),
    skills: skillsOf(subject, achievement),
    issued: time(vc.validFrom) ?? time(vc.awardedDate) ?? time(vc.issuanceDate),
    expires: time(vc.validUntil) ?? time(vc.expirationDate),
  }
}

/** The name, where the learner wished it to stand there (Open Badges 3.0 §B.1.12 IdentityObject). */
function recipientOf(subject: Members): string | undefined {
  const named = objects(subject.identifier).find(
    ({ identityType, hashed }) => identityType === 'name' && hashed !== true,
  )
  return text(named?.identityHash) ?? text(subject.name)
}

function skillsOf(subject: Members, achievement: Members): readonly SkillFact[] {
  const results = objects(subject.result)
  const graded = objects(achievement.resultDescription).flatMap((description) => {
    const levels = objects(description.rubricCriterionLevel)
    const name = text(description.name)
    if (levels.length === 0 || name === undefined) return []
    const result = results.find(({ resultDescription }) => resultDescription === description.id)
    const reached = levels.find(({ id }) => id !== undefined && id === result?.achievedLevel)
    return [{ name, level: whole(reached?.level), of: highest(levels) }]
  })
  if (graded.length > 0) return graded
  return objects(achievement.alignment).flatMap(({ targetName }) => {
    const name = text(targetName)
    return name === undefined ? [] : [{ name, level: 0, of: 0 }]
  })
}

const highest = (levels: readonly Members[]): number =>
  Math.max(0, ...levels.map(({ level }) => whole(level)))

/** A level as a small whole number; what is none counts as no level. */
function whole(value: unknown): number {
  const number = typeof value === 'string' && /^\d$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 10
    ? number
    : 0
}

/** Rings of the rosette: the level reached in every skill, 3 where skills have no levels. */
export function overallLevel(skills: readonly SkillFact[]): number {
  const graded = skills.filter(({ of }) => of > 0)
  if (graded.length === 0) return 3
  return Math.min(3, ...graded.map(({ level }) => level))
}
