import { deepEqual, equal, throws } from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import {
  createTexts,
  isLanguage,
  isolated,
  LANGUAGES,
  type Messages,
  negotiateLanguage,
} from '../../platform/i18n.ts'
import { messageFaults } from '../support/messages.ts'

const messages: Messages = {
  en: {
    hello: 'Hello {{name}}',
    'a.b:c': 'dots and colons',
    days_one: 'one day',
    days_other: '{{count}} days',
  },
  fr: {
    hello: 'Bonjour {{name}}',
    'a.b:c': 'points et deux-points',
    days_one: '{{count}} jour',
    days_many: '{{count}} de jours',
    days_other: '{{count}} jours',
  },
  ar: {
    hello: 'مرحبا {{name}}',
    'a.b:c': 'نقاط',
    days_zero: 'لا أيام',
    days_one: 'يوم',
    days_two: 'يومان',
    days_few: '{{count}} أيام',
    days_many: '{{count}} يومًا',
    days_other: '{{count}} يوم',
  },
  zgh: { hello: 'ⴰⵣⵓⵍ {{name}}', 'a.b:c': 'ⵜⵉⵏⵇⵇⵉⴹⵉⵏ', days: '{{count}} ⵓⵙⵙⴰⵏ' },
}

describe('texts', () => {
  const texts = createTexts(messages)

  it('come in the language asked for, with their values', () => {
    equal(texts('fr', 'hello', { name: 'Ada' }), 'Bonjour Ada')
    equal(texts('zgh', 'hello', { name: 'Ada' }), 'ⴰⵣⵓⵍ Ada')
    equal(texts('en', 'a.b:c'), 'dots and colons')
  })

  it('follow the plural rules of the language', () => {
    const days = (language: 'en' | 'fr' | 'ar') =>
      [0, 1, 2, 3, 11, 100].map((count) => texts(language, 'days', { count }))
    deepEqual(days('en'), ['0 days', 'one day', '2 days', '3 days', '11 days', '100 days'])
    deepEqual(days('fr'), ['0 jour', '1 jour', '2 jours', '3 jours', '11 jours', '100 jours'])
    deepEqual(days('ar'), ['لا أيام', 'يوم', 'يومان', '3 أيام', '11 يومًا', '100 يوم'])
  })

  it('have one form in Amazigh, which has no plural rules here', () => {
    deepEqual(
      [0, 1, 2, 11].map((count) => texts('zgh', 'days', { count })),
      ['0 ⵓⵙⵙⴰⵏ', '1 ⵓⵙⵙⴰⵏ', '2 ⵓⵙⵙⴰⵏ', '11 ⵓⵙⵙⴰⵏ'],
    )
  })

  it('are a defect when nobody wrote them', () => {
    throws(() => texts('en', 'nothing'), { message: 'no text for nothing' })
    throws(() => texts('fr', 'hell'), /no text/)
  })

  it('take values as they are: no markup, no placeholder in them is acted on', () => {
    const values = ['<b>', '{{name}}', '$t(hello)', '$1', '&amp;']
    for (const name of values) equal(texts('en', 'hello', { name }), `Hello ${name}`)
    fc.assert(
      fc.property(fc.string(), (name) => {
        equal(texts('en', 'hello', { name }), `Hello ${name}`)
      }),
    )
  })
})

describe('the language of a request', () => {
  const cases: readonly (readonly [string | undefined, string])[] = [
    [undefined, 'en'],
    ['', 'en'],
    ['fr', 'fr'],
    ['fr-MA,fr;q=0.9,en;q=0.8', 'fr'],
    ['de,ar;q=0.5', 'ar'],
    ['en;q=0.1,ar;q=0.9', 'ar'],
    ['ar;q=0,fr;q=0.1', 'fr'],
    ['zgh-Tfng-MA', 'zgh'],
    ['tzm', 'zgh'],
    ['shi-Latn,fr', 'zgh'],
    ['ber', 'zgh'],
    ['AR', 'ar'],
    ['*', 'en'],
    ['de', 'en'],
    [';q=1,,,', 'en'],
    ['fr ; q=0.2 , ar ; q=0.3', 'ar'],
    ['fr;q=abc,ar;q=0.1', 'ar'],
  ]
  for (const [header, language] of cases) {
    it(`of ${header ?? 'no header'} is ${language}`, () => {
      equal(negotiateLanguage(header), language)
    })
  }

  it('is the fallback where nothing fits', () => {
    equal(negotiateLanguage('de', 'fr'), 'fr')
  })

  it('is always one that we speak', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        equal(isLanguage(negotiateLanguage(header)), true)
      }),
    )
  })

  it('is told from other values', () => {
    deepEqual([...LANGUAGES, 'de', '', 7, null, undefined, 'FR'].filter(isLanguage), [...LANGUAGES])
  })
})

describe('message files', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'brevet-messages-'))
    for (const language of LANGUAGES) write(language, messages[language])
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const write = (language: string, texts: object) =>
    writeFileSync(join(folder, `${language}.json`), JSON.stringify(texts))

  it('have no fault when all four say the same', () => {
    deepEqual(messageFaults(folder), [])
  })

  it('are at fault when a text is missing or empty', () => {
    const { hello: _, ...rest } = messages.ar
    write('ar', rest)
    write('zgh', { ...messages.zgh, hello: ' ' })
    deepEqual(messageFaults(folder), ['ar: hello has no text', 'zgh: hello has no text'])
  })

  it('are at fault when one has a text that the others lack', () => {
    write('fr', { ...messages.fr, extra: 'de plus' })
    deepEqual(messageFaults(folder), [
      'en: extra has no text',
      'ar: extra has no text',
      'zgh: extra has no text',
    ])
  })

  it('are at fault when placeholders differ', () => {
    write('fr', { ...messages.fr, hello: 'Bonjour {{nom}}' })
    deepEqual(messageFaults(folder), ['hello has different placeholders: nom | name'])
  })

  it('are at fault when a plural form is missing', () => {
    const { days_few: _, ...rest } = messages.ar
    write('ar', rest)
    deepEqual(messageFaults(folder), ['ar: days_few has no text'])
  })

  it('of the HTTP edge have no fault', () => {
    deepEqual(messageFaults(resolve(import.meta.dirname, '../../platform/http/messages')), [])
  })
})

describe('names in texts', () => {
  it('are kept apart where they run the other way, and there alone', () => {
    equal(isolated('ar', 'Chat 2'), '\u2068Chat 2\u2069')
    equal(isolated('ar', 'محادثة 2'), 'محادثة 2')
    equal(isolated('ar', '58,5 %'), '58,5 %')
    equal(isolated('fr', 'محادثة'), '\u2068محادثة\u2069')
    equal(isolated('fr', 'ⵜⴰⵎⴰⵣⵉⵖⵜ'), 'ⵜⴰⵎⴰⵣⵉⵖⵜ')
    equal(isolated('ar', 'ⵜⴰⵎⴰⵣⵉⵖⵜ'), '\u2068ⵜⴰⵎⴰⵣⵉⵖⵜ\u2069')
  })
})
