import { deepEqual, equal } from 'node:assert/strict'
import {
  type PresentedCredential,
  skillsOf,
  type TrustOf,
} from '../../matching/profiles/verified-skills.ts'
import { createSkills } from '../../skills/index.ts'

const skills = createSkills({ publicUrl: 'https://brevet.example' })
const uri = 'https://brevet.example/skills/check-ai-output'
const HOLDER = 'did:key:holder'
const trusting: TrustOf = async () => 'registered'

const badge = (targetUrl: string, level?: string) => ({
  credentialSubject: {
    id: HOLDER,
    achievement: {
      alignment: [{ targetUrl, targetName: 'x', targetFramework: 'says the badge' }],
      resultDescription: [
        {
          id: 'urn:result',
          alignment: [{ targetUrl }],
          rubricCriterionLevel: [{ id: 'urn:level', level: level ?? '2' }],
        },
      ],
    },
    ...(level !== undefined && {
      result: [{ resultDescription: 'urn:result', achievedLevel: 'urn:level' }],
    }),
  },
  credentialStatus: { statusListCredential: 'https://issuer.example/list', statusListIndex: '7' },
})

const presented = (over: Partial<PresentedCredential> = {}): PresentedCredential => ({
  outcome: 'passed',
  id: 'urn:credential:1',
  issuer: 'did:web:issuer.example',
  subject: HOLDER,
  credential: badge(uri, '3'),
  ...over,
})

const findings = (one: PresentedCredential, trustOf = trusting) =>
  skillsOf({ skills, trustOf }, [one], HOLDER)
const reason = async (one: PresentedCredential, trustOf = trusting) =>
  (await findings(one, trustOf)).notCredited.map((refusal) => refusal.reason)

describe('the skills that a presentation proves', () => {
  it('are those of a passed credential about the holder, with level and status', async () => {
    deepEqual(await findings(presented()), {
      skills: [
        {
          skillId: uri,
          credentialId: 'urn:credential:1',
          level: 3,
          status: 'https://issuer.example/list#7',
          evidence: { issuer: 'did:web:issuer.example' },
        },
      ],
      notCredited: [],
    })
  })

  it('have no level where the credential states none', async () => {
    const { skills: found } = await findings(presented({ credential: badge(uri) }))
    equal(found[0]?.level, undefined)
    equal(found.length, 1)
  })

  it('count once, at the highest level, when several credentials show them', async () => {
    const { skills: found } = await skillsOf(
      { skills, trustOf: trusting },
      [presented({ credential: badge(uri, '1') }), presented({ id: 'urn:credential:2' })],
      HOLDER,
    )
    deepEqual(
      found.map(({ level, credentialId }) => [level, credentialId]),
      [[3, 'urn:credential:2']],
    )
  })

  it('earn nothing when the credential failed', async () => {
    deepEqual(await reason(presented({ outcome: 'failed' })), ['credential-not-verified'])
  })

  it('earn nothing while a check could not be made', async () => {
    deepEqual(await reason(presented({ outcome: 'undetermined' })), ['credential-undetermined'])
  })

  it('earn nothing when they are somebody else’s', async () => {
    deepEqual(await reason(presented({ subject: 'did:key:other' })), ['holder-is-not-subject'])
  })

  it('earn nothing when the credential is about somebody else as well', async () => {
    const { credentialSubject: own } = badge(uri, '3')
    const about = (...subjects: readonly object[]) =>
      presented({ credential: { credentialSubject: subjects } })
    deepEqual(await reason(about(own, { ...own, id: 'did:key:other' })), ['holder-is-not-subject'])
    deepEqual(await reason(about(own, { ...own, id: undefined })), ['holder-is-not-subject'])
    equal((await findings(about(own))).skills.length, 1)
  })

  it('earn nothing when the issuer is not registered for the framework', async () => {
    deepEqual(await reason(presented(), async () => 'not-registered'), ['issuer-not-registered'])
  })

  it('earn nothing while the registry is out of reach, and say that', async () => {
    deepEqual(await reason(presented(), async () => 'registry-not-reachable'), [
      'registry-not-reachable',
    ])
  })

  it('are judged by the framework of their address, not by the one the badge names', async () => {
    const asked: string[] = []
    await findings(presented(), async (_issuer, framework) => {
      asked.push(framework)
      return 'registered'
    })
    deepEqual(asked, [skills.framework.id])
    deepEqual(await reason(presented({ credential: badge('https://elsewhere.example/s', '3') })), [
      'framework-unknown',
    ])
  })

  it('earn nothing at level 0', async () => {
    deepEqual(await reason(presented({ credential: badge(uri, '0') })), ['level-not-reached'])
  })

  it('are none when the credential was not readable', async () => {
    const { credential: _, ...unread } = presented()
    deepEqual(await reason(unread), ['not-an-open-badge'])
  })
})
