import { deepEqual, equal } from 'node:assert/strict'
import type { StoredDialogue } from '../../../tutor/dialogue/dialogue.ts'
import { dialogueStore, type NewMessage } from '../../../tutor/dialogue/store.ts'
import { tutorMigrations } from '../../../tutor/index.ts'
import { type RolePlay, rolePlayStore } from '../../../tutor/role-plays/store.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { NOW } from '../support/bench.ts'

const dialogue = (id: string, more: Partial<StoredDialogue> = {}): StoredDialogue => ({
  id,
  tenantId: 'academy',
  personId: 'ada',
  course: 'c',
  module: 'm',
  language: 'fr',
  step: 0,
  hints: 0,
  outcomes: {},
  startedAt: NOW,
  ...more,
})
const message = (id: string, more: Partial<NewMessage> = {}): NewMessage => ({
  ...{ id, from: 'learner', kind: 'said', text: id, at: NOW },
  ...more,
})

describeOnBothDatabases('the store of dialogues', tutorMigrations, (open) => {
  const store = () => dialogueStore(open())

  it('gives back what was put in, and finds it by its place', async () => {
    const wanted = dialogue('d1', { step: 2, hints: 1, outcomes: { one: 'alone', two: 'hinted' } })
    await store().add(wanted)
    deepEqual(await store().byId('d1'), wanted)
    deepEqual(await store().find(wanted), wanted)
    equal(await store().find({ ...wanted, module: 'other' }), undefined)
    equal(await store().byId('none'), undefined)
  })

  it('keeps the first of a person in a module and language', async () => {
    await store().add(dialogue('d1'))
    await store().add(dialogue('d2'))
    await store().add(dialogue('d3', { language: 'ar' }))
    await store().add(dialogue('d4', { personId: 'bo' }))
    deepEqual(
      (await store().ofPerson('ada')).map(({ id }) => id),
      ['d1', 'd3'],
    )
  })

  it('answers one thing at a time, until it is freed or the time is over', async () => {
    await store().add(dialogue('d1'))
    equal(await store().occupy('d1', NOW, NOW + 60), true)
    equal(await store().occupy('d1', NOW, NOW + 60), false)
    equal(await store().occupy('d1', NOW + 60, NOW + 120), true)
    await store().release('d1')
    equal(await store().occupy('d1', NOW, NOW + 60), true)
    equal(await store().occupy('none', NOW, NOW + 60), false)
  })

  it('lets one of ten in at the same time', async () => {
    await store().add(dialogue('d1'))
    const taken = await Promise.all(
      Array.from({ length: 10 }, () => store().occupy('d1', NOW, NOW + 60)),
    )
    equal(taken.filter(Boolean).length, 1)
  })

  it('moves the learner on when it is freed with a position', async () => {
    await store().add(dialogue('d1', { hints: 2 }))
    await store().release('d1', { step: 1, hints: 0, outcomes: { one: 'revealed' } })
    const found = await store().byId('d1')
    deepEqual([found?.step, found?.hints, found?.outcomes], [1, 0, { one: 'revealed' }])
    await store().release('d1')
    equal((await store().byId('d1'))?.step, 1)
  })

  it('keeps what was said in order, each dialogue its own', async () => {
    const [one, two] = [dialogue('d1'), dialogue('d2', { module: 'n' })]
    await store().say(one, message('m1'))
    await store().say(two, message('x1'))
    await store().say(one, message('m2', { from: 'tutor', kind: 'model', tokens: 12 }))
    await store().say(one, message('m3', { text: 'ⵣ\n“é”' }))
    deepEqual(await store().messages('d1'), [
      { from: 'learner', kind: 'said', text: 'm1', at: NOW },
      { from: 'tutor', kind: 'model', text: 'm2', at: NOW },
      { from: 'learner', kind: 'said', text: 'ⵣ\n“é”', at: NOW },
    ])
    equal((await store().messages('d2')).length, 1)
    deepEqual(await store().messages('none'), [])
  })

  it('counts what was said and answered since, of a person and of a tenant', async () => {
    const [ada, bo] = [dialogue('d1'), dialogue('d2', { personId: 'bo' })]
    await store().say(ada, message('m0', { at: NOW - 1 }))
    await store().say(ada, message('m1'))
    await store().say(ada, message('m2', { from: 'tutor', kind: 'model' }))
    await store().say(ada, message('m3', { from: 'tutor', kind: 'scripted' }))
    await store().say(bo, message('m4', { from: 'tutor', kind: 'model' }))
    deepEqual(await store().spent(ada, { day: NOW - 1, minute: NOW }), {
      said: { day: 2, minute: 1 },
      model: { day: 1, minute: 1 },
      tenant: { day: 2, minute: 2 },
    })
    const none = { day: 0, minute: 0 }
    deepEqual(
      await store().spent({ personId: 'eve', tenantId: 'other' }, { day: NOW, minute: NOW }),
      { said: none, model: none, tenant: none },
    )
  })

  it('erases a person’s dialogues and all that was said in them', async () => {
    await store().add(dialogue('d1'))
    await store().say(dialogue('d1'), message('m1'))
    await store().add(dialogue('d2', { personId: 'bo' }))
    equal(await store().erase('ada'), 2)
    deepEqual(await store().messages('d1'), [])
    equal(await store().erase('ada'), 0)
    equal((await store().ofPerson('bo')).length, 1)
  })
})

describeOnBothDatabases('the store of role plays', tutorMigrations, (open) => {
  const store = () => rolePlayStore(open())
  const rolePlay = (id: string, more: Partial<RolePlay> = {}): RolePlay => ({
    ...{ id, tenantId: 'academy', personId: 'ada', scenario: 'parent', language: 'ar' },
    ...{ turns: 0, feedback: undefined, startedAt: NOW },
    ...more,
  })

  it('gives back what was put in; a person may play the same again', async () => {
    await store().add(rolePlay('p1'))
    await store().add(rolePlay('p2', { startedAt: NOW + 1 }))
    deepEqual(await store().byId('p1'), rolePlay('p1'))
    deepEqual(
      (await store().ofPerson('ada')).map(({ id }) => id),
      ['p1', 'p2'],
    )
    equal(await store().byId('none'), undefined)
  })

  it('answers one thing at a time and counts the turns', async () => {
    await store().add(rolePlay('p1'))
    equal(await store().occupy('p1', NOW, NOW + 60), true)
    equal(await store().occupy('p1', NOW, NOW + 60), false)
    await store().release('p1', 1)
    equal((await store().byId('p1'))?.turns, 1)
    equal(await store().occupy('p1', NOW, NOW + 60), true)
    await store().release('p1')
    equal((await store().byId('p1'))?.turns, 1)
  })

  it('keeps the last feedback', async () => {
    await store().add(rolePlay('p1'))
    const point = { id: 'data', text: 'You said it.', met: true, quote: 'the data' }
    await store().keepFeedback('p1', { kind: 'scripted', said: 1, points: [] })
    await store().keepFeedback('p1', { kind: 'model', said: 2, points: [point] })
    deepEqual((await store().byId('p1'))?.feedback, { kind: 'model', said: 2, points: [point] })
  })

  it('erases a person’s, and nobody else’s', async () => {
    await store().add(rolePlay('p1'))
    await store().add(rolePlay('p2', { personId: 'bo' }))
    deepEqual([await store().erase('ada'), await store().erase('ada')], [1, 0])
    equal((await store().ofPerson('bo')).length, 1)
  })
})
