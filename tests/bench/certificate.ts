import type { JsonObject } from '../../credentials/index.ts'
import { OB, V2 } from '../credentials/support/documents.ts'

/** A certificate of the shape and size that a course gives: 3.8 KB, in the learner's language. */

const SITE = 'https://brevet.example'
const COURSE = `${SITE}/achievements/ai-foundations/2`
const BADGE = { id: `${COURSE}/badge.png`, type: 'Image', caption: 'Badge : bases de l’IA' }

const SKILLS = [
  ['check-ai-output', 'Contrôler ce qu’une IA répond'],
  ['write-prompts', 'Formuler une demande claire'],
] as const

const translation = (language: string) => ({
  id: `${COURSE}?lang=${language}`,
  type: ['Related'],
  inLanguage: language,
})

const alignmentTo = ([code, name]: (typeof SKILLS)[number]) => ({
  type: ['Alignment'],
  targetName: name,
  targetUrl: `${SITE}/skills/${code}`,
  targetFramework: 'Brevet AI Skills 1',
  targetType: 'CFItem',
  targetCode: code,
})

const levelsOf = ([code, name]: (typeof SKILLS)[number]) => ({
  id: `urn:brevet:result:${code}`,
  type: ['ResultDescription'],
  name,
  resultType: 'RubricCriterionLevel',
  requiredLevel: `urn:brevet:level:${code}:2`,
  rubricCriterionLevel: ['Débutant', 'Autonome'].map((level, at) => ({
    id: `urn:brevet:level:${code}:${at + 1}`,
    type: ['RubricCriterionLevel'],
    name: level,
    level: String(at + 1),
  })),
})

const achievement = {
  id: COURSE,
  type: ['Achievement'],
  achievementType: 'Course',
  version: '2',
  inLanguage: 'fr',
  related: ['en', 'ar', 'zgh'].map(translation),
  creator: { id: 'did:web:brevet.example', type: ['Profile'], name: 'École Brevet' },
  name: 'Bases de l’intelligence artificielle',
  description: 'Sait quoi demander à une IA, comment contrôler sa réponse et quand s’en passer.',
  criteria: {
    id: `${COURSE}/criteria`,
    narrative: 'Vingt-deux bonnes réponses sur vingt-huit et trois travaux suffisants.',
  },
  image: BADGE,
  tag: ['IA', 'esprit critique', 'usage responsable'],
  alignment: SKILLS.map(alignmentTo),
  resultDescription: SKILLS.map(levelsOf),
}

const result = ([code]: (typeof SKILLS)[number]) => ({
  type: ['Result'],
  resultDescription: `urn:brevet:result:${code}`,
  achievedLevel: `urn:brevet:level:${code}:2`,
})

const subject = {
  id: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
  type: ['AchievementSubject'],
  activityEndDate: '2026-11-20T15:00:00Z',
  achievement,
  result: SKILLS.map(result),
}

/** The certificate of one learner among many, unsigned: numbers below 65,536. */
export const certificate = (issuer: string, learner = 0): JsonObject => ({
  '@context': [V2, OB],
  id: `urn:uuid:7a1f2c3d-8b6f-4f7a-9f53-0d6f0a5f${learner.toString(16).padStart(4, '0')}`,
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Bases de l’intelligence artificielle',
  description: 'Remis après sept modules, une épreuve et trois travaux.',
  image: BADGE,
  issuer: { id: issuer, type: ['Profile'], name: 'École Brevet', url: SITE },
  validFrom: '2026-11-21T09:00:00Z',
  validUntil: '2029-11-21T09:00:00Z',
  awardedDate: '2026-11-21T09:00:00Z',
  credentialSubject: subject,
  evidence: [
    {
      id: `${SITE}/assessments/${41 + learner}/record.json`,
      type: ['Evidence'],
      name: 'Relevé de l’évaluation',
      narrative: 'Deux travaux notés par une personne, un par un modèle puis relu.',
      genre: 'assessment',
    },
  ],
})
