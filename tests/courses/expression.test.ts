import { deepEqual, equal, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { ExpressionError, expression } from '../../courses/expression.ts'

const value = (text: string, values = {}) => expression(text).number(values)
const holds = (text: string, values = {}) => expression(text).holds(values)

describe('the arithmetic of course content', () => {
  it('multiplies before it adds, and left before right', () => {
    equal(value('2 + 3 * 4'), 14)
    equal(value('(2 + 3) * 4'), 20)
    equal(value('10 - 4 - 3'), 3)
    equal(value('24 / 4 / 2'), 3)
    equal(value('17 % 5'), 2)
    equal(value('-3 + 5'), 2)
    equal(value('- (3 + 5)'), -8)
  })

  it('counts in decimals as people do', () => {
    equal(value('0.1 + 0.2'), 0.3)
    equal(value('1.1 * 3'), 3.3)
    equal(value('round(2.675, 2)'), 2.68)
    equal(value('round(7.5)'), 8)
  })

  it('reads parameters and knows their names', () => {
    equal(value('n * p', { n: 3, p: 1.5 }), 4.5)
    deepEqual([...expression('n * p + min(n, 2)').names].sort(), ['n', 'p'])
  })

  it('has six functions', () => {
    equal(value('min(4, 2, 3)'), 2)
    equal(value('max(4, 2, 3)'), 4)
    equal(value('floor(2.7)'), 2)
    equal(value('ceil(2.1)'), 3)
    equal(value('abs(0 - 4)'), 4)
    equal(value('round(10 / 3, 1)'), 3.3)
  })

  it('compares numbers and joins conditions', () => {
    equal(holds('2 < 3 and 3 <= 3'), true)
    equal(holds('2 > 3 or not (3 >= 4)'), true)
    equal(holds('2 == 2 and 2 != 3'), true)
    equal(holds('not (1 == 1)'), false)
  })

  it('compares words for equality only', () => {
    equal(holds('a == b', { a: 'rabat', b: 'rabat' }), true)
    equal(holds('a != b', { a: 'rabat', b: 'fes' }), true)
    throws(() => holds('a < b', { a: 'rabat', b: 'fes' }), ExpressionError)
    throws(() => value('a + 1', { a: 'rabat' }), ExpressionError)
  })

  for (const [text, why] of [
    ['', 'an empty one'],
    ['2 +', 'one that ends too early'],
    ['2 2', 'two numbers in a row'],
    ['(2', 'an open bracket'],
    ['2)', 'a bracket too many'],
    ['* 2', 'an operator at the beginning'],
    ['a.b', 'a member'],
    ['a[0]', 'an index'],
    ['"text"', 'a text'],
    ['a = 2', 'an assignment'],
    ['constructor(1)', 'a function it does not have'],
    ['toString(1)', 'an inherited function'],
    ['min(1', 'an unfinished call'],
    ['min()', 'a call of nothing'],
    ['1; 2', 'two statements'],
    ['٣ + 1', 'digits of another script'],
  ] as const) {
    it(`refuses ${why}`, () => {
      throws(() => expression(text), ExpressionError)
    })
  }

  it('refuses a name that nothing gives a value, inherited ones too', () => {
    throws(() => value('n'), /n is not a parameter/)
    throws(() => value('toString'), /toString is not a parameter/)
    throws(() => value('__proto__ + 1'), ExpressionError)
  })

  it('refuses a division by zero instead of calling it infinite', () => {
    throws(() => value('1 / 0 + 1'), ExpressionError)
    throws(() => value('1 / 0'), ExpressionError)
  })

  it('refuses a condition where a number is wanted, and the other way round', () => {
    throws(() => value('1 < 2'), ExpressionError)
    throws(() => holds('1 + 2'), ExpressionError)
    throws(() => holds('1 and 2'), ExpressionError)
  })

  it('refuses nesting without end', () => {
    throws(() => expression(`${'('.repeat(200)}1${')'.repeat(200)}`), /nested too deeply/)
    throws(() => expression(`${'-'.repeat(200)}1`), /nested too deeply/)
  })

  it('agrees with plain arithmetic on sums and products', () => {
    const small = fc.integer({ min: 0, max: 999 })
    fc.assert(
      fc.property(small, small, small, (a, b, c) => {
        equal(value('a + b * c', { a, b, c }), a + b * c)
        equal(value('(a + b) * c', { a, b, c }), (a + b) * c)
        equal(value('a - b - c', { a, b, c }), a - b - c)
      }),
    )
  })

  it('answers any text with a value or an ExpressionError, never anything else', () => {
    const piece = fc.constantFrom(
      '1',
      'a',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      'min',
      ',',
      'not',
      '<',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          try {
            expression(text).number({ a: 1 })
          } catch (thrown) {
            equal(thrown instanceof ExpressionError, true)
          }
        },
      ),
    )
  })
})
