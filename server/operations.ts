import { accountsOperations } from '../schemas/accounts.ts'
import { auditOperations } from '../schemas/audit.ts'
import { coursesOperations } from '../schemas/courses.ts'
import { fairnessOperations } from '../schemas/fairness.ts'
import { issuerOperations } from '../schemas/issuer.ts'
import { matchingOperations } from '../schemas/matching.ts'
import type { Operation } from '../schemas/operation.ts'
import { receiptOperations } from '../schemas/receipt.ts'
import { serverOperations } from '../schemas/server.ts'
import { skillsOperations } from '../schemas/skills.ts'
import { slimOperations } from '../schemas/slim.ts'
import { taxonomyOperations } from '../schemas/taxonomies.ts'
import { tutorOperations } from '../schemas/tutor.ts'
import { verifierOperations } from '../schemas/verifier.ts'
import { walletOperations } from '../schemas/wallet.ts'
import { backupOperations } from '../schemas/wallet-backup.ts'
import { unlockerOperations } from '../schemas/wallet-unlockers.ts'

/** Every endpoint, in the order of the way a certificate goes. */
export const allOperations: readonly Operation[] = [
  ...serverOperations,
  ...accountsOperations,
  ...coursesOperations,
  ...tutorOperations,
  ...issuerOperations,
  ...slimOperations,
  ...walletOperations,
  ...unlockerOperations,
  ...backupOperations,
  ...verifierOperations,
  ...receiptOperations,
  ...matchingOperations,
  ...fairnessOperations,
  ...skillsOperations,
  ...taxonomyOperations,
  ...auditOperations,
]
