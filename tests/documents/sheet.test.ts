import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import jsQR from 'jsqr'
import { border } from '../../documents/border.ts'
import {
  certificatePng,
  certificateSvg,
  fingerprint,
  overallLevel,
  palette,
  type SheetFacts,
  sheetFacts,
} from '../../documents/index.ts'
import { dayInWords } from '../../documents/texts.ts'
import words from '../../documents/words.json' with { type: 'json' }
import { LANGUAGES } from '../../platform/i18n.ts'

const level = (skill: string, number: string) => ({
  id: `urn:level:${skill}:${number}`,
  level: number,
})
const described = (skill: string) => ({
  id: `urn:result:${skill}`,
  name: `Skill ${skill}`,
  rubricCriterionLevel: ['1', '2', '3'].map((number) => level(skill, number)),
})
const reached = (skill: string, number: string) => ({
  resultDescription: `urn:result:${skill}`,
  achievedLevel: `urn:level:${skill}:${number}`,
})

const credential = {
  id: 'urn:uuid:3f0c2d3e-8b6f-4f7a-9f53-0d6f0a5f3b11',
  name: 'Foundations',
  issuer: { id: 'did:web:brevet.example', name: 'Brevet Academy' },
  validFrom: '2026-11-22T09:30:00Z',
  validUntil: '2029-11-22T09:30:00Z',
  credentialSubject: {
    identifier: [
      { identityType: 'emailAddress', hashed: true, identityHash: 'sha256$ab' },
      { identityType: 'name', hashed: false, identityHash: 'Fatima-Zahra El Mansouri' },
    ],
    achievement: {
      id: 'https://brevet.example/achievements/ai-foundations/2',
      name: 'AI Foundations',
      description: 'Knows what to hand to a model, and how to check what comes back.',
      resultDescription: [
        { id: 'urn:result:objective', name: 'Objective part', valueMax: '28' },
        described('a'),
        described('b'),
      ],
      alignment: [{ targetName: 'Check an answer' }],
    },
    result: [reached('a', '3'), reached('b', '2')],
  },
}
const facts = sheetFacts(credential)
const verifyUrl = 'https://brevet.example/v/0193f0c2#k3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk'

describe('the facts of a sheet', () => {
  it('are read from the credential alone', () => {
    deepEqual(facts, {
      credentialId: credential.id,
      achievementId: credential.credentialSubject.achievement.id,
      title: 'AI Foundations',
      description: credential.credentialSubject.achievement.description,
      recipient: 'Fatima-Zahra El Mansouri',
      issuer: 'Brevet Academy',
      skills: [
        { name: 'Skill a', level: 3, of: 3 },
        { name: 'Skill b', level: 2, of: 3 },
      ],
      issued: 1_795_339_800,
      expires: 1_890_034_200,
    })
  })

  it('take the skills of the alignments where no level is given', () => {
    const { skills } = sheetFacts({
      credentialSubject: {
        achievement: { alignment: [{ targetName: 'Check' }, {}, 'odd', { targetName: 3 }] },
      },
    })
    deepEqual(skills, [{ name: 'Check', level: 0, of: 0 }])
  })

  it('read value objects, plain issuers and the dates of older credentials', () => {
    const read = sheetFacts({
      name: [{ '@value': 'أسس', '@language': 'ar' }],
      issuer: 'did:example:1',
      issuanceDate: '2020-01-01T00:00:00Z',
      expirationDate: '2021-01-01T00:00:00Z',
      credentialSubject: [{ id: 'did:example:2', name: 'Ali' }],
    })
    equal(read.title, 'أسس')
    equal(read.issuer, 'did:example:1')
    equal(read.recipient, 'Ali')
    equal(read.credentialId, 'did:example:2')
    equal(read.issued, 1_577_836_800)
    equal(read.expires, 1_609_459_200)
  })

  it('never show a hashed name', () => {
    const subject = { identifier: { identityType: 'name', hashed: true, identityHash: 'x$1' } }
    equal(sheetFacts({ credentialSubject: subject }).recipient, undefined)
  })

  it('count a result that names an unknown level as no level', () => {
    const subject = {
      achievement: { resultDescription: [described('a')] },
      result: [{ resultDescription: 'urn:result:a', achievedLevel: 'urn:level:a:99' }],
    }
    deepEqual(sheetFacts({ credentialSubject: subject }).skills, [
      { name: 'Skill a', level: 0, of: 3 },
    ])
  })

  it('are there for any value, without an exception', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        ok(sheetFacts(value))
        ok(sheetFacts({ credentialSubject: value, issuer: value, validFrom: value, name: value }))
        ok(
          sheetFacts({
            credentialSubject: { achievement: value, result: value, identifier: value },
          }),
        )
      }),
      { numRuns: 300 },
    )
    equal(sheetFacts(null).title, undefined)
  })

  it('make of the levels one: the lowest reached, three where there are none', () => {
    equal(overallLevel(facts.skills), 2)
    equal(overallLevel([]), 3)
    equal(overallLevel([{ name: 'a', level: 0, of: 0 }]), 3)
    equal(overallLevel([{ name: 'a', level: 9, of: 9 }]), 3)
  })
})

describe('the fingerprint', () => {
  it('is three words that follow from the id', () => {
    deepEqual(fingerprint('a', 'en'), fingerprint('a', 'en'))
    notEqual(fingerprint('a', 'en').join(), fingerprint('b', 'en').join())
  })

  it('names the same three things in every language', () => {
    const places = LANGUAGES.map((language) =>
      fingerprint(credential.id, language).map((word) => words[language].indexOf(word)),
    )
    for (const place of places) deepEqual(place, places[0])
    ok(places[0]?.every((at) => at >= 0))
  })

  it('has 64 different words in each language', () => {
    for (const language of LANGUAGES) equal(new Set(words[language]).size, 64)
  })
})

