import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import { partsOf } from '../../web/verdict/works.ts'

const CREDENTIAL = { type: ['VerifiableCredential'], issuer: 'did:key:z' }
const LINK = { title: 'My gate', url: 'https://fatima.example/gate', note: 'Welded in May.' }
const FILE = {
  title: 'Plan',
  file: { name: 'plan.txt', mediaType: 'text/plain', content: 'aGVsbG8' },
}

const shared = (selfAsserted: unknown, verifiableCredential: unknown = CREDENTIAL) =>
  JSON.stringify({ verifiableCredential, selfAsserted })

describe('what a link opens', () => {
  it('is the certificate alone, in whatever form, where nothing goes with it', () => {
    for (const text of [JSON.stringify(CREDENTIAL), 'eyJh.eyJi.c2ln', 'eyJh.eyJi.c2ln~WyJh~', '']) {
      deepEqual(partsOf(text), { credential: text, works: [] })
    }
  })

  it('is the certificate and the works beside it', () => {
    const { credential, works } = partsOf(shared([LINK, FILE]))
    deepEqual(JSON.parse(credential), CREDENTIAL)
    deepEqual(works, [LINK, FILE])
    equal(partsOf(shared([LINK], 'eyJh.eyJi.c2ln~')).credential, 'eyJh.eyJi.c2ln~')
  })

  it('does not take members of a certificate for works of its holder', () => {
    const text = JSON.stringify({ ...CREDENTIAL, selfAsserted: [LINK] })
    deepEqual(partsOf(text), { credential: text, works: [] })
  })

  it('shows no work that leads to a script, to another scheme, or nowhere', () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'http://x.example', 'x', 7]) {
      deepEqual(partsOf(shared([{ title: 'Odd', url }])).works, [], String(url))
    }
    deepEqual(partsOf(shared([{ title: 'Nothing' }, 'text', null, { url: LINK.url }])).works, [])
    const odd = { title: 'Odd', file: { name: 'x', mediaType: 'text/html', content: '<b>' } }
    deepEqual(partsOf(shared([odd])).works, [])
    equal(partsOf(shared(Array.from({ length: 50 }, () => LINK))).works.length, 10)
  })

  it('is read without an error, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), fc.jsonValue(), (text, value) => {
        partsOf(text)
        partsOf(shared(value, value))
      }),
      { numRuns: 200 },
    )
  })
})
