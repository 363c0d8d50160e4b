import { deepEqual, doesNotThrow, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { factsOf } from '../../web/verdict/facts.ts'
import { hasType, shown } from '../../web/verdict/json.ts'

const credential = {
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Fondations de l’IA',
  issuer: { id: 'did:web:brevet.example', name: 'Brevet Academy' },
  validFrom: '2026-11-22T09:30:00Z',
  validUntil: '2029-11-22T09:30:00Z',
  credentialSubject: {
    id: 'did:key:z6Mk',
    identifier: [
      { type: 'IdentityObject', hashed: true, identityHash: 'sha256$00', identityType: 'name' },
      { type: 'IdentityObject', hashed: false, identityHash: 'Yasmine', identityType: 'name' },
    ],
    achievement: {
      name: 'Fondations de l’IA',
      inLanguage: 'fr',
      criteria: { narrative: '22 réponses justes sur 28.' },
      alignment: [
        { targetName: 'Vérifier une réponse d’IA', targetUrl: 'https://b.example/skills/check' },
        { targetName: 'Choisir la tâche', targetUrl: 'https://b.example/skills/choose' },
      ],
      resultDescription: [
        {
          id: 'urn:objective',
          name: 'Épreuve objective',
          valueMax: '28',
          requiredValue: '22',
        },
        {
          id: 'urn:check',
          name: 'Vérifier une réponse d’IA',
          alignment: [{ targetUrl: 'https://b.example/skills/check' }],
          rubricCriterionLevel: [
            { id: 'urn:l1', name: 'Partiel', level: '1' },
            { id: 'urn:l2', name: 'Atteint', level: '2' },
            { id: 'urn:l3', name: 'Dépassé', level: '3' },
          ],
        },
      ],
    },
    result: [
      { resultDescription: 'urn:objective', value: '25' },
      { resultDescription: 'urn:check', achievedLevel: 'urn:l3' },
    ],
  },
  evidence: [{ narrative: '28 questions corrigées automatiquement.' }],
}

describe('what a credential says', () => {
  const facts = factsOf(credential)

  it('is who, what, by whom and for how long', () => {
    equal(facts.title, 'Fondations de l’IA')
    equal(facts.issuerName, 'Brevet Academy')
    equal(facts.holderName, 'Yasmine')
    equal(facts.from, '2026-11-22T09:30:00Z')
    equal(facts.until, '2029-11-22T09:30:00Z')
    equal(facts.language, 'fr')
  })

  it('is the level reached in each skill, and what only stands beside them apart', () => {
    deepEqual(facts.skills, [
      { name: 'Vérifier une réponse d’IA', level: 3, of: 3, levelName: 'Dépassé' },
    ])
    deepEqual(facts.aligned, ['Choisir la tâche'])
  })

  it('is the skills named, once each, where there are no levels', () => {
    const alignment = ['A', 'B', 'A'].map((targetName) => ({ targetName }))
    const plain = factsOf({ credentialSubject: { achievement: { alignment } } })
    deepEqual(plain.skills, [{ name: 'A' }, { name: 'B' }])
    deepEqual(plain.aligned, [])
  })

  it('is the score with its scale', () => {
    deepEqual(facts.scores, [{ name: 'Épreuve objective', value: '25', of: '28', required: '22' }])
  })

  it('is how it was assessed', () => {
    equal(facts.criteria, '22 réponses justes sur 28.')
    deepEqual(facts.evidence, ['28 questions corrigées automatiquement.'])
  })

  it('is read from older credentials too', () => {
    const old = factsOf({
      issuer: 'did:example:1',
      issuanceDate: '2020-01-01T00:00:00Z',
      expirationDate: '2021-01-01T00:00:00Z',
      credentialSubject: [{ name: 'Ada' }],
    })
    equal(old.issuerId, 'did:example:1')
    equal(old.issuerName, undefined)
    equal(old.from, '2020-01-01T00:00:00Z')
    equal(old.until, '2021-01-01T00:00:00Z')
    equal(old.holderName, 'Ada')
  })

  it('gives no level that the credential does not define', () => {
    const { skills } = factsOf({
      credentialSubject: {
        achievement: {
          resultDescription: { id: 'urn:x', name: 'X', rubricCriterionLevel: { id: 'urn:l1' } },
        },
        result: { resultDescription: 'urn:x', achievedLevel: 'urn:l9' },
      },
    })
    deepEqual(skills, [])
  })

  it('is nothing, without an error, where nothing is said', () => {
    const empty = factsOf({})
    equal(empty.title, undefined)
    deepEqual(empty.skills, [])
    deepEqual(empty.evidence, [])
  })

  it('is read without an error from any JSON whatever', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        doesNotThrow(() => factsOf(value))
      }),
    )
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        doesNotThrow(() => factsOf({ credentialSubject: value, issuer: value, evidence: value }))
        doesNotThrow(() => factsOf({ credentialSubject: { achievement: value, result: value } }))
      }),
    )
  })
})

describe('a text of a foreign document', () => {
  it('keeps its letters, in any script', () => {
    for (const text of ['L’IA', 'الذكاء', 'ⵜⴰⵎⴰⵣⵉⵖⵜ', '<b>not markup</b>']) equal(shown(text), text)
  })

  it('loses marks that turn the direction of what follows', () => {
    equal(shown('abc\u202Egnp.exe\u2066x'), 'abcgnp.exex')
    equal(shown('\u200Bhidden\u0000'), 'hidden')
  })

  it('is on one line and not endless', () => {
    equal(shown('a\n\tb'), 'a  b')
    ok((shown('x'.repeat(10_000)) ?? '').length <= 601)
  })

  it('is found in the forms of JSON-LD', () => {
    equal(shown({ '@value': 'text', '@language': 'en' }), 'text')
    equal(shown([{ '@value': 'first' }, 'second']), 'first')
    equal(shown(7), '7')
  })

  it('is nothing for what is no text', () => {
    for (const value of [undefined, null, {}, [], [[]], true, '', ' \u202E ']) {
      equal(shown(value), undefined)
    }
  })

  it('names types singly or in a list', () => {
    equal(hasType({ type: 'A' }, 'A'), true)
    equal(hasType({ '@type': ['A', 'B'] }, 'B'), true)
    equal(hasType({ type: ['A'] }, 'B'), false)
    equal(hasType({}, 'A'), false)
  })
})
