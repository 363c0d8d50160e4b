import { deepEqual, equal, match, ok } from 'node:assert/strict'
import fc from 'fast-check'
import type { Dialogue, DialogueLadder } from '../../../courses/index.ts'
import { LANGUAGES } from '../../../platform/i18n.ts'
import type { Position } from '../../../tutor/dialogue/dialogue.ts'
import { advanced, isAttempt, isOnTheWay, scriptedTurn } from '../../../tutor/dialogue/ladder.ts'
import { texts } from '../../../tutor/texts.ts'

const ladder = (id: string): DialogueLadder => ({
  id,
  skills: ['s'],
  ask: `Question ${id}?`,
  expects: 'a source',
  signals: ['source', 'مصدر', 'vérif'],
  confirm: `Right about ${id}.`,
  hints: [`${id}: first hint`, `${id}: second hint`],
  reveal: `${id} is a source.`,
})
const dialogue: Dialogue = {
  language: 'en',
  brief: 'b',
  opening: 'Hello.',
  closing: 'Goodbye.',
  steps: [ladder('one'), ladder('two')],
}
const start: Position = { step: 0, hints: 0, outcomes: {} }
const turn = (text: string, position: Position = start, previous?: string) =>
  scriptedTurn(dialogue, position, { text, language: 'en', ...(previous ? { previous } : {}) })

describe('the authored ladder', () => {
  it('asks for an attempt before any help', () => {
    for (const text of ['help', 'I dunno', '?', 'لا أعرف', '']) {
      const { text: said, position, hint } = turn(text)
      match(said, /^Try first, in a sentence or two: Question one\?$/)
      deepEqual([position, hint], [start, undefined])
    }
  })

  it('helps who still has no idea', () => {
    const asked = turn('help').text
    const { text, hint } = turn('help', start, asked)
    deepEqual([text, hint], ['one: first hint', 1])
  })

  it('gives the hints one after the other, then the answer', () => {
    const first = turn('I would ask the assistant again')
    deepEqual([first.text, first.hint, first.position.hints], ['one: first hint', 1, 1])
    const second = turn('I would ask the assistant again', first.position)
    deepEqual([second.text, second.hint], ['one: second hint', 2])
    const last = turn('I would ask the assistant again', second.position)
    equal(last.hint, undefined)
    match(last.text, /^one is a source\.\n\nThat is it\. Next question:\n\nQuestion two\?$/)
    deepEqual(last.position, { step: 1, hints: 0, outcomes: { one: 'revealed' } })
  })

  it('asks for no second attempt once hints have begun', () => {
    const { text } = turn('no idea', { ...start, hints: 1 })
    equal(text, 'one: second hint')
  })

  it('confirms what is on the way and remembers how it was reached', () => {
    const alone = turn('I would look for the SOURCE of it')
    match(alone.text, /^Right about one\./)
    deepEqual(alone.position.outcomes, { one: 'alone' })
    const hinted = turn('ah, the source', { ...start, hints: 1 })
    deepEqual(hinted.position.outcomes, { one: 'hinted' })
  })

  it('takes one right word for an attempt', () => {
    match(turn('source').text, /^Right about one/)
  })

  it('closes after the last question, and then says that it is over', () => {
    const last = turn('the source', { step: 1, hints: 0, outcomes: { one: 'alone' } })
    match(last.text, /^Right about two\.\n\nGoodbye\.$/)
    deepEqual(last.position, { step: 2, hints: 0, outcomes: { one: 'alone', two: 'alone' } })
    const after = turn('and now?', last.position)
    match(after.text, /been through all questions/)
    deepEqual(after.position, last.position)
  })

  it('comes to its end whatever is said, in a bounded number of turns', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.string({ maxLength: 40 })), (said) => {
        let position = start
        let previous: string | undefined
        for (let turns = 0; turns < 2 * 4; turns++) {
          const next = turn(said.next().value, position, previous)
          ok(next.position.step >= position.step)
          ;({ position, text: previous } = next)
        }
        equal(position.step, 2)
      }),
    )
  })
})

describe('what counts as an attempt', () => {
  it('is four words in any script', () => {
    deepEqual(
      [
        'no',
        'three words only',
        'now four words here',
        'سأبحث عن النص الأصلي',
        'ⴰⴷ ⵔⵣⵓⵖ ⵅⴼ ⵓⵙⴰⴳⵎ',
      ].map(isAttempt),
      [false, false, true, true, true],
    )
  })

  it('hears words spelt as people spell them', () => {
    const listens = ladder('x')
    for (const text of ['Vérifier', 'VÉRIF', 'المَصْدَر', 'مـــصدر', 'the source.']) {
      ok(isOnTheWay(listens, text), text)
    }
    for (const text of ['resource'.slice(2, 4), 'sauce', '', 'صدر']) {
      equal(isOnTheWay(listens, text), false, text)
    }
  })

  it('takes forms of alif, yāʾ and tāʾ marbūṭa for one another', () => {
    for (const [signal, text] of [
      ['أصل', 'اصل النص'],
      ['قضية', 'القضيه'],
      ['على', 'علي الورق'],
      ['إحصاء', 'احصاء السكان'],
    ] as const) {
      ok(isOnTheWay({ signals: [signal] }, text), text)
    }
  })
})

describe('a step behind', () => {
  for (const [hints, met, outcome] of [
    [0, true, 'alone'],
    [1, true, 'hinted'],
    [2, true, 'hinted'],
    [2, false, 'revealed'],
    [0, false, 'revealed'],
  ] as const) {
    it(`went ${outcome} after ${hints} hints ${met ? 'with' : 'without'} the answer`, () => {
      deepEqual(advanced({ ...start, hints }, ladder('one'), met), {
        step: 1,
        hints: 0,
        outcomes: { one: outcome },
      })
    })
  }
})

describe('the texts of the tutor', () => {
  const KEYS = [
    ...['integrity-1', 'grading-model', 'grading-human', 'grading-demo', 'result-open'],
    ...['result-grading', 'result-awaiting-review', 'result-passed', 'result-failed'],
    ...['result-overturned', 'result-demo', 'note-empty', 'tutor-notice-model'],
    ...['tutor-notice-scripted', 'tutor-refuses-assessed', 'tutor-attempt-first'],
    ...['tutor-step-done', 'tutor-no-model', 'tutor-finished'],
  ]
  const SCRIPTS = {
    fr: /[a-zé]/,
    en: /[a-z]/,
    ar: /\p{Script=Arabic}/u,
    zgh: /\p{Script=Tifinagh}/u,
  }

  for (const language of LANGUAGES) {
    it(`are there in ${language}, each in its script, with nothing left to fill in`, () => {
      for (const key of KEYS) {
        const text = texts(language, key, { label: 'Label', ask: 'Ask?' })
        match(text, SCRIPTS[language])
        ok(!text.includes('{{'), key)
      }
    })
  }

  it('name who runs the model', () => {
    for (const language of LANGUAGES) {
      match(texts(language, 'tutor-notice-model', { label: 'Atlas GPU' }), /Atlas GPU/)
      match(texts(language, 'grading-model', { label: 'Atlas GPU' }), /Atlas GPU/)
    }
  })
})
