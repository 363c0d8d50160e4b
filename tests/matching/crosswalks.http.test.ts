import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { EVIDENCE_POLICY } from '../../matching/evidence/policy.ts'
import { giveProfile, person } from './actors.ts'
import { describeServed } from './bench.ts'
import { mappedSkills } from './mapped.ts'

describeServed('a verified skill of another framework than the jobs’', (bench) => {
  const { fresh, tie, take, post, profile, rank, ranked, register } = mappedSkills(bench)
  before(register)

  it('counts in full by an exact match, as if it had been shown directly', async () => {
    const { one, result, crosswalk, credentials, body } = await ranked('exactMatch')
    const direct = await profile({ ...one, me: person(`direct-${one.number}`) }, { [one.asked]: 3 })
    const shown = await rank({ ...one, me: person(`direct-${one.number}`) }, direct.profileId)
    equal(result?.score, shown.result?.score)
    ok((result?.score ?? 0) > 0)
    deepEqual(result?.coverage, { met: 1, of: 1 })
    deepEqual(result?.missing, [])
    const [contribution] = result?.contributions ?? []
    deepEqual([contribution?.kind, contribution?.credentialId], ['exact', credentials[0]])
    deepEqual(contribution?.mapping, {
      ...{ from: one.shown, label: 'Mathematics', match: 'exactMatch', crosswalk },
    })
    ok(body.crosswalks?.includes(crosswalk))
    equal(shown.body.crosswalks, undefined)
    deepEqual(body.notCredited, [])
  })

  it('counts less by a close match, and still verifies', async () => {
    const exact = await ranked('exactMatch')
    const { result, body } = await ranked('closeMatch')
    deepEqual(result?.coverage, { met: 1, of: 1 })
    const share = (result?.score ?? 0) / (exact.result?.score ?? 1)
    ok(Math.abs(share - (EVIDENCE_POLICY.crosswalks?.closeMatch ?? 0)) < 0.001, String(share))
    const mapped = body.evidence.skills.find(({ mapping }) => mapping)
    deepEqual([mapped?.mapped, mapped?.weight], [0.8, 560_000])
  })

  for (const relation of ['broadMatch', 'narrowMatch'] as const) {
    it(`counts lower still by a ${relation}, as related, and meets no must-have`, async () => {
      const close = await ranked('closeMatch')
      const { one, result, credentials, crosswalk } = await ranked(relation)
      deepEqual(result?.coverage, { met: 0, of: 1 })
      const [contribution] = result?.contributions ?? []
      deepEqual(
        [contribution?.kind, contribution?.relatedTo, contribution?.credentialId],
        ['related', one.shown, credentials[0]],
      )
      deepEqual(
        [contribution?.mapping?.match, contribution?.mapping?.crosswalk],
        [relation, crosswalk],
      )
      ok((result?.score ?? 0) > 0 && (result?.score ?? 0) < (close.result?.score ?? 0))
      deepEqual(
        result?.missing.map(({ skillId, gain }) => [skillId, gain > 0]),
        [[one.asked, true]],
      )
      match(result?.explanation.brief ?? '', /^0 of 1/)
      match(
        result?.explanation.full ?? '',
        /shows “Mathematics” \(the skill asked for is .*not verified itself/,
      )
    })
  }

  it('counts nothing by relatedMatch, and the answer says why', async () => {
    const { one, result, body, credentials } = await ranked('relatedMatch')
    equal(result, undefined)
    deepEqual(
      body.notCredited.map(({ reason, skillId, credentialId, amount }) => [
        ...[reason, skillId, credentialId, amount],
      ]),
      [['no-crosswalk', one.shown, credentials[0], 0]],
    )
    match(body.notCredited[0]?.message ?? '', /no crosswalk in use ties it/)
  })

  it('says the same where no crosswalk knows it, in four languages', async () => {
    const messages = new Set<string>()
    for (const language of ['fr', 'en', 'ar', 'zgh']) {
      const one = { ...fresh() }
      const me = person(one.me.personId, { language })
      const { profileId } = await profile({ ...one, me }, { [one.shown]: 3 })
      const { body } = await rank({ ...one, me }, profileId)
      deepEqual(
        body.notCredited.map(({ reason }) => reason),
        ['no-crosswalk'],
      )
      messages.add(body.notCredited[0]?.message ?? '')
    }
    equal(messages.size, 4)
  })

  it('counts where a job asks for it by itself, crosswalk or not', async () => {
    for (const relation of ['exactMatch', 'relatedMatch'] as const) {
      const one = fresh()
      await take(one, [tie(one, relation)])
      await post({ ...one, asked: one.shown })
      const { profileId } = await profile(one, { [one.shown]: 3 })
      const { body, result } = await rank(one, profileId)
      deepEqual([result?.coverage.met, body.notCredited], [1, []])
      equal(result?.contributions[0]?.mapping, undefined)
    }
  })

  it('is refused where the issuer is not registered for its own framework, whatever the crosswalk', async () => {
    const one = fresh()
    const shown = `urn:unspsc:4323${String(one.number).padStart(4, '0')}`
    await take(one, [tie({ ...one, shown }, 'exactMatch')])
    await post(one)
    const badge = await bench().badges.badge({ levels: { [shown]: 3 } })
    const { body } = await giveProfile(bench(), one.me, { credentials: [badge] })
    deepEqual(
      [body.skills.length, body.notCredited.map(({ reason }) => reason)],
      [0, ['issuer-not-registered']],
    )
    const { body: unknown } = await giveProfile(bench(), one.me, {
      credentials: [
        await bench().badges.badge({ levels: { 'https://elsewhere.example/skill/1': 3 } }),
      ],
    })
    deepEqual(
      unknown.notCredited.map(({ reason }) => reason),
      ['framework-unknown'],
    )
  })

  it('counts once where the profile also holds the counterpart: the better of the two', async () => {
    const one = fresh()
    await take(one, [tie(one, 'closeMatch')])
    await post(one)
    const both = await profile(one, { [one.shown]: 2 }, { [one.asked]: 2 })
    const better = await rank(one, both.profileId)
    deepEqual(
      better.result?.contributions.map(({ kind, credentialId, mapping }) => [
        kind,
        credentialId,
        mapping,
      ]),
      [['exact', both.credentials[1], undefined]],
    )
    const higher = await profile(one, { [one.shown]: 3 }, { [one.asked]: 1 })
    const mapped = await rank(one, higher.profileId)
    deepEqual(
      mapped.result?.contributions.map(({ credentialId, mapping }) => [
        credentialId,
        mapping?.match,
      ]),
      [[higher.credentials[0], 'closeMatch']],
    )
  })
})
