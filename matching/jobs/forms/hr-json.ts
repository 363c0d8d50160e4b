/**
 * Jobs as personnel systems hand them on: HR Open position openings, JSON Resume job descriptions.
 *
 * @see HR Open Standards, PositionOpening; JSON Resume, Job Description Schema
 * @module
 */

import { expiresOf } from './job-posting.ts'
import { firstOf, isNode, linesIn, type Node, textIn, valuesOf } from './json-ld.ts'
import { askedFor, idIn, languageIn, ownId, refuse, said, textOf } from './read-job.ts'

export const isPositionOpening = (node: unknown): node is Node =>
  isNode(node) && Array.isArray(node.positionProfiles)

/** A position opening has a profile for each channel it is advertised on: each is a job. */
export function jobsOfOpening(opening: Node, tenantId: string): readonly (() => Node)[] {
  return valuesOf(opening, 'positionProfiles').map((profile) => () => {
    const asked = [
      ...valuesOf(profile, 'positionCompetencies'),
      ...valuesOf(profile, 'requiredCompetencies'),
    ].flatMap(competencyOf)
    const text = valuesOf(profile, 'positionFormattedDescriptions')
      .flatMap((part) => linesIn(part, 'content') ?? [])
      .join('\n')
    return said({
      id: ownId(tenantId, openingId(opening, profile)),
      title: textIn(profile, 'positionTitle'),
      description: textOf(text) || undefined,
      employer: textIn(firstOf(profile, 'positionOrganizations'), 'name'),
      language: languageIn(textIn(profile, 'language') ?? textIn(opening, 'language')),
      location: placesOf(profile),
      expires: expiresOf(textIn(firstOf(profile, 'postingInstructions'), 'end')),
      skills: asked.filter((one) => 'id' in one),
      words: asked.filter((one) => 'text' in one),
    })
  })
}

const openingId = (opening: Node, profile: unknown): string =>
  idIn(firstOf(profile, 'positionId'), 'value') ??
  idIn(firstOf(opening, 'documentId'), 'value') ??
  refuse('/positionProfiles/positionId/value', 'required', 'is missing, and so is documentId')

const placesOf = (profile: unknown): string | undefined =>
  [...valuesOf(profile, 'positionLocation'), ...valuesOf(profile, 'positionLocations')]
    .flatMap((place) => textIn(place, 'city') ?? [])
    .join(', ') || undefined

function competencyOf(competency: unknown) {
  const plain = typeof competency === 'string' ? competency.trim() || undefined : undefined
  const label = textIn(competency, 'competencyName') ?? textIn(competency, 'name') ?? plain
  const given = firstOf(competency, 'competencyId')
  const id = isNode(given) ? textIn(given, 'value') : textIn(competency, 'competencyId')
  const importance = firstOf(competency, 'required') === false ? 'optional' : 'essential'
  const ids = id === undefined ? [] : [id]
  return askedFor({ ids, label, importance, where: '/positionCompetencies' }, competency)
}

/** `remote` is how JSON Resume says where one works. */
const WORKPLACE: Readonly<Record<string, string>> = {
  Full: 'remote',
  Hybrid: 'hybrid',
  None: 'on-site',
}

export const isJobDescription = (node: unknown): node is Node =>
  isNode(node) && typeof node.title === 'string' && !Object.hasOwn(node, 'id')

/** A skill by its name, with the words beside it; or the name alone. */
function wordsOf(skill: unknown): readonly string[] {
  if (skill === null) return []
  const plain = isNode(skill) ? [] : [textIn({ skill }, 'skill') ?? []]
  const keywords = valuesOf(skill, 'keywords').flatMap((word) => textIn({ word }, 'word') ?? [])
  const words = [...plain, textIn(skill, 'name') ?? [], ...keywords].flat()
  return words.length > 0
    ? words
    : refuse('/skills', 'unnamed', 'holds something that names no skill')
}

/** It has no identifier: title, company and date tell it from others. */
export function jobOfDescription(node: Node, tenantId: string): Node {
  const [title, company, date] = ['title', 'company', 'date'].map((name) => textIn(node, name))
  const words = valuesOf(node, 'skills').flatMap(wordsOf)
  const paragraphs = ['description', 'responsibilities', 'qualifications'].flatMap((name) =>
    valuesOf(node, name).filter((value) => typeof value === 'string'),
  )
  return said({
    id: ownId(tenantId, `${title}\n${company}\n${date}`),
    title,
    description: textOf(paragraphs.join('\n')) || undefined,
    employer: company,
    location: textIn(firstOf(node, 'location'), 'city'),
    workplace: WORKPLACE[textIn(node, 'remote') ?? ''],
    skills: [],
    words: [...new Set(words)].map((text) => ({ text, importance: 'essential' })),
  })
}
