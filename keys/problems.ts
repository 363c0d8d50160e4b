import type { ProblemType } from '../platform/problem.ts'

export const keysProblems = {
  unknownKey: { slug: 'unknown-key', status: 404, title: 'There is no such key' },
  keyNotActive: { slug: 'key-not-active', status: 409, title: 'The key is already out of use' },
} satisfies Record<string, ProblemType>
