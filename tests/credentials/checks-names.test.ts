import { deepEqual, ok } from 'node:assert/strict'
import { contextFaults, innerContextFaults } from '../../credentials/checks/contexts.ts'
import { keywordFaults } from '../../credentials/checks/form.ts'
import { movedFaults, secondNameFaults } from '../../credentials/checks/names.ts'
import { isLanguageValue } from '../../credentials/checks/texts.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { plain, V1, V2 } from './support/documents.ts'
import { told } from './support/words.ts'

const subject = '/credentialSubject'

describe('what JSON-LD reads and others do not', () => {
  const at = (value: JsonObject) => plain({ credentialSubject: value })
  const here = 'is not a member to be used here: malformed'

  it('are keywords where none belongs', () => {
    deepEqual(told(keywordFaults(plain({ '@graph': [] }))), [`/@graph ${here}`])
    deepEqual(told(keywordFaults(at({ '@id': 'urn:a' }))), [`${subject}/@id ${here}`])
    deepEqual(told(keywordFaults(at({ '@language': 'fr' }))), [`${subject}/@language ${here}`])
    deepEqual(told(keywordFaults(at({ a: { '@value': 1, '@id': 'x' } }))), [
      `${subject}/a/@id ${here}`,
    ])
    deepEqual(told(keywordFaults(plain())), [])
  })

  it('are values that are none (JSON-LD 1.1 §9.5)', () => {
    const found = (value: JsonObject) => told(keywordFaults(at({ a: value })))
    const none = [`${subject}/a is no value in JSON-LD: malformed`]
    for (const value of [
      ...[{ '@value': 1 }, { '@value': 'x', '@type': 'a' }, { '@value': 'x', '@language': 'fr' }],
      ...[{ '@value': 'x', '@direction': 'rtl' }, { '@value': true }],
    ]) {
      deepEqual(found(value), [], JSON.stringify(value))
    }
    for (const value of [
      ...[{ '@value': null }, { '@value': [] }, { '@value': 1, '@language': 'fr' }],
      ...[
        { '@value': 'x', '@language': 7 },
        { '@value': 'x', '@direction': 'up' },
      ],
      { '@value': 'x', '@language': 'fr', '@type': 'a' },
    ]) {
      deepEqual(found(value), none, JSON.stringify(value))
    }
  })

  it('is a text in a language, which has a tag, and a direction', () => {
    const text = (members: JsonObject) => isLanguageValue({ '@value': 'x', ...members })
    for (const members of [
      {},
      { '@language': 'zgh' },
      { '@language': 'zh-Hant-TW', '@direction': 'ltr' },
    ]) {
      ok(text(members), JSON.stringify(members))
    }
    for (const members of [
      ...[
        { '@value': 7 },
        { '@language': '' },
        { '@language': 'fr-' },
        { '@language': 'français' },
      ],
      ...[{ '@language': 'abcdefghi' }, { '@language': ' fr' }, { '@language': 'fr ' }, { a: 1 }],
      ...[{ '@direction': 'x' }, { '@direction': null }, { '@language': 'fr-abcdefghi' }],
    ]) {
      ok(!text(members), JSON.stringify(members))
    }
  })

  it('are terms by their address, as names and as types', () => {
    const term = 'must be written as a term: malformed'
    const found = (members: JsonObject) => told(secondNameFaults(plain(members)))
    const issuer = 'https://www.w3.org/2018/credentials#issuer'
    deepEqual(found({ [issuer]: 'x' }), [`/${issuer.replaceAll('/', '~1')} ${term}`])
    deepEqual(found({ 'cred:issuer': 'x' }), [`/cred:issuer ${term}`])
    deepEqual(found({ type: ['A', issuer] }), [`/type ${term}`])
    deepEqual(found({ credentialSubject: { type: issuer } }), [`${subject}/type ${term}`])
    deepEqual(found({ 'https://a.example/b': 1, type: ['https://a.example/b', 7] }), [])
    deepEqual(found({ proof: { 'cred:issuer': 'x' } }), [])
  })

  it('are statements of the whole made inside', () => {
    const id = 'urn:a:1'
    const moved = (node: JsonObject, whole: JsonObject = {}) =>
      told(movedFaults({ id, evidence: [{ deep: node }], ...whole }))
    const says = ['/evidence/0/deep says of the whole what must be said where it is: malformed']
    for (const member of [
      ...['issuer', 'holder', 'issuanceDate', 'expirationDate', 'validFrom', 'validUntil'],
      ...['credentialSubject', 'credentialStatus', 'credentialSchema', 'evidence'],
      ...['refreshService', 'relatedResource', 'termsOfUse'],
    ]) {
      deepEqual(moved({ id, [member]: 1 }), says, member)
      deepEqual(moved({ id: 'urn:a:2', [member]: 1 }), [], member)
    }
    deepEqual(moved({ id, type: ['A', 'VerifiableCredential'] }), says)
    deepEqual(moved({ id, type: 'A', name: 'x' }), [])
    const another = { id: 'urn:a:2', issuer: 1 }
    deepEqual(moved(another, { a: { id, name: 'x' } }), [], 'another, beside one of the name')
    deepEqual(moved({ id: 7, issuer: 1 }, { id: 7 }), [], 'no name at all')
    deepEqual(moved({ id, issuer: 1 }, { evidence: undefined, proof: { id, issuer: 1 } }), [])
  })

  it('are contexts that nobody pinned, inside, in line or twice', () => {
    const found = (...contexts: unknown[]) => told(contextFaults({ '@context': contexts }))
    deepEqual(found(V2), [])
    deepEqual(found(V2, 'https://a.example/'), ['/@context/1 https://a.example/: context-unknown'])
    deepEqual(found({}), ['/@context/0 must be the address of a context, not one: context-inline'])
    deepEqual(found(V2, V1, V2), ['/@context/2 is named twice: context-order'])
    const inner = told(
      innerContextFaults(plain({ a: { '@context': V2 }, proof: { '@context': V2 } })),
    )
    deepEqual(inner, ['/a/@context must not be here: context-inline'])
  })
})
