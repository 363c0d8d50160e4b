import { deepEqual, equal, ok } from 'node:assert/strict'
import { createDecipheriv } from 'node:crypto'
import { issueCredential, verifyCredential } from '../../credentials/index.ts'
import { createSigner, generateKey } from '../../keys/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Answer, migrations, person, servedWallet, slugOf } from './support.ts'

const ME = person('me')

describeOnBothDatabases('rules of a share link', migrations, (db) => {
  const here = servedWallet(db, 'me')

  const make = async (rules: object, of = here.id) =>
    here.edge.call('POST', `/api/wallet/credentials/${of}/shares`, {
      as: ME,
      json: { days: 7, ...rules },
    })
  const made = async (rules: object) => String((await make(rules)).body.shareId)
  const look = (shareId: string) => here.edge.call('GET', `/api/shares/${shareId}`)
  const open = (shareId: string, passcode: string) =>
    here.edge.call('POST', `/api/shares/${shareId}/open`, { json: { passcode } })
  const log = async (shareId: string) => {
    const { body } = await here.edge.call('GET', `/api/wallet/shares/${shareId}/accesses`, {
      as: ME,
    })
    return body.accesses as { outcome: string; at: string }[]
  }

  it('opens as often as its owner allows, also when ten come at once', async () => {
    const shareId = await made({ viewLimit: 3 })
    const answers = await Promise.all(Array.from({ length: 10 }, () => look(shareId)))
    equal(answers.filter(({ status }) => status === 200).length, 3)
    equal(answers.filter((answer) => slugOf(answer) === 'share-used-up').length, 7)
    equal((await log(shareId)).length, 3)
    equal(slugOf(await look(shareId)), 'share-used-up')
  })

  it('opens to nobody without its passcode, and does not count that as a view', async () => {
    const shareId = await made({ passcode: 'olive', viewLimit: 1 })
    equal(slugOf(await look(shareId)), 'passcode-needed')
    const wrong = await open(shareId, 'olives')
    equal(slugOf(wrong), 'wrong-passcode')
    equal(wrong.body.detail, '4 attempts are left')
    equal((await open(shareId, 'olive')).status, 200)
    equal(slugOf(await open(shareId, 'olive')), 'share-used-up')
    const outcomes = (await log(shareId)).map(({ outcome }) => outcome)
    deepEqual(outcomes.sort(), ['opened', 'wrong-passcode'])
  })

  it('closes after five wrong guesses, also when ten guess at once', async () => {
    const shareId = await made({ passcode: '2468' })
    const guesses = Array.from({ length: 10 }, (_, index) => open(shareId, `100${index}`))
    const slugs = (await Promise.all(guesses)).map(slugOf).sort()
    deepEqual(slugs, [...Array(5).fill('share-locked'), ...Array(5).fill('wrong-passcode')])
    equal(slugOf(await open(shareId, '2468')), 'share-locked', 'the right one comes too late')
    const { body } = await here.edge.call('GET', `/api/wallet/credentials/${here.id}/shares`, {
      as: ME,
    })
    equal((body.shares as { locked: boolean }[])[0]?.locked, true)
  })

  it('does not use up guesses by right ones', async () => {
    const shareId = await made({ passcode: '2468' })
    for (let time = 0; time < 7; time += 1) equal((await open(shareId, '2468')).status, 200)
    equal((await log(shareId)).length, 7)
  })

  it('refuses rules that cannot be, naming them, and makes no link', async () => {
    const wrong = [
      [{ viewLimit: 0 }, '/viewLimit'],
      [{ viewLimit: 1.5 }, '/viewLimit'],
      [{ passcode: '1' }, '/passcode'],
      [{ audience: '' }, '/audience'],
      [{ fields: [] }, '/fields'],
    ] as const
    for (const [rules, pointer] of wrong) {
      const answer = await make(rules)
      equal(answer.status, 400)
      ok(JSON.stringify(answer.body).includes(pointer), pointer)
    }
    const { body } = await here.edge.call('GET', `/api/wallet/credentials/${here.id}/shares`, {
      as: ME,
    })
    deepEqual(body.shares, [])
  })

  it('remembers for its owner, sealed, for whom it is', async () => {
    await made({ audience: 'Atlas Clinic, Ms Amrani' })
    const { body } = await here.edge.call('GET', `/api/wallet/credentials/${here.id}/shares`, {
      as: ME,
    })
    equal((body.shares as { audience: string }[])[0]?.audience, 'Atlas Clinic, Ms Amrani')
  })

  it('keeps the log from everybody else, and forgets it with the link', async () => {
    const shareId = await made({})
    await look(shareId)
    const path = `/api/wallet/shares/${shareId}/accesses`
    equal(slugOf(await here.edge.call('GET', path, { as: person('other') })), 'unknown-share')
    equal((await log(shareId)).length, 1)
    await here.edge.call('DELETE', `/api/wallet/shares/${shareId}`, { as: ME })
    equal(slugOf(await here.edge.call('GET', path, { as: ME })), 'unknown-share')
    equal(slugOf(await open(shareId, 'olive')), 'unknown-share')
  })

  it('says of a certificate that can only be shown whole that it can only be shown whole', async () => {
    const answer = await make({ fields: ['/credentialSubject/achievement'] })
    equal(slugOf(answer), 'fields-not-separable')
    const { body } = await here.edge.call('GET', `/api/wallet/credentials/${here.id}`, { as: ME })
    equal(body.choosable, undefined)
  })

  describe('with chosen fields', () => {
    const deps = () => ({
      clock: here.bench.now,
      fetch: () => Promise.reject(new Error('no network')),
    })

    async function keep(mechanism: 'ecdsa-sd-2023' | 'vc+sd-jwt'): Promise<string> {
      const signer = createSigner('ES256', generateKey('ES256'))
      const document = await issueCredential(
        {
          credential: unsigned(signer.did),
          signer,
          mechanism,
          options: mechanism === 'vc+sd-jwt' ? {} : { mandatoryPointers: ['/issuer'] },
        },
        deps(),
      )
      const json = { credential: document }
      const kept = await here.edge.call('POST', '/api/wallet/credentials', { as: ME, json })
      equal(kept.status, 201, JSON.stringify(kept.body))
      return String(kept.body.id)
    }

    for (const mechanism of ['ecdsa-sd-2023', 'vc+sd-jwt'] as const) {
      it(`shows those of ${mechanism} alone, and what is shown verifies`, async () => {
        const kept = await keep(mechanism)
        const { body } = await here.edge.call('GET', `/api/wallet/credentials/${kept}`, { as: ME })
        const fields = (body.choosable as string[]).filter((field) => field.endsWith('achievement'))
        equal(fields.length, 1)
        const share = await make({ fields }, kept)
        equal(share.status, 201, JSON.stringify(share.body))
        const shown = shownBy(await look(String(share.body.shareId)), String(share.body.url))
        const { outcome, credential } = await verifyCredential(
          shown.startsWith('{') ? JSON.parse(shown) : shown,
          { language: 'en' },
          deps(),
        )
        ok(outcome !== 'failed', outcome)
        const text = JSON.stringify(credential)
        ok(text.includes('Careful Reader'))
        ok(!text.includes('Amina Hidden'))
        equal(slugOf(await make({ fields: ['nonsense'] }, kept)), 'fields-not-separable')
      })
    }
  })
})

const unsigned = (issuer: string) => ({
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'urn:uuid:0b9b0f0a-54f0-4b8e-9a57-6a1f7bd7d001',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: issuer, type: ['Profile'], name: 'Another School' },
  validFrom: '2026-11-20T00:00:00Z',
  credentialSubject: {
    type: ['AchievementSubject'],
    identifier: [
      {
        type: 'IdentityObject',
        identityHash: 'Amina Hidden',
        identityType: 'name',
        hashed: false,
      },
    ],
    achievement: {
      id: 'https://another-school.example/reader',
      type: ['Achievement'],
      name: 'Careful Reader',
      description: 'Reads with care.',
      criteria: { narrative: 'Read one text.' },
    },
  },
})

/** What a reader's browser makes of the answer and of the key in the link. */
function shownBy({ body }: Answer, url: string): string {
  const key = Buffer.from(url.split('#')[1] ?? '', 'base64url')
  const bytes = Buffer.from(String(body.ciphertext), 'base64url')
  const iv = Buffer.from(String(body.iv), 'base64url')
  const cipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(bytes.subarray(-16))
  return Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]).toString()
}
