import { deepEqual, doesNotMatch, match, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { LANGUAGES } from '../../web/i18n/languages.ts'
import { readFile, verdictPage } from '../../web/index.ts'
import type { Verification } from '../../web/verdict/verification.ts'

const NOW = '2026-11-22T12:00:00Z'

const genuine: Verification = {
  verified: true,
  outcome: 'passed',
  checks: [{ name: 'proof', outcome: 'passed', message: 'Rien n’a changé.', checkedAt: NOW }],
  credential: {
    issuer: { id: 'did:web:b.example', name: 'Claimed Name' },
    validFrom: NOW,
    validUntil: '2029-11-22T12:00:00Z',
    credentialSubject: { name: 'Yasmine', achievement: { name: 'Fondations <de> l’IA' } },
    evidence: [{ narrative: '28 questions.' }],
  },
  trust: { status: 'registered', name: 'Brevet Academy', message: 'Registered.' },
}

const forged: Verification = {
  verified: false,
  outcome: 'failed',
  checks: [
    { name: 'proof', outcome: 'failed', reason: 'signature-invalid', message: 'x', checkedAt: NOW },
  ],
}

describe('the verdict without JavaScript', () => {
  it('says in one sentence that it is valid, then who, what and each check', () => {
    const page = verdictPage({ verifications: [genuine] }, 'fr')
    match(page, /Authentique et valable/)
    match(page, /Fondations &lt;de&gt; l’IA/)
    match(page, /Yasmine/)
    match(page, /Brevet Academy/)
    match(page, /22 novembre 2026 → 22 novembre 2029/)
    match(page, /Rien n’a changé\./)
    match(page, /28 questions\./)
  })

  it('takes the name of the issuer from the registry, not from the credential', () => {
    doesNotMatch(verdictPage({ verifications: [genuine] }, 'fr'), /Claimed Name/)
    const unknown = { ...genuine, trust: undefined } as unknown as Verification
    match(verdictPage({ verifications: [unknown] }, 'fr'), /Claimed Name/)
  })

  it('says loudly that one was forged, and names nobody', () => {
    const page = verdictPage({ verifications: [forged] }, 'en')
    match(page, /Not genuine/)
    doesNotMatch(page, /Authentic and valid/)
  })

  it('shows every credential of a presentation', () => {
    const page = verdictPage({ verifications: [genuine, forged] }, 'en')
    match(page, /Authentic and valid/)
    match(page, /Not genuine/)
  })

  it('reads an upload as the page does', async () => {
    const upload = new Blob([JSON.stringify({ type: ['VerifiableCredential'] })])
    deepEqual((await readFile(upload, 'https://b.example')).kind, 'credential')
    deepEqual(await readFile(new Blob([' ']), 'https://b.example'), { kind: 'empty' })
  })

  it('says why a file could not be read', () => {
    match(verdictPage({ unreadable: 'picture-without' }, 'en'), /no certificate inside/)
    match(verdictPage({ unreadable: 'open-badges-2-0' }, 'en'), /version 2\.0/)
  })

  it('speaks every language, from right to left where it must', () => {
    for (const language of LANGUAGES) {
      const page = verdictPage({ verifications: [genuine] }, language)
      match(page, new RegExp(`lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`))
      doesNotMatch(page, /verdict\.|check\.|outcome\.|\{\{/)
    }
  })

  it('lets no markup of a credential through', () => {
    const tags = (page: string) => page.match(/<[a-z]+/g)?.sort()
    const plain = tags(verdictPage({ verifications: [genuine] }, 'fr'))
    fc.assert(
      fc.property(fc.string(), (text) => {
        const name = `<script>${text}</script>"'><img src=x onerror=alert(1)>`
        const hostile = {
          ...genuine,
          credential: { ...genuine.credential, credentialSubject: { name, achievement: { name } } },
        }
        const page = verdictPage({ verifications: [hostile] }, 'fr')
        deepEqual(tags(page), plain)
        ok(!page.includes('<script'))
      }),
    )
  })
})
