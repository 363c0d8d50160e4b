import { deepEqual, equal } from 'node:assert/strict'
import { createLinker } from '../../skills/taxonomy/linker.ts'

const skill = (uri: string, ...names: readonly string[]) => ({
  uri,
  label: names[0] ?? '',
  language: 'fr',
  names,
})

const link = createLinker([
  skill('crm', 'gestion de la relation client', 'gérer la relation client'),
  skill('digital', 'marketing numérique'),
  skill('marketing', 'marketing'),
  skill('python', 'Python (programmation)', 'Python'),
  skill('arabic', 'اللغة العربية', 'كتابة العربية'),
  skill('plan', 'plan lessons with AI', 'préparer des cours avec l’IA'),
])

const found = (text: string) => link(text, 10).map(({ uri }) => uri)

describe('the linker of labels', () => {
  it('finds skills by the words of their names, whatever form the words have', () => {
    deepEqual(found('Vous gérez avec soin la relation client.'), ['crm'])
    deepEqual(found('Vous préparez vos cours avec l’IA'), ['plan'])
    deepEqual(found('إتقان كتابة العربية'), ['arabic'])
  })

  it('says which words of the text it rests on', () => {
    equal(link('Nous cherchons : Python et Excel', 5)[0]?.words, 'Python')
  })

  it('prefers the longer name where a shorter one stands within it, and keeps both apart', () => {
    deepEqual(found('Du marketing numérique'), ['digital'])
    deepEqual(found('Du marketing numérique. Du marketing.').sort(), ['digital', 'marketing'])
  })

  it('finds nothing in words of two sentences, far apart, or of no weight', () => {
    deepEqual(found('La gestion est bonne. La relation est longue. Le client attend.'), [])
    deepEqual(found('Le client reste libre de garder pour lui et les siens toute relation'), [])
    deepEqual(found('de la et en pour avec'), [])
    deepEqual(found(''), [])
  })

  it('finds each skill once, and no more than asked for', () => {
    deepEqual(found('Python, Python; encore Python'), ['python'])
    equal(link('Python. Marketing. Relation client', 2).length, 2)
  })

  it('answers for a text of twenty thousand characters without a line break', () => {
    deepEqual(found('python '.repeat(3000)), ['python'])
  })
})
