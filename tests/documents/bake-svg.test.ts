import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { badgeSvg, bakeSvg, unbakeSvg } from '../../documents/index.ts'

const credential = { id: 'urn:uuid:1', type: ['VerifiableCredential'], name: 'Été ⵜⵉⵎ أسس ]]> <&>' }
const jws = 'eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.c2ln'

describe('baking into an SVG (Open Badges 3.0 §5.3.2.2)', () => {
  const svg = badgeSvg({ achievementId: 'https://brevet.example/achievements/x/1', title: 'AI' })

  it('gives back what went in', () => {
    deepEqual(unbakeSvg(bakeSvg(svg, credential)), { found: 'credential', credential })
    deepEqual(unbakeSvg(bakeSvg(svg, jws)), { found: 'credential', credential: jws })
  })

  it('gives back any credential', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Record<string, unknown>
        deepEqual(unbakeSvg(bakeSvg(svg, plain)), { found: 'credential', credential: plain })
      }),
      { numRuns: 200 },
    )
  })

  it('is still a picture that draws', () => {
    equal(new Resvg(bakeSvg(svg, credential)).render().width, 416)
  })

  it('puts a compact form into the attribute, JSON into a CDATA section', () => {
    match(bakeSvg(svg, jws), /<svg [^>]*><openbadges:credential verify="[\w.-]+"\/>/)
    match(bakeSvg(svg, { a: 1 }), /<openbadges:credential><!\[CDATA\[\{"a":1\}\]\]><\/openbadges/)
  })

  it('refuses to bake into what is no drawing', () => {
    throws(() => bakeSvg('<html></html>', jws), /no svg element/)
  })

  const ns = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
  const element = `<openbadges:credential verify="${jws}"/>`

  it('reads what others write: other prefixes, quotes, prologues and comments', () => {
    const files = [
      `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x"><svg ${ns}>${element}</svg>`,
      `<!-- <openbadges:credential verify="no"/> --><svg ${ns}>${element}</svg>`,
      `<svg xmlns:ob='https://purl.imsglobal.org/ob/v3p0/'><ob:credential verify='${jws}'></ob:credential></svg>`,
      `<svg><g ${ns}><title>a > b</title>${element}</g></svg>`,
      `<s:svg xmlns:s="http://www.w3.org/2000/svg" ${ns}>\n <openbadges:credential>  ${jws} </openbadges:credential></s:svg>`,
    ]
    for (const file of files) {
      deepEqual(unbakeSvg(file), { found: 'credential', credential: jws }, file)
    }
  })

  it('reads escaped JSON', () => {
    const escaped = '{&quot;a&quot;:&#34;&#x42;&amp;&lt;&gt;&apos;&#34;}'
    deepEqual(
      unbakeSvg(`<svg ${ns}><openbadges:credential>${escaped}</openbadges:credential></svg>`),
      {
        found: 'credential',
        credential: { a: "B&<>'" },
      },
    )
  })

  it('expands no entity of the document, however it is declared', () => {
    const file = `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]><svg ${ns}><openbadges:credential>{"a":"&x;&y;"}</openbadges:credential></svg>`
    deepEqual(unbakeSvg(file), { found: 'credential', credential: { a: '&x;&y;' } })
  })

  it('tells an older badge apart', () => {
    const file =
      '<svg xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="https://example.org/1"/></svg>'
    deepEqual(unbakeSvg(file), { found: 'open-badges-2', text: 'https://example.org/1' })
    deepEqual(
      unbakeSvg(
        '<svg xmlns:o="http://openbadges.org"><o:assertion verify="">x</o:assertion></svg>',
      ),
      { found: 'open-badges-2', text: '' },
    )
  })

  it('finds nothing where the name belongs to another namespace', () => {
    deepEqual(unbakeSvg(`<svg>${element}</svg>`), { found: 'nothing' })
    deepEqual(unbakeSvg(`<svg xmlns:openbadges="https://evil.example">${element}</svg>`), {
      found: 'nothing',
    })
    deepEqual(unbakeSvg(svg), { found: 'nothing' })
  })

  const hostile: readonly (readonly [string, string, object])[] = [
    ['an empty text', '', { found: 'damaged', damage: 'not-a-picture' }],
    ['a page', '<html><body></body></html>', { found: 'damaged', damage: 'not-a-picture' }],
    [
      'a badge outside the drawing',
      `<openbadges:credential ${ns} verify="${jws}"/><svg/>`,
      { found: 'damaged', damage: 'not-a-picture' },
    ],
    ['several badges', `<svg ${ns}>${element}${element}</svg>`, { found: 'several' }],
    [
      'a tag that does not end',
      `<svg ${ns}><openbadges:credential verify="`,
      { found: 'damaged', damage: 'truncated' },
    ],
    [
      'a comment that does not end',
      `<svg ${ns}><!-- ${element}`,
      { found: 'damaged', damage: 'truncated' },
    ],
    [
      'a section that does not end',
      `<svg ${ns}><openbadges:credential><![CDATA[{"a":1}`,
      { found: 'damaged', damage: 'truncated' },
    ],
    [
      'content that does not end',
      `<svg ${ns}><openbadges:credential>{"a":1}`,
      { found: 'damaged', damage: 'truncated' },
    ],
    [
      'an empty element',
      `<svg ${ns}><openbadges:credential/></svg>`,
      { found: 'damaged', damage: 'not-json' },
    ],
    [
      'words',
      `<svg ${ns}><openbadges:credential>hello</openbadges:credential></svg>`,
      { found: 'damaged', damage: 'not-json' },
    ],
    [
      'a text of 2 MB',
      `<svg ${ns}><openbadges:credential>${'x'.repeat(2_000_000)}</openbadges:credential></svg>`,
      { found: 'damaged', damage: 'too-large' },
    ],
    [
      'a drawing of 6 MB',
      `<svg>${' '.repeat(6_000_000)}</svg>`,
      { found: 'damaged', damage: 'too-large' },
    ],
    ['a name of 4 MB', `<svg ${'a'.repeat(4_000_000)}></svg>`, { found: 'nothing' }],
    ['a million quotes', `<svg ${`"'`.repeat(500_000)}></svg>`, { found: 'nothing' }],
    [
      'a million opening brackets',
      '<'.repeat(1_000_000),
      { found: 'damaged', damage: 'not-a-picture' },
    ],
  ]
  for (const [what, file, expected] of hostile) {
    it(`says what is wrong with ${what}, quickly`, function () {
      this.timeout(2000)
      deepEqual(unbakeSvg(file), expected)
    })
  }

  it('answers for any text', () => {
    const pieces = fc.constantFrom(
      ...[
        '<svg ',
        ns,
        '>',
        element,
        '</svg>',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '"',
        "'",
        '&#x110000;',
        '<!DOCTYPE [',
        ']',
        '<openbadges:credential>',
        '{"a":1}',
        '/>',
      ],
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        ok(unbakeSvg(parts.join('')).found)
      }),
      { numRuns: 500 },
    )
  })
})
