import { deepEqual, equal } from 'node:assert/strict'
import { sql } from 'kysely'
import { describeOnBothDatabases } from '../support/databases.ts'
import { badgeFor } from './foreign-badge.ts'
import { migrations, NOW, person, servedWallet, slugOf } from './support.ts'

const ME = person('me')
const MOST_CREDENTIALS = 2000

describeOnBothDatabases('what a wallet holds at the most', migrations, (db) => {
  const here = servedWallet(db, 'me')

  /** All at once. @returns how each was answered */
  const together = (count: number, path: string, json: () => object) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const answer = await here.edge.call('POST', path, { as: ME, json: json() })
        return answer.status === 201 ? 'taken' : slugOf(answer)
      }),
    )

  it('is ten works beside a credential, however many are added at once', async () => {
    const path = `/api/wallet/credentials/${here.id}/works`
    const work = { title: 'My gate', url: 'https://fatima.example/gate' }
    const answers = await together(16, path, () => work)
    deepEqual(answers.sort(), [...Array(10).fill('taken'), ...Array(6).fill('too-many-works')])
    const { body } = await here.edge.call('GET', path, { as: ME })
    equal((body.works as unknown[]).length, 10)
  })

  it('is 2,000 credentials, however many are imported at once', async () => {
    await fill(MOST_CREDENTIALS - 2)
    const holder = await here.bench.wallet.holderDid('me')
    const { signer } = here.bench.issuer
    const badges = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        badgeFor(holder, { signer, now: NOW, changes: { name: `Badge ${at}` } }),
      ),
    )
    const imports = '/api/wallet/credentials'
    const answers = await together(6, imports, () => ({ credential: badges.pop() }))
    deepEqual(answers.sort(), ['taken', 'taken', ...Array(4).fill('wallet-full')])
    const { rows } = await sql<{ held: number }>`
      select count(*) as held from wallet_credential where person_id = 'me'
    `.execute(db().tables())
    equal(Number(rows[0]?.held), MOST_CREDENTIALS)
  })

  /** Copies of the row that is there, until so many are. */
  async function fill(upTo: number): Promise<void> {
    await sql`
      with recursive copies(number) as (
        select 2 union all select number + 1 from copies where number < ${upTo}
      )
      insert into wallet_credential
        (id, person_id, profile_id, digest, summary, document, received_at)
      select 'copy-' || copies.number, held.person_id, held.profile_id, 'copy-' || copies.number,
        held.summary, held.document, held.received_at
      from wallet_credential as held, copies
    `.execute(db().tables())
  }
})
