import { deepEqual, notDeepEqual, rejects } from 'node:assert/strict'
import fc from 'fast-check'
import { SealBroken } from '../../keys/index.ts'
import { createSealer } from '../../keys/sealer.ts'
import { systemRandom } from '../../platform/id.ts'

const PLAIN = new Uint8Array(Buffer.from('a learner’s e-mail address'))

describe('the sealer', () => {
  const master = systemRandom(32)
  const sealer = createSealer(master, systemRandom)

  it('opens what it sealed, for the same purpose and context', async () => {
    const sealed = await sealer.seal('accounts.email', PLAIN, 'person-1')
    deepEqual(await sealer.open('accounts.email', sealed, 'person-1'), PLAIN)
  })

  it('opens it again after a restart with the same master secret', async () => {
    const sealed = await sealer.seal('accounts.email', PLAIN)
    deepEqual(await createSealer(master, systemRandom).open('accounts.email', sealed), PLAIN)
  })

  it('opens nothing for another purpose', async () => {
    const sealed = await sealer.seal('accounts.email', PLAIN)
    await rejects(sealer.open('accounts.session', sealed), SealBroken)
  })

  it('opens nothing for another record', async () => {
    const sealed = await sealer.seal('accounts.email', PLAIN, 'person-1')
    await rejects(sealer.open('accounts.email', sealed, 'person-2'), SealBroken)
    await rejects(sealer.open('accounts.email', sealed), SealBroken)
  })

  it('opens nothing of another installation', async () => {
    const other = createSealer(systemRandom(32), systemRandom)
    await rejects(other.open('x', await sealer.seal('x', PLAIN)), SealBroken)
  })

  it('seals the same text differently each time', async () => {
    notDeepEqual(await sealer.seal('x', PLAIN), await sealer.seal('x', PLAIN))
  })

  it('refuses any change of any byte', async () => {
    const sealed = await sealer.seal('x', PLAIN)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const changed = Uint8Array.from(sealed)
          changed[at] = (changed[at] ?? 0) ^ change
          await rejects(sealer.open('x', changed), SealBroken)
        },
      ),
    )
  })

  it('refuses bytes it never made, short ones too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
        await rejects(sealer.open('x', bytes), SealBroken)
      }),
    )
  })

  it('seals nothing, too', async () => {
    deepEqual(await sealer.open('x', await sealer.seal('x', new Uint8Array())), new Uint8Array())
  })
})
