import { deepEqual, equal, ok } from 'node:assert/strict'
import {
  createStatusListCredential,
  emptyStatusList,
  type JsonObject,
  setStatusBit,
} from '../../credentials/index.ts'
import { MILLION } from '../../matching/ranking/formula.ts'
import { isoTime } from '../../platform/clock.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import { newSigner, RECORD, recorded } from '../verifier/support.ts'
import { challengeFor, client, person } from './actors.ts'
import type { BadgeWish } from './badges.ts'
import { describeServed, NOW } from './bench.ts'

const writer = client('acme', 'jobs:write')
const ESCO_SKILL = 'http://data.europa.eu/esco/skill/2b92a5b2-6758-4ee3-9fb4-b6387a55cc8f'
const SUSPENSIONS = 'https://issuer.example/status-lists/suspension'

let count = 0

describeServed('a skill that does not count', (bench) => {
  const ranking = async (...credentials: readonly JsonObject[]): Promise<RankingAnswer> => {
    count += 1
    const me = person(`refused-${count}`)
    const asked = await challengeFor(bench(), me)
    const presentation = await bench().badges.present({ ...asked, credentials })
    const answer = await bench().call<RankingAnswer>('POST /rankings', {
      as: me,
      body: { presentation },
    })
    equal(answer.status, 200, answer.text)
    return answer.body
  }
  const refusal = async (wish: BadgeWish, spoil = (badge: JsonObject): JsonObject => badge) => {
    const { results, notCredited, evidence } = await ranking(
      spoil(await bench().badges.badge(wish)),
    )
    deepEqual([results, evidence.skills], [[], []], 'it earns nothing')
    ok(notCredited.every(({ amount, message }) => amount === 0 && message.length > 10))
    return notCredited.map(({ reason }) => reason)
  }

  beforeEach(() =>
    bench().call('PUT /jobs/refusing', {
      as: writer,
      body: {
        title: 'Checker',
        skills: [
          { id: 'check-ai-output', importance: 'essential' },
          { id: ESCO_SKILL, importance: 'essential' },
        ],
      },
    }),
  )

  it('is that of a revoked credential; one that stands beside it on the list counts', async () => {
    await bench().badges.publishStatus([31])
    deepEqual(await refusal({ index: 31 }), ['credential-not-verified'])
    const { results } = await ranking(await bench().badges.badge({ index: 32 }))
    equal(results.length, 1)
  })

  it('is that of a suspended credential', async () => {
    const bits = emptyStatusList()
    setStatusBit(bits, 5, true)
    const list = await createStatusListCredential(
      { id: SUSPENSIONS, purpose: 'suspension', bits, signer: bench().badges.issuer },
      { clock: () => NOW, fetch: bench().web.fetch },
    )
    bench().web.pages.set(SUSPENSIONS, JSON.stringify(list))
    const credentialStatus = {
      ...{ id: `${SUSPENSIONS}#5`, type: 'BitstringStatusListEntry', statusPurpose: 'suspension' },
      ...{ statusListIndex: '5', statusListCredential: SUSPENSIONS },
    }
    deepEqual(await refusal({ changes: { credentialStatus } }), ['credential-not-verified'])
  })

  it('is that of an expired credential', async () => {
    deepEqual(await refusal({ changes: { validUntil: isoTime(NOW - 1) } }), [
      'credential-not-verified',
    ])
  })

  it('is that of a credential that was changed after it was signed', async () => {
    const renamed = (badge: JsonObject) => ({ ...badge, name: 'Doctor of everything' })
    deepEqual(await refusal({}, renamed), ['credential-not-verified'])
  })

  it('is that of a credential whose status could not be read: not failed, not counted', async () => {
    const away = 'https://issuer.example/status-lists/away'
    const credentialStatus = {
      ...{ id: `${away}#5`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
      ...{ statusListIndex: '5', statusListCredential: away },
    }
    deepEqual(await refusal({ changes: { credentialStatus } }), ['credential-undetermined'])
  })

  it('is that of an issuer who is registered for another framework', async () => {
    const issuer = newSigner()
    const { registry } = bench().verifier
    const frameworks = [bench().skills.framework.id]
    await registry.ensureIssuer({ did: issuer.did, name: 'Ours alone', frameworks })
    deepEqual(await refusal({ issuer, levels: { [ESCO_SKILL]: 3 } }), ['issuer-not-registered'])
    const both = await ranking(
      await bench().badges.badge({ issuer, levels: { 'check-ai-output': 3, [ESCO_SKILL]: 3 } }),
    )
    deepEqual(
      both.notCredited.map(({ reason, skillId }) => [reason, skillId]),
      [['issuer-not-registered', ESCO_SKILL]],
    )
    const counted = both.results[0]?.contributions.filter(({ kind }) => kind === 'exact') ?? []
    equal(counted.length, 1)
  })

  it('is that of an issuer nobody registered', async () => {
    deepEqual(await refusal({ issuer: newSigner() }), ['issuer-not-registered'])
  })

  it('is that of somebody else’s credential', async () => {
    deepEqual(await refusal({ subject: newSigner().did }), ['holder-is-not-subject'])
  })

  it('takes nothing from one that counts', async () => {
    const good = await bench().badges.badge()
    const other = await bench().badges.badge({ subject: newSigner().did })
    const alone = await ranking(good)
    const beside = await ranking(good, other)
    deepEqual(beside.results, alone.results)
    equal(beside.notCredited.length, 1)
  })
})

describeServed('the evidence of a skill', (bench) => {
  const rankBy = async (record: object | undefined, changes: JsonObject = {}) => {
    count += 1
    const me = person(`evident-${count}`)
    const bytes = new TextEncoder().encode(JSON.stringify(record ?? {}))
    if (record) bench().web.pages.set(RECORD, bytes)
    const badge = await bench().badges.badge({
      changes: { ...(record && recorded(bytes)), ...changes },
    })
    const asked = await challengeFor(bench(), me)
    const presentation = await bench().badges.present({ ...asked, credentials: [badge] })
    const { body } = await bench().call<RankingAnswer>('POST /rankings', {
      as: me,
      body: { presentation },
    })
    return body
  }

  beforeEach(() => {
    bench().clock.now = NOW + count // the verifier remembers what it fetched for a while
    return bench().call('PUT /jobs/evident', {
      as: writer,
      body: { title: 'Checker', skills: [{ id: 'check-ai-output', importance: 'essential' }] },
    })
  })

  it('lowers its contribution by exactly the share that the policy gives it', async () => {
    const cases = [
      [undefined, 700_000],
      [{ assurance: 'self-asserted', humanReviewed: true }, 850_000],
      [{ assurance: 'proctored', humanReviewed: true }, 1_000_000],
    ] as const
    for (const [record, weight] of cases) {
      bench().clock.now += 3600
      const { results, evidence } = await rankBy(record)
      equal(evidence.policy, 'evidence-2')
      deepEqual(
        evidence.skills.map((one) => one.weight),
        [weight],
      )
      deepEqual([results[0]?.score, results[0]?.contributions[0]?.amount], [weight, weight])
    }
  })

  it('shows the parts of the weight, whose product it is', async () => {
    bench().clock.now += 86_400
    const validFrom = isoTime(bench().clock.now - 1095 * 86_400)
    const { evidence, results } = await rankBy(
      { assurance: 'proctored', humanReviewed: false },
      { validFrom },
    )
    const [found] = evidence.skills
    deepEqual(
      [found?.assessment, found?.levelStated, found?.recency, found?.issuer, found?.weight],
      [0.9, 1, 0.5, 1, 0.9 * 0.5 * MILLION],
    )
    equal(results[0]?.score, 450_000)
  })
})
