import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Bench, migrations, openIssuer } from './support.ts'
import { credentialIn } from './wallet.ts'

type Certificate = ReturnType<typeof credentialIn>

describeOnBothDatabases('a certificate after its key was replaced', migrations, (db) => {
  let bench: Bench
  let learner: TestLearner
  beforeEach(async () => {
    bench = await openIssuer(db())
    learner = await openLearner(bench)
    await learner.pass()
  })
  afterEach(async () => {
    await bench.close()
  })

  const activeKey = async () => {
    const keys = await bench.keys.list()
    const found = keys.find(
      ({ ring, state, algorithm }) =>
        ring === 'course' && state === 'active' && algorithm === 'Ed25519',
    )
    ok(found)
    return found
  }
  /** Methods of the kind of key that was replaced; another kind signs other forms. */
  const ed25519 = (ids: readonly string[] = []) => ids.filter((id) => id.includes('#z6Mk'))
  /** Once the lists of then may not be used any more. */
  const verify = (certificate: Certificate) => {
    bench.setNow(bench.now() + 61)
    return bench.verify(certificate)
  }
  const methodOf = (certificate: Certificate): string =>
    (certificate as unknown as { readonly proof: { readonly verificationMethod: string } }).proof
      .verificationMethod

  it('stays valid when the key was retired in good order, as those of the next key are', async () => {
    const before = credentialIn(await learner.claim())
    const retired = await activeKey()
    bench.setNow(bench.now() + 60)
    const next = await bench.keys.rotate(retired.id)
    bench.setNow(bench.now() + 60)
    const after = credentialIn(await learner.claim())
    notEqual(methodOf(after), methodOf(before))
    deepEqual(
      [methodOf(before), methodOf(after)],
      [retired.verificationMethod, next.verificationMethod],
    )
    for (const certificate of [before, after]) equal((await verify(certificate)).outcome, 'passed')
    const document = await bench.keys.didDocument(before.issuer.id)
    deepEqual(
      document?.verificationMethod
        .filter(({ id }) => id.includes('#z6Mk'))
        .map(({ id, expires }) => [id, typeof expires]),
      [
        [retired.verificationMethod, 'string'],
        [next.verificationMethod, 'undefined'],
      ],
    )
    deepEqual(ed25519(document?.authentication), [next.verificationMethod])
  })

  it('is refused when it claims to be made after the key was retired', async () => {
    const certificate = credentialIn(await learner.claim())
    const { id } = await activeKey()
    // The key was out of use before: whoever has it now signs as somebody else.
    bench.setNow(bench.now() - 3600)
    await bench.keys.rotate(id)
    bench.setNow(bench.now() + 3600)
    const { outcome, checks } = await verify(certificate)
    equal(outcome, 'failed')
    equal(checks.find(({ name }) => name === 'key')?.reason, 'key-expired')
  })

  it('always fails when the key was stolen, whatever time it claims', async () => {
    const before = credentialIn(await learner.claim())
    const stolen = await activeKey()
    bench.setNow(bench.now() + 3600)
    const next = await bench.keys.compromise(stolen.id)
    const { outcome, checks } = await verify(before)
    equal(outcome, 'failed')
    equal(checks.find(({ name }) => name === 'key')?.reason, 'key-revoked')
    const after = credentialIn(await learner.claim())
    equal(methodOf(after), next.verificationMethod)
    equal((await verify(after)).outcome, 'passed')
    const document = await bench.keys.didDocument(after.issuer.id)
    deepEqual(ed25519(document?.assertionMethod), [next.verificationMethod])
    const revoked = document?.verificationMethod.find(({ id }) => id === stolen.verificationMethod)
    match(revoked?.revoked ?? '', /^\d{4}-.*Z$/)
  })

  it('has its status in a list that is signed anew when the key of the list was stolen', async () => {
    const first = await activeKey()
    const before = credentialIn(await learner.claim())
    bench.setNow(bench.now() + 60)
    const second = await bench.keys.rotate(first.id)
    bench.setNow(bench.now() + 60)
    // Made known again by the second key, then that one is stolen: the first certificate is none the worse.
    credentialIn(await learner.claim())
    equal((await verify(before)).outcome, 'passed')
    await bench.keys.compromise(second.id)
    const { outcome, checks } = await verify(before)
    deepEqual(
      checks.filter((check) => check.outcome === 'failed'),
      [],
    )
    equal(outcome, 'passed')
  })
})
