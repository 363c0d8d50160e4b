import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { decodeStatusList, STATUS_LIST_ENTRIES, statusBit } from '../../credentials/index.ts'
import type { IssuerTables } from '../../issuer/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, migrations, openIssuer } from './support.ts'

interface ListCredential {
  readonly issuer: string
  readonly type: readonly string[]
  readonly validFrom: string
  readonly credentialSubject: {
    readonly type: string
    readonly statusPurpose: string
    readonly encodedList: string
    readonly ttl: number
  }
}

describeOnBothDatabases('status lists', migrations, (db) => {
  let bench: Bench
  let did: string
  const open = async (statusListCapacity?: number) => {
    bench = await openIssuer(db(), statusListCapacity === undefined ? {} : { statusListCapacity })
    did = (await bench.issuer.signers.of('course')).did
  }
  afterEach(async () => {
    await bench.close()
  })

  const allocate = (recordId: string, purpose: 'revocation' | 'suspension' = 'revocation') =>
    db().transaction((tx) =>
      bench.issuer.statusLists.allocate(tx, { issuerRef: 'course', did, purpose, recordId }),
    )
  const set = (recordIds: readonly string[], value: boolean) =>
    db().transaction((tx) =>
      bench.issuer.statusLists.set(tx, recordIds, { purpose: 'revocation', value }),
    )
  const idOf = (url: string) => url.split('/').at(-1) ?? ''
  const read = async (url: string) =>
    JSON.parse((await bench.issuer.statusLists.publish(idOf(url))) ?? '{}') as ListCredential
  const bitsOf = async (url: string) => {
    const bits = await decodeStatusList((await read(url)).credentialSubject.encodedList)
    if (!bits) throw new Error('not a status list')
    return bits
  }
  const setBits = async (url: string) => {
    const bits = await bitsOf(url)
    const all = Array.from({ length: bits.length * 8 }, (_, index) => index)
    return all.filter((index) => statusBit(bits, index)).length
  }
  const entries = () =>
    db()
      .tables<IssuerTables>()
      .selectFrom('issuer_status_entry')
      .select(['list_id', 'idx', 'record_id'])
      .execute()
  const lists = () =>
    db().tables<IssuerTables>().selectFrom('issuer_status_list').select(['id', 'state']).execute()

  it('give a credential an entry in the form of the standard (§2.1)', async () => {
    await open()
    const entry = await allocate('a')
    deepEqual(Object.keys(entry).sort(), [
      'id',
      'statusListCredential',
      'statusListIndex',
      'statusPurpose',
      'type',
    ])
    match(entry.statusListIndex, /^(0|[1-9]\d*)$/)
    equal(Number(entry.statusListIndex) < STATUS_LIST_ENTRIES, true)
    equal(entry.id, `${entry.statusListCredential}#${entry.statusListIndex}`)
  })

  it('are long enough to hide in, signed by the issuer of the credentials, and verify', async () => {
    await open()
    const { statusListCredential } = await allocate('a')
    const list = await read(statusListCredential)
    equal(list.issuer, did)
    deepEqual(list.type, ['VerifiableCredential', 'BitstringStatusListCredential'])
    deepEqual(
      [list.credentialSubject.statusPurpose, list.credentialSubject.ttl],
      ['revocation', 10_000],
    )
    equal((await bitsOf(statusListCredential)).length * 8, 131_072)
    const { outcome, checks } = await bench.verify(list)
    equal(outcome, 'passed', JSON.stringify(checks))
  })

  it('give no index twice, also to forty that ask at once', async () => {
    await open(64)
    await Promise.all(Array.from({ length: 40 }, (_, n) => allocate(`record-${n}`)))
    const taken = (await entries()).map(({ list_id, idx }) => `${list_id}#${idx}`)
    equal(taken.length, 40)
    equal(new Set(taken).size, 40)
  })

  it('give indexes that do not tell the order of issuing', async () => {
    await open()
    const indexes: number[] = []
    for (let n = 0; n < 12; n++) {
      indexes.push(Number((await allocate(`record-${n}`)).statusListIndex))
    }
    const sorted = [...indexes].sort((a, b) => a - b)
    equal(indexes.join() === sorted.join(), false)
    equal(
      sorted.every((index, at) => at === 0 || index !== (sorted[at - 1] ?? 0) + 1),
      true,
    )
  })

  it('take no index in a transaction that is rolled back', async () => {
    await open()
    const failing = db().transaction(async (tx) => {
      const of = { issuerRef: 'course', did, purpose: 'revocation', recordId: 'a' } as const
      await bench.issuer.statusLists.allocate(tx, of)
      throw new Error('undone')
    })
    await rejects(failing, { message: 'undone' })
    deepEqual(await entries(), [])
  })

  it('roll over to the next when one is full, and old ones still work', async () => {
    await open(4)
    const urls = new Set<string>()
    for (let n = 0; n < 10; n++) urls.add((await allocate(`record-${n}`)).statusListCredential)
    equal(urls.size >= 3, true)
    const states = (await lists()).map(({ state }) => state).sort()
    equal(states.filter((state) => state === 'open').length, 1)
    await set(['record-0', 'record-9'], true)
    for (const { list_id, record_id } of await entries()) {
      if (record_id !== 'record-0') continue
      equal(await setBits(`/${list_id}`), 1)
    }
  })

  it('are one per purpose', async () => {
    await open()
    const revocation = await allocate('a')
    const suspension = await allocate('a', 'suspension')
    equal(revocation.statusListCredential === suspension.statusListCredential, false)
    deepEqual(await bench.issuer.statusLists.of(db(), 'a'), [
      { purpose: 'revocation', value: false },
      { purpose: 'suspension', value: false },
    ])
  })

  it('show a bit as soon as it is set, and clear it again', async () => {
    await open()
    const { statusListCredential: url, statusListIndex } = await allocate('a')
    await allocate('b')
    equal(await setBits(url), 0)
    await set(['a'], true)
    equal(await setBits(url), 1)
    equal(statusBit(await bitsOf(url), Number(statusListIndex)), true)
    await set(['a'], false)
    equal(await setBits(url), 0)
  })

  it('lose no change of twenty that are made at once while the list is read', async () => {
    await open()
    const records = Array.from({ length: 20 }, (_, n) => `record-${n}`)
    let url = ''
    for (const record of records) url = (await allocate(record)).statusListCredential
    await Promise.all(
      records.flatMap((record) => [
        set([record], true),
        bench.issuer.statusLists.publish(idOf(url)),
      ]),
    )
    equal(await setBits(url), 20)
  })

  it('are signed again only when something changed, and keep what they said before', async () => {
    await open()
    const { statusListCredential: url } = await allocate('a')
    const first = await bench.issuer.statusLists.publish(idOf(url))
    bench.setNow(bench.now() + 3600)
    equal(await bench.issuer.statusLists.publish(idOf(url)), first)
    await set(['a'], true)
    const second = await bench.issuer.statusLists.publish(idOf(url))
    await set(['a'], true) // as it is already
    equal(await bench.issuer.statusLists.publish(idOf(url)), second)
    const states = await db()
      .tables<IssuerTables>()
      .selectFrom('issuer_status_state')
      .select(['version', 'signed', 'signed_at'])
      .orderBy('version')
      .execute()
    deepEqual(
      states.map(({ signed, signed_at }) => [signed, signed_at]),
      [
        [first, bench.now() - 3600],
        [second, bench.now()],
      ],
    )
  })

  it('are signed by the new key after a rotation of the course key', async () => {
    await open()
    const { statusListCredential: url } = await allocate('a')
    const [key] = (await bench.keys.list()).filter((known) => known.did === did)
    await bench.keys.rotate(key?.id ?? '')
    await set(['a'], true)
    equal((await bench.verify(await read(url))).outcome, 'passed')
    equal(await setBits(url), 1)
  })

  it('of a did:key that was replaced stay as they were: nobody can sign for it any more', async () => {
    await open()
    await bench.issuer.seedDevelopment()
    const issued = (await bench.issuer.instances.issue({
      instanceId: 'status',
      by: { id: 'platform', tenantId: 'academy' },
      credential: {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiableCredential'],
        issuer: (await bench.issuer.instances.info('status')).did,
        credentialSubject: { id: 'did:example:subject' },
      },
      options: {},
    })) as { readonly credentialStatus: readonly { readonly statusListCredential: string }[] }
    const url = issued.credentialStatus[0]?.statusListCredential ?? ''
    const before = await bench.issuer.statusLists.publish(idOf(url))
    const [key] = (await bench.keys.list()).filter(({ name }) => name === 'status')
    await bench.keys.rotate(key?.id ?? '')
    const [entry] = (await entries()).filter(({ list_id }) => list_id === idOf(url))
    await set([entry?.record_id ?? ''], true)
    equal(await bench.issuer.statusLists.publish(idOf(url)), before)
  })

  it('do not exist under an unknown id', async () => {
    await open()
    equal(await bench.issuer.statusLists.publish('nothing'), undefined)
  })
})
