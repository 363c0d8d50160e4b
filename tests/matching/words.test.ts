import { deepEqual } from 'node:assert/strict'
import { wordsOf } from '../../matching/ranking/words.ts'
import { messageFaults } from '../support/messages.ts'

describe('words of a skill’s name', () => {
  it('are lower case, without stop words, marks and endings', () => {
    deepEqual(wordsOf('Checking the outputs of générative AI'), [
      'check',
      'output',
      'generative',
      'ai',
    ])
    deepEqual(wordsOf('use C++ and C#'), ['c++', 'c#'])
  })

  it('keep short words whole, and words that come twice', () => {
    deepEqual(wordsOf('red bus red'), ['red', 'bus', 'red'])
    deepEqual(wordsOf(' , '), [])
  })
})

describe('the texts of ranking', () => {
  it('exist in all four languages, with the same placeholders', () => {
    deepEqual(messageFaults('matching/messages'), [])
  })
})
