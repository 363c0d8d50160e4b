import { accountsMigrations } from '../accounts/index.ts'
import { auditMigrations } from '../audit/index.ts'
import { coursesMigrations } from '../courses/index.ts'
import { issuerMigrations } from '../issuer/index.ts'
import { keysMigrations } from '../keys/index.ts'
import { matchingMigrations } from '../matching/index.ts'
import type { Migrations } from '../platform/db/migrate.ts'
import { httpMigrations } from '../platform/http/tables.ts'
import { jobsMigrations } from '../platform/jobs/tables.ts'
import { outboxMigrations } from '../platform/outbox/tables.ts'
import { skillsMigrations } from '../skills/index.ts'
import { tutorMigrations } from '../tutor/index.ts'
import { verifierMigrations } from '../verifier/index.ts'
import { walletMigrations } from '../wallet-api/index.ts'

/** Every folder's steps; no folder's tables depend on another's. */
export const allMigrations: Migrations = {
  ...httpMigrations,
  ...jobsMigrations,
  ...outboxMigrations,
  ...keysMigrations,
  ...auditMigrations,
  ...accountsMigrations,
  ...coursesMigrations,
  ...skillsMigrations,
  ...tutorMigrations,
  ...issuerMigrations,
  ...walletMigrations,
  ...verifierMigrations,
  ...matchingMigrations,
}