describe('the border', () => {
  it('is the same for the same id and different for another', () => {
    const colours = palette({ hue: 195, chroma: 0.09 })
    equal(border('a', colours), border('a', colours))
    const borders = Array.from({ length: 200 }, (_, at) => border(`urn:uuid:${at}`, colours))
    equal(new Set(borders).size, 200)
  })
})

describe('the sheet', () => {
  it('is outlines only: no text, no font, no script, nothing loaded', () => {
    for (const language of LANGUAGES) {
      const svg = certificateSvg(facts, { language, verifyUrl })
      ok(!/<text|<image|<script|<style|href|url\(|font-family|<foreignObject/.test(svg))
      match(svg, /^<svg [^>]*viewBox="0 0 1188 840"/)
    }
  })

  it('says aloud what it is: title, issuer and fingerprint', () => {
    const title = /<title>([^<]*)<\/title>/.exec(certificateSvg(facts, { language: 'en' }))?.[1]
    equal(
      title,
      `Certificate “AI Foundations”, issued by Brevet Academy, fingerprint ${fingerprint(credential.id, 'en').join(' ')}`,
    )
  })

  it('carries no markup and no bidi trick of the credential', () => {
    const svg = certificateSvg(
      sheetFacts({
        name: '</title><script>alert(1)</script>\u202egnp',
        issuer: { name: '"><img src=x onerror=alert(1)>' },
        credentialSubject: { name: '<b>\u2067x' },
      }),
      { language: 'fr' },
    )
    ok(!/<script|<img|<b>|[\u202a-\u202e\u2066-\u2069]/.test(svg))
  })

  it('has a code that a reader finds on the printed page', () => {
    const picture = new Resvg(certificateSvg(facts, { language: 'fr', verifyUrl }), {
      fitTo: { mode: 'width', value: 1600 },
    }).render()
    const found = jsQR.default(new Uint8ClampedArray(picture.pixels), picture.width, picture.height)
    equal(found?.data, verifyUrl)
  })

  it('has no code where there is nothing to open', () => {
    const withCode = certificateSvg(facts, { language: 'fr', verifyUrl })
    ok(certificateSvg(facts, { language: 'fr' }).length < withCode.length - 5_000)
  })

  it('is mirrored in Arabic', () => {
    const seal = (language: 'ar' | 'fr') =>
      /translate\((\d+) 250\)/.exec(certificateSvg(facts, { language }))?.[1]
    equal(seal('fr'), '232')
    equal(seal('ar'), '956')
  })

  it('prints in one ink', () => {
    const svg = certificateSvg(facts, { language: 'fr', verifyUrl, theme: 'mono' })
    const inks = new Set(Array.from(svg.matchAll(/(?:fill|stroke)="(#[^"]+)"/g), ([, ink]) => ink))
    deepEqual([...inks].toSorted(), ['#000000', '#ffffff'])
  })

  it('takes the accent of the tenant', () => {
    const accent = { hue: 30, chroma: 0.12 }
    ok(certificateSvg(facts, { language: 'fr', accent }).includes(palette(accent).accent))
  })

  const extremes: readonly (readonly [string, SheetFacts])[] = [
    ['nothing in it', sheetFacts({})],
    [
      'a very long name and title',
      { ...facts, recipient: 'Anna '.repeat(60), title: 'Very long '.repeat(30) },
    ],
    [
      'one word of 200 letters',
      { ...facts, recipient: 'x'.repeat(200), title: 'y'.repeat(200), issuer: 'z'.repeat(200) },
    ],
    [
      'a hundred skills',
      {
        ...facts,
        skills: Array.from({ length: 100 }, (_, at) => ({ name: `Skill ${at}`, level: 1, of: 3 })),
      },
    ],
    ['no end', { ...facts, expires: undefined }],
    ['no beginning', { ...facts, issued: undefined }],
    ['letters of no script we have', { ...facts, recipient: '漢字 😀 ⠿', title: 'हिन्दी' }],
  ]
  for (const [what, odd] of extremes) {
    it(`stays inside its frame with ${what}`, () => {
      for (const language of ['fr', 'ar'] as const) {
        const svg = certificateSvg(odd, { language })
        const picture = new Resvg(svg, { font: { loadSystemFonts: false } }).render()
        ok(emptyColumn(picture, 76) && emptyColumn(picture, 1112), language)
      }
    })
  }

  it('is a PNG of the width asked for, for files and paper', () => {
    const png = Buffer.from(certificatePng(facts, { language: 'zgh' }, 600))
    equal(png.readUInt32BE(16), 600)
    equal(png.readUInt32BE(20), Math.round((600 * 840) / 1188))
  })
})

/** Is a column just inside the frame free of ink? */
function emptyColumn(
  picture: { readonly width: number; readonly height: number; readonly pixels: Buffer },
  column: number,
): boolean {
  const { pixels, width } = picture
  const shade = (row: number): number => pixels[4 * (row * width + column)] ?? 0
  return Array.from({ length: 700 }, (_, at) => shade(at + 70)).every((value) => value > 240)
}

describe('a day in words', () => {
  it('is written in each language, also in Amazigh that no library knows', () => {
    const day = 1_795_339_800
    equal(dayInWords(day, 'fr'), '22 novembre 2026')
    equal(dayInWords(day, 'en'), '22 November 2026')
    equal(dayInWords(day, 'ar'), '22 نونبر 2026')
    equal(dayInWords(day, 'zgh'), '22 ⵏⵓⵡⴰⵏⴱⵉⵔ 2026')
  })
})
