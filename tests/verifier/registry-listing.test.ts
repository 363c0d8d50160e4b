import { equal, match } from 'node:assert/strict'
import fc from 'fast-check'
import { readDidMap } from '../../verifier/registry/imports/did-map.ts'
import { ListingRefused, shownName } from '../../verifier/registry/imports/listing.ts'

describe('what a registry may contain', () => {
  it('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        try {
          for (const { did, name } of readDidMap(text).issuers) match(`${did} ${name}`, /^did:.+ ./)
        } catch (error) {
          equal(error instanceof ListingRefused, true)
        }
      }),
    )
  })

  it('is shown without marks that nobody sees, and no longer than a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = shownName(text) ?? 'x'
        equal([...name].length <= 200, true)
        equal(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name), false)
        equal(shownName(name), name)
      }),
    )
  })
})
