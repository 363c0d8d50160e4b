import { deepEqual, equal, rejects } from 'node:assert/strict'
import { queue } from '../../keys/pkcs11-vault.ts'
import { fault } from './vault-behaviour.ts'

describe('operations of a PKCS#11 session', () => {
  it('are done one after the other, also after one that failed', async () => {
    const inTurn = queue()
    const done: number[] = []
    const all = [1, 2, 3].map((at) =>
      inTurn(async () => {
        await new Promise((resolve) => setTimeout(resolve, 5 - at))
        done.push(at)
        if (at === 1) throw new Error('no')
        return at
      }),
    )
    await rejects(all[0] ?? Promise.resolve(), /no/)
    deepEqual([await all[1], await all[2], done], [2, 3, [1, 2, 3]])
  })

  it('end when the module gives no answer, for all who wait, and go on when it does', async () => {
    const inTurn = queue(20)
    let answer: () => void = () => undefined
    const stuck = inTurn(() => new Promise<void>((resolve) => (answer = resolve)))
    const waiting = inTurn(() => 1)
    const late = fault('unreadable', /no answer within 0.02 s/)
    await rejects(stuck, late)
    await rejects(waiting, late)
    answer()
    equal(await inTurn(() => 2), 2)
  })
})
