import { deepEqual, equal, rejects } from 'node:assert/strict'
import type { Problem } from '../../platform/problem.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { nineFields } from './nine-fields.ts'
import { type Bench, migrations, NOW, openBench } from './support.ts'

const OWNER = 'owner'

describeOnBothDatabases('a platform in one profile of a learner', migrations, (db) => {
  let bench: Bench
  let other: string
  beforeEach(async () => {
    bench = await openBench(db())
    other = (await bench.wallet.profiles.create(OWNER, { name: 'Freelance' })).id
  })
  afterEach(() => bench.close())

  const learner = (profileId: string) => bench.wallet.unlocked({ personId: OWNER, profileId })
  const platform = () =>
    bench.wallet.unlocked({ personId: OWNER, profileId: 'first', by: 'Atlas careers' })

  it('hears nothing of an offer that was received in another', async () => {
    const wish = { offerUri: bench.issuer.offer(), language: 'en' } as const
    const [own] = await learner(other).receive(OWNER, wish)
    equal(own?.profileId, other)
    await rejects(
      platform().receive(OWNER, wish),
      (error: Problem) => error.type.slug === 'offer-refused',
    )
    deepEqual(await platform().list(OWNER), [])
    deepEqual(
      (await learner('first').receive(OWNER, wish)).map(({ id }) => id),
      [own?.id],
      'its owner is answered the same again',
    )
  })

  it('receives once, and is answered the same again', async () => {
    const wish = { offerUri: bench.issuer.offer(), language: 'en' } as const
    const first = await platform().receive(OWNER, wish)
    equal(first.length, 1)
    deepEqual(
      (await platform().receive(OWNER, wish)).map(({ id }) => id),
      first.map(({ id }) => id),
    )
  })

  it('cannot tell by a refusal whose key a certificate is bound to', async () => {
    const credential = await nineFields(await learner(other).holderDid(OWNER), NOW)
    const wish = { document: credential, language: 'en' } as const
    await rejects(
      learner('first').importCredential(OWNER, wish),
      (error: Problem) => error.type.slug === 'bound-to-profile',
    )
    const stranger = await nineFields(await bench.wallet.holderDid('somebody'), NOW)
    for (const document of [credential, stranger]) {
      const kept = await platform().importCredential(OWNER, { ...wish, document })
      equal(kept.profileId, 'first')
    }
  })
})
