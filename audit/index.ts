export { type Audit, type CaseReader, createAudit } from './audit.ts'
export type {
  Case,
  CaseDecision,
  NewCase,
} from './cases/case.ts'
export type { CaseOutcome, CaseState, CaseSubject } from './cases/case-row.ts'
export { canonicalJson, type Json } from './chain/canonical-json.ts'
export { type ChainReport, type NewRecord, verifyExport } from './chain/chain.ts'
export { auditProblems } from './problems.ts'
export type { Recorder } from './recorder.ts'
export { auditRoutes } from './routes.ts'
export { type AuditTables, auditMigrations } from './tables.ts'
