import { equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { escapeXml, isRightToLeft, plainText } from '../../documents/text.ts'

describe('text of strangers', () => {
  it('loses its markup when it is escaped', () => {
    equal(escapeXml(`<script>"a" & 'b'`), '&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;')
  })

  it('never keeps a character that ends an attribute or opens a tag', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"']/.test(escapeXml(text))))
  })

  it('loses bidi overrides, isolates and marks', () => {
    equal(plainText('safe\u202egnp.exe'), 'safegnp.exe')
    equal(plainText('\u2066a\u2069\u200fb\u061cc\u202a'), 'abc')
  })

  it('loses control characters, zero-width spaces and byte order marks', () => {
    equal(plainText('a\u0000b\u0007c\u200bd\ufeffe'), 'abcde')
  })

  it('keeps the joiners that Persian and Hindi words need', () => {
    equal(plainText('می\u200cخواهم'), 'می\u200cخواهم')
  })

  it('makes one space of any white space', () => {
    equal(plainText('  a \n\t b\u2028c '), 'a b c')
  })

  it('is well formed even where surrogates are lonely', () => {
    equal(plainText('a\ud800b'), 'ab')
  })

  it('ends in an ellipsis where it is too long, never inside a letter', () => {
    equal(plainText('abcdef', 4), 'abc…')
    equal(plainText('e\u0301e\u0301e\u0301', 2), 'é…')
    equal(plainText('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2), '👩‍👩‍👧…')
    equal(plainText('abcd', 4), 'abcd')
  })

  it('is bounded whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const plain = plainText(text, 20)
        const length = [...new Intl.Segmenter().segment(plain)].length
        ok(length <= 20)
        ok(plain.isWellFormed())
        ok(!/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(plain))
      }),
    )
    equal(plainText(`${'\u200b'.repeat(1_000_000)}x`), '')
  })

  it('reads from right to left when its first letter does', () => {
    equal(isRightToLeft('12 أسس AI'), true)
    equal(isRightToLeft('שלום'), true)
    equal(isRightToLeft('AI أسس'), false)
    equal(isRightToLeft('ⴰⵣⵓⵍ'), false)
    equal(isRightToLeft('123'), false)
  })
})
