/**
 * Frameworks that a skill can belong to, told by its own address, never by what a credential says.
 *
 * @module
 */

import type { Skills } from '../../skills/index.ts'

/** Names of frameworks as the trust registry knows them. */
export const ESCO = 'ESCO'
const ONET = 'O*NET'
const UNSPSC = 'UNSPSC'

/** Nothing for an address of a framework that nobody taught this program. */
export function frameworkOf(skills: Pick<Skills, 'byUri' | 'framework'>, skillId: string) {
  if (skills.byUri(skillId)) return skills.framework.id
  if (isEsco(skillId)) return ESCO
  if (skillId.startsWith('https://www.onetonline.org/')) return ONET
  // Technology skills of O*NET, by the code of the United Nations
  if (/^urn:unspsc:\d{8}$/.test(skillId)) return UNSPSC
  return undefined
}

const isEsco = (skillId: string): boolean =>
  /^https?:\/\/data\.europa\.eu\/esco\/skill\//.test(skillId)

/** Whether jobs name their skills by it: those of ESCO and our own are weighed as they are. */
export const isOfJobs = (skills: Pick<Skills, 'byUri'>, skillId: string): boolean =>
  isEsco(skillId) || skills.byUri(skillId) !== undefined
