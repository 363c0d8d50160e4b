import { equal, ok } from 'node:assert/strict'
import {
  createStatusListCredential,
  emptyStatusList,
  issueCredential,
  setStatusBit,
  verifyPresentation,
} from '../../credentials/index.ts'
import type { Database } from '../../platform/db/database.ts'
import { openTestDatabase } from '../support/databases.ts'
import { badgeFor } from './foreign-badge.ts'
import { type Bench, migrations, NOW, openBench } from './support.ts'

const LIST = 'https://school.example/status/1'

const entry = (purpose: string) => ({
  credentialStatus: {
    id: `${LIST}#5`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: '5',
    statusListCredential: LIST,
  },
})

describe('what an issuer says of a credential later', () => {
  let database: Database
  let closeDatabase: () => Promise<void>
  let bench: Bench
  beforeEach(async () => {
    ;[database, closeDatabase] = await openTestDatabase('sqlite', migrations)
    bench = await openBench(database)
  })
  afterEach(async () => {
    await bench.close()
    await closeDatabase()
  })

  const deps = { clock: () => NOW, fetch: () => Promise.reject(new Error('nothing')) }
  const publish = async (purpose: 'revocation' | 'suspension', set: boolean) => {
    const { signer } = bench.issuer
    const bits = emptyStatusList()
    setStatusBit(bits, 5, set)
    const request = { id: LIST, purpose, bits, signer }
    bench.pages.set(LIST, JSON.stringify(await createStatusListCredential(request, deps)))
  }
  const importBadge = async (purpose: string) => {
    const { signer } = bench.issuer
    const document = await badgeFor(await bench.wallet.holderDid('p1'), {
      signer,
      now: NOW,
      changes: entry(purpose),
    })
    return bench.wallet.importCredential('p1', { document, language: 'en' })
  }
  const detail = (id: string) => bench.wallet.detail({ personId: 'p1', id }, 'en')
  const listed = async () => (await bench.wallet.list('p1'))[0]?.state

  it('is heard when the credential is looked at, and remembered in the list', async () => {
    await publish('revocation', false)
    const { id, state } = await importBadge('revocation')
    equal(state, 'valid')
    await publish('revocation', true)
    equal(await listed(), 'valid', 'the list asks nobody')
    equal((await detail(id)).state, 'revoked')
    equal(await listed(), 'revoked')
  })

  it('may be taken back where it was a suspension', async () => {
    await publish('suspension', true)
    const { id, state } = await importBadge('suspension')
    equal(state, 'suspended')
    await publish('suspension', false)
    equal((await detail(id)).state, 'valid')
    equal(await listed(), 'valid')
  })

  it('does not become better by a list that is out of reach', async () => {
    await publish('revocation', true)
    const { id } = await importBadge('revocation')
    bench.pages.delete(LIST)
    equal((await detail(id)).state, 'revoked')
  })

  it('is not known where the list was never there', async () => {
    const { id, state } = await importBadge('revocation')
    equal(state, 'unchecked')
    equal((await detail(id)).state, 'unchecked')
    await publish('revocation', false)
    equal((await detail(id)).state, 'valid')
  })

  it('says not yet, before it begins', async () => {
    const { signer } = bench.issuer
    const document = await badgeFor('', {
      signer,
      now: NOW,
      changes: { validFrom: '2027-01-01T00:00:00Z' },
    })
    const { state } = await bench.wallet.importCredential('p1', { document, language: 'en' })
    equal(state, 'not-yet-valid')
  })
})

describe('a credential in a compact form', () => {
  it('is kept, given back and shown like any other', async () => {
    const [database, close] = await openTestDatabase('sqlite', migrations)
    const bench = await openBench(database)
    const { signer } = bench.issuer
    const text = await issueCredential(
      {
        credential: {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['VerifiableCredential'],
          name: 'Compact',
          issuer: signer.did,
          validFrom: '2026-01-01T00:00:00Z',
          credentialSubject: { id: await bench.wallet.holderDid('p1') },
        },
        signer,
        mechanism: 'vc+jwt',
      },
      { clock: () => NOW, fetch: () => Promise.reject(new Error('nothing')) },
    )
    const { id, title, format } = await bench.wallet.importCredential('p1', {
      document: text,
      language: 'en',
    })
    equal(title, 'Compact')
    equal(format, 'vc+jwt')
    equal((await bench.wallet.find({ personId: 'p1', id })).document, text)
    const presentation = await bench.wallet.present('p1', {
      credentialIds: [id],
      challenge: 'c',
      domain: 'd',
    })
    const verified = await verifyPresentation(
      presentation,
      { challenge: 'c', domain: 'd' },
      { clock: () => NOW, fetch: () => Promise.reject(new Error('nothing')) },
    )
    ok(verified.verified, JSON.stringify(verified.checks))
    await bench.close()
    await close()
  })
})
