import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { certificatePdf, sheetFacts, unbakePdf } from '../../documents/index.ts'
import { operatorsOf, pathOf } from '../../documents/pdf-paths.ts'

const credential = {
  id: 'urn:uuid:1',
  name: 'Été أسس ⵜⵉⵎ ) endstream',
  issuer: { id: 'did:web:x', name: 'Académie (Test)' },
}
const facts = sheetFacts(credential)
const verifyUrl = 'https://brevet.example/v/1#key(1)\\'

const latin = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1')

/** Each object by its number, as the table at the end finds it. */
function objectsOf(pdf: Uint8Array): readonly string[] {
  const file = latin(pdf)
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1])
  const rows = file.slice(table).match(/^\d{10} \d{5} n $/gm) ?? []
  return rows.map((row) => file.slice(Number(row.slice(0, 10))))
}

describe('paths in a PDF', () => {
  it('move, run and close', () => {
    equal(pathOf('M1 2L3 4H5V6h1v-1Z'), '1 2 m\n3 4 l\n5 4 l\n5 6 l\n6 6 l\n6 5 l\nh')
  })

  it('curve: a quadratic curve becomes the same cubic one', () => {
    equal(pathOf('M0 0Q3 3 6 0'), '0 0 m\n2 2 4 2 6 0 c')
    equal(pathOf('M0 0C1 2 3 4 5 6'), '0 0 m\n1 2 3 4 5 6 c')
  })

  it('are round: a circle passes its four sides and comes back', () => {
    const text = pathOf('M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z')
    const ends = text
      .split('\n')
      .filter((line) => line.endsWith('c'))
      .map((line) => line.split(' ').slice(4, 6).map(Number))
    deepEqual(ends, [
      [0, 5],
      [5, 0],
      [0, -5],
      [-5, 0],
    ])
  })

  it('go on from where the last closed', () => {
    equal(pathOf('M1 1h2Zh4'), '1 1 m\n3 1 l\nh\n5 1 l')
  })

  it('keep fill, stroke, rule and place', () => {
    equal(
      operatorsOf(
        '<g transform="translate(1 2) scale(3)"><path fill="#f00" fill-rule="evenodd" d="M0 0Z"/></g>',
      ),
      'q 1 0 0 1 1 2 cm 3 0 0 3 0 0 cm\nq\n\n1 0 0 rg\n0 0 m\nh\nf*\nQ\nQ',
    )
    match(
      operatorsOf(
        '<path fill="none" stroke="#000000" stroke-width="2" stroke-linecap="round" d="M0 0h1"/>',
      ),
      /0 0 0 RG\n2 w\n1 J\n0 0 m\n1 0 l\nS/,
    )
  })
})

describe('the sheet as PDF', () => {
  const pdf = certificatePdf(facts, { language: 'fr', verifyUrl, credential })

  it('is a file whose table finds every object', () => {
    match(latin(pdf), /^%PDF-2\.0\n/)
    const objects = objectsOf(pdf)
    ok(objects.length >= 9)
    for (const [index, object] of objects.entries())
      match(object, new RegExp(`^${index + 1} 0 obj\n`))
  })

  it('names no object that is not there', () => {
    const count = objectsOf(pdf).length
    for (const [, reference] of latin(pdf).matchAll(/(\d+) 0 R/g)) {
      ok(Number(reference) >= 1 && Number(reference) <= count)
    }
  })

  it('draws the sheet and nothing but paths', () => {
    const file = latin(pdf)
    const begin = file.indexOf('stream\n', file.indexOf('/FlateDecode')) + 7
    const content = inflateSync(Buffer.from(file.slice(begin), 'latin1')).toString()
    match(content, /^\/Figure <<\/MCID 0>> BDC\nq /)
    ok(content.length > 50_000)
    ok(!/NaN|undefined|Infinity/.test(content))
    equal(/[^\d\s.a-zA-Z*/<>-]/.test(content), false)
    equal(content.match(/^q/gm)?.length, content.match(/^Q/gm)?.length)
  })

  it('says its words to a screen reader, in its language', () => {
    const alt = /\/Alt <FEFF([\dA-F]+)>/.exec(latin(pdf))?.[1] ?? ''
    const words = Buffer.from(alt, 'hex').swap16().toString('utf16le')
    match(
      words,
      /^Certificat «\u00a0Été أسس ⵜⵉⵎ \) endstream\u00a0», délivré par Académie \(Test\)/,
    )
    match(latin(pdf), /\/MarkInfo <<\/Marked true>>/)
  })

  it('opens what the code opens, on a screen', () => {
    match(latin(pdf), /\/URI \(https:\/\/brevet\.example\/v\/1#key\\\(1\\\)\\\\\)/)
    ok(!latin(certificatePdf(facts, { language: 'fr' })).includes('/Annot'))
  })

  it('carries the credential, and gives it back', () => {
    deepEqual(unbakePdf(pdf), { found: 'credential', credential })
    const compact = certificatePdf(facts, { language: 'ar', credential: 'a.b.c' })
    deepEqual(unbakePdf(compact), { found: 'credential', credential: 'a.b.c' })
  })

  it('carries any credential', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Record<string, unknown>
        const file = certificatePdf(sheetFacts({}), { language: 'en', credential: plain })
        deepEqual(unbakePdf(file), { found: 'credential', credential: plain })
      }),
      { numRuns: 10 },
    )
  })
})

describe('reading a PDF of strangers', () => {
  const head = '<</Type /EmbeddedFile /Subtype /application#2Fvc /Length'
  const file = (text: string) => new Uint8Array(Buffer.from(`%PDF-2.0\n${text}`))
  const cases: readonly (readonly [string, Uint8Array, object])[] = [
    ['nothing at all', new Uint8Array(), { found: 'damaged', damage: 'not-a-picture' }],
    [
      'a picture',
      new Uint8Array(Buffer.from('\x89PNG')),
      { found: 'damaged', damage: 'not-a-picture' },
    ],
    ['no attachment', file('1 0 obj\n<<>>\nendobj'), { found: 'nothing' }],
    [
      'a length beyond the file',
      file(`${head} 99999>>\nstream\n{}`),
      { found: 'damaged', damage: 'truncated' },
    ],
    [
      'a length that is wrong',
      file(`${head} 1>>\nstream\n{}\nendstream`),
      { found: 'damaged', damage: 'truncated' },
    ],
    [
      'a length that is huge',
      file(`${head} 99999999>>\nstream\n`),
      { found: 'damaged', damage: 'too-large' },
    ],
    [
      'words',
      file(`${head} 5>>\nstream\nhello\nendstream`),
      { found: 'damaged', damage: 'not-json' },
    ],
    [
      'two attachments',
      file(`${head} 2>>\nstream\n{}\nendstream ${head} 2>>\nstream\n{}\nendstream`),
      { found: 'several' },
    ],
    ['6 MB', new Uint8Array(6_000_000), { found: 'damaged', damage: 'too-large' }],
  ]
  for (const [what, bytes, expected] of cases) {
    it(`answers for ${what}`, () => deepEqual(unbakePdf(bytes), expected))
  }

  it('answers for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        ok(unbakePdf(new Uint8Array(Buffer.concat([Buffer.from('%PDF-'), bytes]))).found)
      }),
    )
  })
})
