import { STATUS_LIST_ENTRIES } from '../../credentials/index.ts'
import type { IssuerTables } from '../../issuer/index.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { certificate } from './certificate.ts'
import { medians } from './measure.ts'

export interface DurableTimes {
  /** Microseconds to sign a certificate, give it its status entry and store its record, one by one. */
  readonly issue: number
  /** The same for each of {@link BATCH} that are asked for at once. */
  readonly batch: number
  /** Microseconds to change one entry of a full list with one in a hundred set, sign it and store it. */
  readonly statusUpdate: number
}

/** Credentials of a batch: what one transaction holds. */
const BATCH = 128

/** What has to be on the disk before it counts: SQLite with `synchronous=FULL`. */
export async function measureDurable(share: number): Promise<DurableTimes> {
  const server = await startTestServer()
  try {
    const update = await statusUpdate(server)
    const { issue, issueAll } = await durableIssue(server)
    const times = await medians({ issue, batch: issueAll, statusUpdate: update }, share)
    return { ...times, batch: times.batch / BATCH }
  } finally {
    await server.end()
  }
}

async function durableIssue({ services: { issuer } }: TestServer) {
  const by = { id: 'bench', tenantId: 'academy' }
  await issuer.instances.ensure({
    id: 'bench',
    tenantId: by.tenantId,
    method: 'did:key',
    algorithm: 'Ed25519',
    mechanism: 'eddsa-rdfc-2022',
    statusPurposes: ['revocation'],
  })
  const { did } = await issuer.instances.info('bench')
  const { id: _, ...credential } = certificate(did)
  const asked = { credential, options: {} }
  const batch = Array.from({ length: BATCH }, () => asked)
  return {
    issue: () => issuer.instances.issue({ instanceId: 'bench', by, ...asked }),
    issueAll: async () => {
      const outcomes = await issuer.instances.issueAll({ instanceId: 'bench', by }, batch)
      if (outcomes.some((outcome) => 'problem' in outcome)) throw new Error('a line was refused')
    },
  }
}

async function statusUpdate({ services: { issuer, ground } }: TestServer) {
  const { did } = await issuer.signers.of('course')
  const of = { issuerRef: 'course', did, purpose: 'revocation', recordId: 'bench' } as const
  const { db } = ground
  const entry = await db.transaction((tx) => issuer.statusLists.allocate(tx, of))
  const list = entry.statusListCredential.split('/').at(-1) ?? ''
  await db.transaction(async (tx) => {
    for (let idx = 7; idx < STATUS_LIST_ENTRIES; idx += 100) {
      if (idx === Number(entry.statusListIndex)) continue
      const row = { list_id: list, idx, purpose: 'revocation', record_id: `bench-${idx}`, value: 1 }
      await tx.tables<IssuerTables>().insertInto('issuer_status_entry').values(row).execute()
    }
  })
  let value = false
  return async () => {
    value = !value
    const change = { purpose: 'revocation', value } as const
    await db.transaction((tx) => issuer.statusLists.set(tx, ['bench'], change))
    await issuer.statusLists.publish(list)
  }
}
