import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES, type Language } from '../../web/i18n/languages.ts'
import { smallTexts } from '../../web/i18n/small-texts.ts'
import { picturePdf } from '../../web/keep/picture-pdf.ts'
import { verdictLines } from '../../web/keep/verdict-lines.ts'
import { unbakePdf } from '../../web/verdict/unbake-pdf.ts'
import type { Verification } from '../../web/verdict/verification.ts'

const LOCALES = join(import.meta.dirname, '../../web/locales')
const textsIn = (language: Language) =>
  smallTexts(
    language,
    JSON.parse(readFileSync(join(LOCALES, `${language}.json`), 'utf8')) as Record<string, string>,
  )

const CHECKS = [
  { name: 'proof', outcome: 'passed', message: 'Right.', source: 'did:web:a#1', checkedAt: 1 },
  { name: 'status', outcome: 'failed', reason: 'revoked', message: 'Revoked.', checkedAt: 1 },
] as const

const verification: Verification = {
  verified: false,
  outcome: 'failed',
  checks: CHECKS,
  issuer: 'did:web:a',
  credential: {
    id: 'urn:uuid:1',
    issuer: { id: 'did:web:a', name: 'Academy' },
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: {
      achievement: { name: '\u202eAI Foundations', alignment: { targetName: 'Checking' } },
    },
  },
}

const SITE = { now: 1_795_340_000, origin: 'https://brevet.example' }
const linesIn = (language: Language, of = verification) => verdictLines(of, textsIn(language), SITE)

describe('the sheet of a verdict', () => {
  it('says the verdict first, then who and what, then each check', () => {
    const lines = linesIn('en')
    deepEqual(
      lines.slice(0, 2).map(({ text }) => text),
      ['Check of a certificate', textsIn('en').t('verdict.revoked')],
    )
    equal(lines[1]?.tone, 'invalid')
    const words = lines.map(({ text }) => text)
    for (const part of ['\u2068AI Foundations\u2069', 'Academy', 'did:web:a', 'urn:uuid:1']) {
      ok(words.includes(part), part)
    }
    ok(words.includes('Revoked.'))
    equal(lines.at(-1)?.text, 'https://brevet.example/verify')
  })

  it('tells a check that failed from one that passed by word and by tone', () => {
    const tones = linesIn('fr').filter(({ kind, tone }) => kind === 'lead' && tone)
    deepEqual(
      tones.map(({ tone }) => tone),
      ['valid', 'invalid'],
    )
    equal(new Set(tones.map(({ text }) => text.split(' · ')[1])).size, 2)
  })

  it('is never green where nothing was checked', () => {
    const nothing = { verified: true, outcome: 'passed', checks: [] } as const
    equal(linesIn('en', nothing)[1]?.tone, 'unchecked')
  })

  it('has words in every language, none of them missing', () => {
    for (const language of LANGUAGES) {
      for (const { text } of linesIn(language)) ok(!/^(keep|verdict|check)\.\w/.test(text), text)
    }
  })
})

describe('pictures as a PDF', () => {
  const picture = { width: 2, height: 1, rgb: Uint8Array.of(255, 0, 0, 0, 0, 255) }
  const made = async (attachment?: string) => {
    const options = { title: 'ⵜ )', spoken: 'أصلية\nb', language: 'ar' } as const
    const more = attachment === undefined ? {} : { attachment }
    const blob = await picturePdf([picture, picture], { ...options, ...more })
    return new Uint8Array(await blob.arrayBuffer())
  }
  const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

  it('is a file whose table finds every object', async () => {
    const file = latin(await made('{"a":1}'))
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1])
    const rows = file.slice(table).match(/^\d{10} \d{5} n $/gm) ?? []
    ok(rows.length >= 12)
    for (const [at, row] of rows.entries()) {
      equal(file.slice(Number(row.slice(0, 10))).startsWith(`${at + 1} 0 obj\n`), true)
    }
    for (const [, number] of file.matchAll(/(\d+) 0 R/g)) ok(Number(number) <= rows.length)
  })

  it('has its words for those who listen, in UTF-16', async () => {
    const alt = /\/Alt <FEFF([\dA-F]+)>/.exec(latin(await made()))?.[1] ?? ''
    equal(Buffer.from(alt, 'hex').swap16().toString('utf16le'), 'أصلية\nb')
  })

  it('gives back what was attached, and holds nothing where nothing was', async () => {
    deepEqual(unbakePdf(await made('{"é":"endstream"}')), ['{"é":"endstream"}'])
    deepEqual(unbakePdf(await made('a.b.c')), ['a.b.c'])
    deepEqual(unbakePdf(await made()), [])
  })
})
