/**
 * ESCO in small: three skills, two occupations, three languages, taken in like the whole.
 *
 * @module
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Taxonomies } from '../../skills/index.ts'

export const ESCO_SKILL = 'http://data.europa.eu/esco/skill/'
const JOB = 'http://data.europa.eu/esco/occupation/'

const skills = (...rows: readonly string[]) =>
  ['conceptUri,preferredLabel,altLabels', ...rows.map((row) => `${ESCO_SKILL}${row}`)].join('\n')

const FILES = {
  'skills_en.csv': skills(
    '1,paint walls,"coat walls\npainting"',
    '2,mix colours,',
    '3,drive lorries,',
  ),
  'skills_fr.csv': skills('1,peindre des murs,', '2,mélanger des couleurs,'),
  'skills_ar.csv': skills('1,طلاء الجدران,', '3,قيادة الشاحنات,'),
  'occupations_en.csv': `conceptUri,preferredLabel,altLabels\n${JOB}a,painter,\n${JOB}b,driver,`,
  'occupationSkillRelations.csv': [
    'occupationUri,relationType,skillType,skillUri',
    `${JOB}a,essential,knowledge,${ESCO_SKILL}1`,
    `${JOB}a,optional,knowledge,${ESCO_SKILL}2`,
    `${JOB}b,essential,knowledge,${ESCO_SKILL}3`,
  ].join('\n'),
}

export async function importSkills(taxonomies: Pick<Taxonomies, 'importEsco'>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'brevet-esco-'))
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text)
  await taxonomies.importEsco({ path: folder, version: '1.1.1', progress: () => undefined })
  await rm(folder, { recursive: true })
}
