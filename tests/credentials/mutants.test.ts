import { deepEqual, equal } from 'node:assert/strict'
import { hunt } from './fuzz/mutants.ts'

describe('five thousand mutants of valid credentials', () => {
  it('are refused, every one that says something else', async () => {
    const { mutants, accepted } = await hunt(20_261_122, 5_000)
    equal(mutants, 5_000)
    deepEqual(accepted, [])
  }).timeout(120_000)
})
