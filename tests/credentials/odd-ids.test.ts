import { equal } from 'node:assert/strict'
import { type JsonObject, verifyCredential } from '../../credentials/index.ts'
import { badge, changed } from './support/documents.ts'
import { signAnyway } from './support/sign-anyway.ts'
import { createWorld } from './support/world.ts'

/** What is no part of a URL (RFC 3986 §4.3, RFC 3987 §4.1), though a reader may not see it. */
const UNSEEN = {
  'a sign that turns the line': '\u202e',
  'an isolate': '\u2066',
  'an Arabic letter mark': '\u061c',
  'an upper control character': '\u0085',
  'a delete': '\u007f',
  'a line separator': '\u2028',
  'a blank': ' ',
  'a bracket': '>',
} as const

const GOOD = 'https://a.example/x'

const PLACES = [
  '/id',
  '/credentialSubject/id',
  '/credentialSubject/achievement/id',
  '/credentialSubject/achievement/image',
  '/evidence',
]

const withId = (place: string, id: string): JsonObject => {
  if (place.endsWith('/id')) return changed(badge(), place, id)
  const type = place === '/evidence' ? ['Evidence'] : 'Image'
  const value = place === '/evidence' ? [{ id, type }] : { id, type }
  return changed(badge(), place, value)
}

describe('an id that holds', () => {
  for (const suite of ['eddsa-jcs-2022', 'eddsa-rdfc-2022'] as const) {
    for (const [title, odd] of Object.entries(UNSEEN)) {
      it(`${title} is refused wherever it stands, by ${suite}`, async () => {
        for (const place of PLACES) {
          const signed = await signAnyway(withId(place, GOOD), { suite })
          const changedId = JSON.parse(
            JSON.stringify(signed).replaceAll(GOOD, `${GOOD}${odd}b`),
          ) as JsonObject
          const { outcome, checks, credential } = await verifyCredential(
            changedId,
            {},
            createWorld(),
          )
          const form = checks.find(({ name }) => name === 'form')
          equal(outcome, 'failed', place)
          equal(form?.outcome, 'failed', place)
          equal(credential, undefined)
        }
      })
    }

    it(`letters of every script is read, by ${suite}`, async () => {
      for (const place of PLACES) {
        const signed = await signAnyway(withId(place, 'https://a.example/é-ⵣ-ب'), { suite })
        equal((await verifyCredential(signed, {}, createWorld())).outcome, 'passed', place)
      }
    })
  }
})
