import { equal, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { refuseReserved } from '../../issuer/reserved.ts'
import { Problem } from '../../platform/problem.ts'

const OWN = {
  publicUrl: 'https://brevet.example',
  dids: ['did:web:brevet.example', 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'],
}

const refused = (input: unknown): boolean => {
  try {
    refuseReserved(input, '', OWN)
    return false
  } catch (error) {
    if (error instanceof Problem && error.type.slug === 'reserved-identifier') return true
    throw error
  }
}

describe('what only the academy may say', () => {
  it('is found in any spelling of an address', () => {
    for (const text of [
      'https://brevet.example/achievements/x/1',
      'http://brevet.example/achievements/x/1',
      'https://BREVET.example/achievements/x/1',
      'https://brevet.example./achievements/x/1',
      'https://brevet.example:443/achievements/x/1',
      'https://user:word@brevet.example/achievements/x/1',
      'https://brevet.example/Achievements/x/1',
      'https://brevet.example/./a/../achievements/x/1',
      'https://brevet.example/%61%63hievements/x/1',
      'https://brevet.example/%2561chievements/x/1',
      'https://brevet.example//achievements///x/1',
      'https:\\\\brevet.example\\achievements\\x',
      '\thttps://brevet.example/achie\nvements/x/1',
      'https://brevet.example/achievements',
      'https://brevet.example/assessments/7/record.json#x',
      'https://ʙrevet.example/achievements/x/1'.replace('ʙ', 'b'),
      'https://ｂrevet.example/achievements/x/1',
      'https://other.example:123@brevet.example/achievements/x/1',
      'https://other.example\t@brevet.example/achievements/x/1',
      'https://brevet.ex\tample/achievements/x/1',
    ]) {
      equal(refused(text), true, text)
    }
  })

  it('is found in any spelling of a DID', () => {
    for (const text of [
      ...OWN.dids,
      'did:web:brevet.example#key-1',
      'did:web:brevet.example?versionId=1',
      'did:web:BREVET.example',
      'DID:web:brevet.example',
      ' did:web:brevet.example ',
    ]) {
      equal(refused(text), true, text)
    }
  })

  it('is found at any depth, in lists, and as the name of a member', () => {
    const text = 'https://brevet.example/achievements/x/1'
    for (const input of [[text], { a: { b: [{ c: text }] } }, { [text]: 1 }, { a: [[[text]]] }]) {
      equal(refused(input), true)
    }
  })

  it('leaves alone what is not ours', () => {
    for (const input of [
      'https://brevet.example/skills/check-ai-output',
      'https://brevet.example/achievement/x',
      'https://brevet.example/achievementsx',
      'https://other.example/achievements/x/1',
      'https://brevet.example.other.example/achievements/x',
      'https://brevet.example:8443/achievements/x',
      'ftp://brevet.example/achievements/x',
      'achievements/x/1',
      'Read https://brevet.example/achievements/x/1',
      'did:web:brevet.example:issuers:web',
      'did:web:brevet.example.other.example',
      7,
      null,
      undefined,
      true,
    ]) {
      equal(refused(input), false, String(input))
    }
  })

  it('refuses what is nested too deeply to look at', () => {
    let input: unknown = 'x'
    for (let depth = 0; depth < 80; depth++) input = [input]
    throws(() => refuseReserved(input, '/credential', OWN), /nested too deeply/)
  })

  it('is found wherever it is put into any document', () => {
    const document = fc.object({ maxDepth: 4 })
    fc.assert(
      fc.property(document, fc.string({ minLength: 1 }), (value, name) => {
        equal(refused({ ...value, [`x${name}`]: 'https://brevet.example/achievements/x/1' }), true)
      }),
    )
  })

  it('never throws anything but a refusal, whatever text stands there', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (value) => [true, false].includes(refused(value))),
    )
    fc.assert(fc.property(fc.webUrl(), (url) => refused(url) === false))
  })
})
