import { STATUS_LIST_ENTRIES } from '../../credentials/index.ts'
import type { IssuerTables } from '../../issuer/index.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { certificate } from './certificate.ts'
import { medians } from './measure.ts'

export interface DurableTimes {
  /** Microseconds to sign a certificate, give it its status entry and store its record, one by one. */
  readonly issue: number
  /** Microseconds to change one entry of a full list with one in a hundred set, sign it and store it. */
  readonly statusUpdate: number
}

/** What has to be on the disk before it counts: SQLite with `synchronous=FULL`. */
export async function measureDurable(share: number): Promise<DurableTimes> {
  const server = await startTestServer()
  try {
    const update = await statusUpdate(server)
    const issue = await durableIssue(server)
    return await medians({ issue, statusUpdate: update }, share)
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
  return () => issuer.instances.issue({ instanceId: 'bench', by, credential, options: {} })
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
