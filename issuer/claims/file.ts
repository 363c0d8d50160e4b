/**
 * A certificate taken along as a file, by the link of a mail, without wallet and account.
 *
 * It names its recipient by mailbox (Open Badges 3.0 §B.6) and is bound to no key. It is signed once; the
 * file is kept under a key that is in the link alone, so whoever has the link has it again until it ends,
 * and neither we nor a copy of our database read it.
 *
 * @module
 */

import { hkdfSync } from 'node:crypto'
import type { JsonObject } from '../../credentials/index.ts'
import { createSealer } from '../../keys/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import type { Award } from '../awards/award.ts'
import { issuerProblems } from '../problems.ts'
import type { Claims } from './claim.ts'
import { claimFileStore } from './store.ts'

const PURPOSE = 'issuer.claim-file'

type Deps = Pick<Ground, 'db' | 'clock' | 'random'> & { readonly claims: Pick<Claims, 'issue'> }

/** @throws {Problem} `award-revoked`, `not-the-recipient` for an award to a key */
export async function claimFile(
  award: Pick<Award, 'id' | 'state'>,
  secret: string,
  deps: Deps,
): Promise<JsonObject> {
  const kept = await openKept(award.id, secret, deps)
  if (kept) return kept
  if (award.state !== 'live') throw new Problem(issuerProblems.awardRevoked)
  const { claims, clock } = deps
  try {
    const [issued] = await claims.issue({
      awardId: award.id,
      form: 'ldp_vc',
      holders: [undefined],
      keep: async (tx, [file]) => {
        const plain = Buffer.from(JSON.stringify(file))
        const sealed = await sealerOf(secret, deps).seal(PURPOSE, plain, award.id)
        await claimFileStore(tx).add(award.id, sealed, clock())
      },
    })
    return issued as JsonObject
  } catch (error) {
    // Of several at once one signs; the others get what it kept.
    const meanwhile = await openKept(award.id, secret, deps)
    if (!meanwhile) throw error
    return meanwhile
  }
}

async function openKept(
  awardId: string,
  secret: string,
  deps: Deps,
): Promise<JsonObject | undefined> {
  const sealed = await claimFileStore(deps.db).find(awardId)
  if (!sealed) return undefined
  const plain = await sealerOf(secret, deps).open(PURPOSE, sealed, awardId)
  return JSON.parse(Buffer.from(plain).toString()) as JsonObject
}

const sealerOf = (secret: string, { random }: Pick<Deps, 'random'>) =>
  createSealer(new Uint8Array(hkdfSync('sha256', secret, '', 'brevet:claim-file', 32)), random)
