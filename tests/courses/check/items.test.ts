import { deepEqual, ok } from 'node:assert/strict'
import { breaks, check, item, text } from './support.ts'

describe('the check of items', () => {
  it('refuses two options that read the same in some draw', async () => {
    const errors = await breaks('same-options', (files) => {
      text(files, 'pouring-single').options.low = {
        text: 'yes Beside the  YES clay pot',
        reason: 'r',
      }
    })
    deepEqual([...new Set(errors.map(({ file }) => file))], ['en/pouring.json'])
  })

  it('refuses a misconception that is right for some draw', async () => {
    const errors = await breaks('degenerate', (files) => {
      item(files, 'numeric').misconceptions = [
        { id: 'sum', value: 'guests + glasses' },
        { id: 'guests', value: 'guests + 4' },
      ]
    })
    ok(errors.some(({ message }) => message.includes('guests gives the right number')))
  })

  it('refuses two misconceptions that agree', async () => {
    await breaks('degenerate', (files) => {
      item(files, 'numeric').misconceptions = [
        { id: 'sum', value: 'guests + 100' },
        { id: 'guests', value: '100 + guests' },
      ]
    })
  })

  it('refuses a parameter space that hardly varies', async () => {
    await breaks('too-few-variants', (files) => {
      text(files, 'pouring-single').stem = 'yes How?'
      text(files, 'pouring-single').options.spill = { text: 'yes Beside', reason: 'r' }
    })
  })

  it('refuses a space whose conditions nothing meets, or that cannot be computed', async () => {
    await breaks('draw', (files) => {
      item(files, 'numeric').parameters.require = ['guests > 100']
    })
    await breaks('draw', (files) => {
      item(files, 'numeric').parameters.derive = { total: 'guests * people' }
    })
    await breaks('draw', (files) => {
      item(files, 'numeric').answer = 'total +'
    })
  })

  it('refuses a table that lacks a value drawn', async () => {
    await breaks('draw', (files) => {
      item(files, 'single').key = { by: 'pot', values: { silver: 'high', clay: 'low' } }
    })
  })

  it('refuses placeholders that nothing fills, in reasons as well', async () => {
    await breaks('draw', (files) => {
      text(files, 'pouring-multiple').stem = 'yes {{pot}}'
    })
    await breaks('draw', (files) => {
      const { salt } = text(files, 'pouring-multiple').options
      if (salt) salt.reason = 'yes {{pot}}'
    })
    await breaks('draw', (files) => {
      text(files, 'pouring-numeric').explanation = 'yes {{nothing}}'
    })
  })

  it('refuses a word without wording, and a wording without word', async () => {
    await breaks('missing-text', (files) => {
      delete text(files, 'pouring-numeric').misconceptions.sum
    })
    const { errors } = await check((files) => {
      const { pot } = text(files, 'pouring-single').parameters
      if (pot) delete pot.clay
    })
    ok(errors.some(({ message }) => message === 'parameter pot: clay has no text'))
    await breaks('unknown-key', (files) => {
      const { pot } = text(files, 'pouring-single').parameters
      if (pot) pot.gold = 'yes gold'
    })
  })

  it('refuses options, elements and sides that lack words or have too many', async () => {
    await breaks('missing-text', (files) => {
      delete text(files, 'pouring-multiple').options.salt
    })
    await breaks('unknown-key', (files) => {
      text(files, 'pouring-ordering').elements.drink = { text: 'yes', reason: 'r' }
    })
    await breaks('missing-text', (files) => {
      delete text(files, 'pouring-matching').right.holds
    })
  })

  it('refuses a part that fits nothing without saying why', async () => {
    await breaks('missing-reason', (files) => {
      text(files, 'pouring-matching').right.flies = { text: 'yes flies away' }
    })
  })

  it('samples a space that is too large to go through', async () => {
    await breaks('degenerate', (files) => {
      const numeric = item(files, 'numeric')
      numeric.parameters.draw.guests = { from: 1, to: 2000, step: 1 }
      numeric.misconceptions = [
        { id: 'sum', value: 'guests + glasses' },
        { id: 'guests', value: 'total' },
      ]
    })
  })
})
