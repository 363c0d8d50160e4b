import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'

export type Members = Readonly<Record<string, unknown>>

export const untrusted = (detail: string): Problem =>
  new Problem(walletProblems.requestNotTrusted, { detail })
