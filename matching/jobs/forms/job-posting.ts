/**
 * schema.org JobPosting: what employers publish on their pages for search engines.
 *
 * @see https://schema.org/JobPosting
 * @module
 */

import { firstOf, hasType, isNode, linesIn, type Node, textIn, valuesOf } from './json-ld.ts'
import { askedFor, idIn, isAddress, languageIn, ownId, refuse, said, textOf } from './read-job.ts'

export const isJobPosting = (node: unknown): node is Node => hasType(node, 'JobPosting')

/** @throws {Problem} `job-malformed` for one that nothing tells from others: it would be a new job each time */
export function jobOfPosting(posting: Node, tenantId: string): Node {
  const asked = valuesOf(posting, 'skills').flatMap(skillsOf)
  const description = linesIn(posting, 'description')
  return said({
    id: ownId(tenantId, identifierOf(posting)),
    title: textIn(posting, 'title') ?? textIn(posting, 'name'),
    description: description && (textOf(description) || undefined),
    employer: nameOf(firstOf(posting, 'hiringOrganization')),
    language: languageIn(textIn(posting, 'inLanguage')),
    location: locationOf(posting),
    workplace: textIn(posting, 'jobLocationType') === 'TELECOMMUTE' ? 'remote' : undefined,
    permit: textIn(posting, 'eligibilityToWorkRequirement') ? 'required' : undefined,
    expires: expiresOf(textIn(posting, 'validThrough')),
    skills: asked.filter((one) => 'id' in one),
    words: asked.filter((one) => 'text' in one),
  })
}

function identifierOf(posting: Node): string {
  const identifier = firstOf(posting, 'identifier')
  const value = isNode(identifier) ? idIn(identifier, 'value') : idIn(posting, 'identifier')
  return (
    value ??
    textIn(posting, '@id') ??
    textIn(posting, 'url') ??
    refuse('/identifier', 'required', 'is missing, and so are @id and url')
  )
}

const nameOf = (value: unknown): string | undefined =>
  isNode(value) ? textIn(value, 'name') : typeof value === 'string' ? value : undefined

function locationOf(posting: Node): string | undefined {
  const places = valuesOf(posting, 'jobLocation').flatMap((place) => {
    if (typeof place === 'string') return [place]
    const address = firstOf(place, 'address')
    if (typeof address === 'string') return [address]
    return [textIn(address, 'addressLocality') ?? textIn(place, 'name') ?? '']
  })
  return places.filter(Boolean).join(', ') || undefined
}

const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i

/** Dates and moments alike; a moment without an offset is taken in UTC. What is neither the schema refuses. */
export function expiresOf(text: string | undefined): string | undefined {
  const [, date, time, seconds = ':00', fraction = '', zone = 'Z'] = MOMENT.exec(text ?? '') ?? []
  if (date === undefined) return text
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  return `${date}T${time}${seconds}${fraction}${offset}`
}

/** A list in one text, a text, or a defined term: by its address where it has one. */
function skillsOf(skill: unknown) {
  const importance = 'essential' as const
  if (typeof skill === 'string') {
    return skill
      .split(/[,;\n•]/)
      .map((part) => part.trim())
      .filter(Boolean)
      .map((text) => (isAddress(text) ? { id: text, importance } : { text, importance }))
  }
  const label = textIn(skill, 'name')
  const ids = ['@id', 'url', 'sameAs', 'termCode'].flatMap((name) => textIn(skill, name) ?? [])
  return askedFor({ ids, label, importance, where: '/skills' }, skill)
}
