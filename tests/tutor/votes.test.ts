import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import type { Level } from '../../schemas/course-content.ts'
import { evidenceStands, onlyQuotes, withoutQuotes } from '../../tutor/grading/evidence.ts'
import type { Gate } from '../../tutor/grading/gate.ts'
import { type CriterionMarks, route } from '../../tutor/grading/routing.ts'
import { needsThird, poll, type Vote } from '../../tutor/grading/votes.ts'

const vote = (level: number | undefined, more: Partial<Vote> = {}): Vote => ({
  level: level as Level | undefined,
  confidence: 0.9,
  ...more,
})
const votes = (...levels: readonly (number | undefined)[]) => levels.map((each) => vote(each))

describe('votes on a criterion', () => {
  it('want a third when two differ, not when they agree or one is void', () => {
    deepEqual([votes(2, 2), votes(2, 3), votes(0, 3), votes(undefined, 3)].map(needsThird), [
      false,
      true,
      true,
      false,
    ])
  })

  for (const [levels, level, reasons] of [
    [[3, 3], 3, []],
    [[2, 3, 3], 3, []],
    [[3, 2, 2], 2, []],
    [[1, 3, 3], 3, ['votes-apart']],
    [[1, 2, 3], 2, ['votes-apart', 'no-majority']],
    [[0, 3], 0, ['votes-apart', 'no-majority']],
    [[undefined, undefined], undefined, []],
    [[undefined, 2], 2, []],
  ] as const) {
    it(`come from ${levels.map(String)} to ${level}${reasons.length > 0 ? ` and a human: ${reasons}` : ''}`, () => {
      const result = poll(votes(...levels))
      deepEqual([result.level, result.reasons], [level, reasons])
    })
  }

  it('are as sure as the least sure, and name each doubt once', () => {
    const doubtful = vote(undefined, { doubt: 'evidence', confidence: 0.2 })
    const result = poll([vote(2), doubtful, doubtful])
    deepEqual([result.confidence, result.reasons], [0.2, ['evidence']])
  })

  it('never come to a level that nobody gave', () => {
    const levels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 3 })
    fc.assert(
      fc.property(levels, (given) => {
        ok(given.includes(poll(votes(...given)).level ?? -1))
      }),
    )
  })
})

describe('routing', () => {
  const gate: Gate = {
    ...{ criterion: 'c', rubricDigest: 'd', language: 'en', model: 'm', promptHash: 'p' },
    leastConfidence: 0.8,
  }
  const cut = { criterionMean: 2, criticalMinimum: 2 }
  const marks = (
    levels: readonly number[],
    more: Partial<CriterionMarks> = {},
  ): CriterionMarks => ({
    ...{ criterion: 'c', critical: false, votes: votes(...levels), gate },
    ...more,
  })
  const reasons = (...given: readonly CriterionMarks[]) => route(given, { flags: [], cut }).reasons

  it('lets marks decide that agree, are sure and far from the cut', () => {
    deepEqual(reasons(marks([3, 3])), [])
    deepEqual(reasons(marks([0, 0]), marks([1, 1])), [])
  })

  it('sends everything near the cut to a human', () => {
    for (const levels of [
      [2, 2],
      [2, 3, 3],
      [1, 2, 2],
      [3, 2, 2],
    ]) {
      ok(reasons(marks(levels)).includes('near-cut'), String(levels))
    }
  })

  it('sends to a human without a gate, below its confidence, with a flag, failing a critical criterion', () => {
    deepEqual(reasons(marks([3, 3], { gate: undefined })), ['no-gate'])
    deepEqual(reasons(marks([3, 3], { gate: { ...gate, leastConfidence: 0.95 } })), ['confidence'])
    deepEqual(route([marks([3, 3])], { flags: ['injection'], cut }).reasons, ['flagged'])
    deepEqual(reasons(marks([1, 1], { critical: true })), ['critical'])
  })

  it('sends void marks to a human', () => {
    const void1 = marks([], { votes: votes(undefined, undefined) })
    ok(reasons(void1).includes('evidence'))
  })

  it('proposes a level for every criterion in any case', () => {
    const { proposal } = route([marks([3, 1]), marks([2, 2])], { flags: ['too-short'], cut })
    deepEqual(
      proposal.map(({ level }) => level),
      [1, 2],
    )
  })
})

describe('evidence', () => {
  const answer = 'I checked the register.\n  It says “eighteen thousand”,\tnot twenty.'
  const stands = (level: number, ...evidence: readonly string[]) =>
    evidenceStands(answer, { level, evidence })

  it('stands when it is in the answer word for word, spaces and line ends aside', () => {
    ok(stands(2, 'the register. It says “eighteen thousand”, not twenty'))
    ok(stands(0))
  })

  it('does not stand when a word, a letter or a sign is another, or when it says nothing', () => {
    for (const quote of [
      'I checked the Register',
      'checked a register',
      'It says "eighteen',
      '',
      'not',
      '   ',
    ]) {
      equal(stands(2, quote), false, quote)
    }
    equal(stands(1), false)
    equal(stands(2, 'I checked the register', 'and forged this'), false)
  })

  it('always stands when it is cut out of the answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 30 }), fc.nat(10), (text, from) => {
        const quote = text.normalize('NFC').slice(from, from + 20)
        fc.pre(quote.replace(/\s+/g, ' ').trim().length >= 6)
        ok(evidenceStands(text, { level: 3, evidence: [quote] }))
      }),
    )
  })

  it('can be taken out of the answer, or taken alone', () => {
    equal(withoutQuotes('One two. Three four. Five.', ['Three  four.']), 'One two. Five.')
    equal(withoutQuotes('One $& two.', ['$& two.']), 'One')
    equal(onlyQuotes(['a  b', 'c']), 'a b\nc')
  })
})
