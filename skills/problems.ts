import type { ProblemType } from '../platform/problem.ts'

export const skillsProblems = {
  unknownSkill: { slug: 'unknown-skill', status: 404, title: 'There is no such skill' },
} satisfies Record<string, ProblemType>
