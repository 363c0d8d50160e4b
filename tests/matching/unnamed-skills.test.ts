import { deepEqual } from 'node:assert/strict'
import { readDocument } from '../../matching/jobs/forms/document.ts'

interface Found {
  readonly id?: string
  readonly skills: readonly { readonly id: string }[]
  readonly words: readonly { readonly text: string }[]
}

const read = (value: unknown) => readDocument(JSON.stringify(value), 'acme')
const asked = (value: unknown) =>
  read(value).map((one) => {
    if ('faults' in one) return one.faults[0]?.rule
    const { skills, words } = one.job as Found
    return [...skills.map(({ id }) => id), ...words.map(({ text }) => text)]
  })

const posting = (...skills: readonly unknown[]) => ({
  ...{ '@type': 'JobPosting', identifier: 'x', title: 'x', skills },
})
const opening = (...positionCompetencies: readonly unknown[]) => ({
  positionProfiles: [{ positionId: { value: 'x' }, positionTitle: 'x', positionCompetencies }],
})
const description = (...skills: readonly unknown[]) => ({ title: 'x', company: 'y', skills })

describe('a skill that a published job asks for', () => {
  it('is not lost for having a code instead of a name', () => {
    const term = { '@type': 'DefinedTerm', termCode: 'S1.2.3' }
    deepEqual(asked(posting(term, { '@id': '_:b0' }, 4611)), [['S1.2.3', '_:b0', '4611']])
    deepEqual(asked(opening({ competencyId: { value: 'K0001' } })), [['K0001']])
  })

  it('is not lost for being a plain text where others have an object', () => {
    deepEqual(asked(opening('painting', { competencyName: 'mixing' })), [['painting', 'mixing']])
    deepEqual(asked(description('HTML', { name: 'Web', keywords: ['CSS', 5] })), [
      ['HTML', 'Web', 'CSS', '5'],
    ])
  })

  it('has its job reported where it names nothing at all', () => {
    for (const nothing of [{}, [], true, { name: ' ' }, { name: null }]) {
      deepEqual(asked(posting(nothing)), ['unnamed'], JSON.stringify(nothing))
      deepEqual(asked(description(nothing)), ['unnamed'], JSON.stringify(nothing))
      deepEqual(asked(opening(nothing)), ['unnamed'], JSON.stringify(nothing))
    }
  })

  it('is none where nothing was said', () => {
    deepEqual(asked({ ...posting(), skills: null }), [[]])
    deepEqual(asked(description(null)), [[]])
  })
})

describe('a job beside others', () => {
  it('is not lost for a type that is misspelt', () => {
    const wrong = { '@type': 'JobPostings', name: 'Painter', validThrough: '2027-01-31' }
    const page = { '@type': 'WebSite', name: 'Acme', url: 'https://acme.example' }
    deepEqual(asked([posting('a'), wrong, page]), [['a'], 'form'])
  })

  it('is not lost for standing under another holder, or without a profile', () => {
    const both = { '@graph': [posting('a')], itemListElement: [{ item: posting('b') }] }
    deepEqual(asked(both), [['a'], ['b']])
    deepEqual(asked([posting('a'), { positionProfiles: [] }]), [['a'], 'form'])
  })

  it('is not mixed up with another by a number that is rounded', () => {
    const numbered = { ...posting('a'), identifier: { value: 2 ** 60 } }
    deepEqual(asked([numbered, { ...posting('a'), identifier: 5 }]), ['number', ['a']])
  })

  it('has all that is written of it read, under all names, in all parts', () => {
    const parts = { ...posting('a'), 'schema:skills': 'b', description: ['One.', '<p>Two.</p>'] }
    deepEqual(asked(parts), [['a', 'b']])
    const [job] = read(parts).map((one) => ('job' in one ? one.job : undefined))
    deepEqual((job as { description: string }).description, 'One.\nTwo.')
  })
})
