import { deepEqual, equal, ok } from 'node:assert/strict'
import { messageFor, REASON_CODES } from '../../credentials/index.ts'
import ar from '../../credentials/messages/ar.json' with { type: 'json' }
import en from '../../credentials/messages/en.json' with { type: 'json' }
import fr from '../../credentials/messages/fr.json' with { type: 'json' }
import zgh from '../../credentials/messages/zgh.json' with { type: 'json' }
import { reasonProblems } from '../../verifier/index.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const LANGUAGES = { fr, en, ar, zgh } as const
type Language = keyof typeof LANGUAGES

const SCRIPTS: Readonly<Record<Language, RegExp>> = {
  fr: /\p{Script=Latin}/u,
  en: /\p{Script=Latin}/u,
  ar: /\p{Script=Arabic}/u,
  zgh: /\p{Script=Tifinagh}/u,
}

const textOf = (language: Language, reason: (typeof REASON_CODES)[number]): string =>
  messageFor(language, 'form', { outcome: 'failed', reason })

const languages = Object.keys(LANGUAGES) as Language[]

describe('a reason why a check did not pass', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  for (const reason of REASON_CODES) {
    it(`has a text of its own in each language, and a page: ${reason}`, async () => {
      const texts = languages.map((language) => textOf(language, reason))
      equal(new Set(texts).size, languages.length)
      for (const language of languages) {
        const text = textOf(language, reason)
        ok(text.trim().length > 8 && SCRIPTS[language].test(text), text)
        const alike = REASON_CODES.filter((other) => textOf(language, other) === text)
        deepEqual(alike, [reason])
      }
      const url = `${server.origin}/problems/credential-${reason}`
      const response = await fetch(url, { headers: { accept: 'application/json' } })
      deepEqual(
        [response.status, await response.json()],
        [200, { type: url, title: textOf('en', reason), status: 400 }],
      )
      const page = await fetch(url, { headers: { accept: 'text/html' } })
      ok(page.ok && page.headers.get('content-type')?.startsWith('text/html'))
    })
  }

  it('is one of the list: no text is left over, and the catalogue names no other', async () => {
    const wanted = new Set<string>(REASON_CODES)
    for (const language of languages) {
      const known = Object.keys(LANGUAGES[language]).filter((key) => !key.startsWith('passed.'))
      deepEqual(known.toSorted(), [...wanted].toSorted(), language)
    }
    const slugs = [...wanted, 'resource-changed', 'resource-unreachable']
    deepEqual(
      Object.keys(reasonProblems).toSorted(),
      slugs.map((slug) => `credential-${slug}`).toSorted(),
    )
  })
})
