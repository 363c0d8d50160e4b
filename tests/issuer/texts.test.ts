import { deepEqual, equal } from 'node:assert/strict'
import ar from '../../issuer/messages/ar.json' with { type: 'json' }
import en from '../../issuer/messages/en.json' with { type: 'json' }
import fr from '../../issuer/messages/fr.json' with { type: 'json' }
import zgh from '../../issuer/messages/zgh.json' with { type: 'json' }

const LANGUAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = { ar, en, fr, zgh }
const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort()

describe('the texts of the issuer', () => {
  for (const [language, texts] of Object.entries(LANGUAGES)) {
    it(`are all there in ${language}, with the same places to fill`, () => {
      deepEqual(Object.keys(texts).sort(), Object.keys(en).sort())
      for (const [key, text] of Object.entries(en)) {
        deepEqual(placeholders(texts[key] ?? ''), placeholders(text), key)
      }
    })
  }

  it('are written in Tifinagh in Amazigh, and in Arabic letters in Arabic', () => {
    const scripts = { zgh: /\p{Script=Tifinagh}/u, ar: /\p{Script=Arabic}/u } as const
    for (const [language, script] of Object.entries(scripts)) {
      for (const [key, text] of Object.entries(LANGUAGES[language] ?? {})) {
        equal(script.test(text), true, `${language} ${key}`)
      }
    }
  })
})
