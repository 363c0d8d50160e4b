import { accountsProblems } from '../accounts/index.ts'
import { auditProblems } from '../audit/index.ts'
import { coursesProblems } from '../courses/index.ts'
import { issuerProblems } from '../issuer/index.ts'
import { keysProblems } from '../keys/index.ts'
import { matchingProblems } from '../matching/index.ts'
import { httpProblems } from '../platform/http/problems.ts'
import type { ProblemType } from '../platform/problem.ts'
import { skillsProblems } from '../skills/index.ts'
import { tutorProblems } from '../tutor/index.ts'
import { reasonProblems, verifierProblems } from '../verifier/index.ts'
import { walletProblems } from '../wallet-api/index.ts'

/** Every problem an answer can name, for `/problems`. */
export const allProblems: readonly ProblemType[] = [
  ...Object.values<ProblemType>({
    ...httpProblems,
    ...accountsProblems,
    ...auditProblems,
    ...coursesProblems,
    ...issuerProblems,
    ...keysProblems,
    ...matchingProblems,
    ...skillsProblems,
    ...tutorProblems,
    ...verifierProblems,
    ...walletProblems,
  }),
  ...Object.values<ProblemType>(reasonProblems),
]
