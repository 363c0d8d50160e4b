import { equal, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { type Filling, fill, formatNumber } from '../../courses/template.ts'

const filling = (part: Partial<Filling> = {}): Filling => ({
  language: 'en',
  values: { n: 12500, year: 2026, city: 'fes' },
  wordings: { city: { fes: 'Fès', rabat: 'Rabat' } },
  ...part,
})

describe('the texts of an item', () => {
  it('get the values drawn', () => {
    equal(fill('{{n}} people in {{city}}', filling()), '12,500 people in Fès')
  })

  it('write numbers as the language does, with the same digits in all', () => {
    equal(formatNumber(12500.5, 'en'), '12,500.5')
    equal(formatNumber(12500.5, 'fr').replace(/\s/g, ' '), '12 500,5')
    equal(formatNumber(12500.5, 'ar'), '12.500,5')
    equal(formatNumber(12500.5, 'zgh').replace(/\s/g, ' '), '12 500,5')
  })

  it('write years and codes without grouping where asked', () => {
    equal(fill('{{year|plain}}', filling()), '2026')
  })

  it('take several texts that belong together from one parameter', () => {
    const wordings = { city: { fes: { name: 'Fès', river: 'Oued Fès' } } }
    equal(fill('{{city.name}} on the {{city.river}}', filling({ wordings })), 'Fès on the Oued Fès')
  })

  it('fill placeholders inside a wording, one level deep', () => {
    const wordings = { city: { fes: { line: 'Fès has {{n}}' } } }
    equal(fill('{{city.line}}', filling({ wordings })), 'Fès has 12,500')
  })

  it('can word a number', () => {
    const wordings = { n: { 12500: 'many' } }
    equal(fill('{{n}}', filling({ wordings })), 'many')
  })

  it('are refused when nothing fills a placeholder', () => {
    throws(() => fill('{{m}}', filling()), /nothing fills \{\{m\}\}/)
    throws(() => fill('{{toString}}', filling()), /nothing fills/)
    throws(() => fill('{{n.member}}', filling()), /nothing fills/)
  })

  it('are refused when a word has no wording in the language', () => {
    throws(() => fill('{{city}}', filling({ wordings: undefined })), /nothing fills \{\{city\}\}/)
    const wordings = { city: { fes: { name: 'Fès' } } }
    throws(() => fill('{{city}}', filling({ wordings })), /nothing fills/)
    throws(() => fill('{{city.mayor}}', filling({ wordings })), /nothing fills/)
  })

  it('leave everything else alone', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('{{')),
        (text) => {
          equal(fill(text, filling()), text)
        },
      ),
    )
  })
})
