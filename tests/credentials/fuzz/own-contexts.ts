import { ownContexts } from './reference.ts'

export const X = 'https://x.example/'
const XSD = 'http://www.w3.org/2001/XMLSchema#'
export const SIGNS = `${X}signs`
const typed = (name: string, type: string) => ({ '@id': `${X}${name}`, '@type': type })
const held = (name: string, container: unknown) => ({
  '@id': `${X}${name}`,
  '@container': container,
})
const scoped = (name: string, context: unknown) => ({ '@id': `${X}${name}`, '@context': context })

/** What contexts may say, a term for each. */
ownContexts.set(SIGNS, {
  '@context': {
    '@version': 1.1,
    id: '@id',
    type: '@type',
    x: { '@id': X, '@prefix': true },
    name: `${X}name`,
    title: `${X}name`,
    kind: { '@id': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type', '@type': '@id' },
    odd: 'https://é.example/',
    nothing: null,
    ref: typed('ref', '@id'),
    voc: typed('voc', '@vocab'),
    any: typed('any', '@none'),
    count: typed('count', `${XSD}integer`),
    ratio: typed('ratio', `${XSD}double`),
    word: typed('word', `${XSD}string`),
    flag: typed('flag', `${XSD}boolean`),
    json: typed('json', '@json'),
    list: held('list', '@list'),
    refs: { ...typed('refs', '@id'), '@container': '@list' },
    set: held('set', '@set'),
    graph: held('graph', '@graph'),
    graphs: held('graphs', ['@graph', '@set']),
    named: held('named', ['@graph', '@id']),
    labels: held('labels', '@language'),
    index: held('index', '@index'),
    back: { '@reverse': `${X}back` },
    french: { '@id': `${X}french`, '@language': 'fr' },
    right: { '@id': `${X}right`, '@direction': 'rtl' },
    Plain: `${X}Plain`,
    Typed: scoped('Typed', { inner: `${X}inner`, name: `${X}typedName` }),
    Other: scoped('Other', { inner: `${X}otherInner` }),
    Loud: scoped('Loud', { '@propagate': true, inner: `${X}loudInner` }),
    Valued: scoped('Valued', { val: '@value' }),
    Tongue: scoped('Tongue', { '@language': 'fr' }),
    inside: scoped('inside', { name: `${X}insideName`, inner: `${X}inner` }),
    again: scoped('again', { again: { '@id': `${X}again`, '@type': '@id' } }),
    elsewhere: scoped('elsewhere', { elsewhere: `${X}other` }),
    boxed: scoped('boxed', { boxed: held('boxed', '@list') }),
    vocab: scoped('vocab', { '@vocab': X }),
  },
})
ownContexts.set(`${X}more`, { '@context': { more: `${X}more`, name: `${X}moreName` } })
ownContexts.set(`${X}tongue`, { '@context': { '@language': 'fr', word: `${X}word` } })
ownContexts.set(`${X}dropping`, { '@context': { '@version': 1.1, x: { '@id': 'relative' } } })

/** For those who come first alone, or for all below them. */
ownContexts.set(`${X}quiet`, {
  '@context': {
    '@version': 1.1,
    quiet: scoped('quiet', { '@propagate': false, name: `${X}quietName` }),
    loud: scoped('loud', { '@propagate': true, name: `${X}loudName` }),
    Quiet: scoped('Quiet', {
      quiet: scoped('quiet2', { '@propagate': false, name: `${X}quiet2Name` }),
      name: `${X}typedName`,
    }),
    Inner: scoped('Inner', { inside: scoped('inside2', { name: `${X}inside2Name` }) }),
  },
})
ownContexts.set(`${X}still`, {
  '@context': { '@version': 1.1, '@propagate': false, name: `${X}stillName` },
})
ownContexts.set(`${X}reserved`, { '@context': { '@reserved': `${X}reserved` } })
export const MANY = Array.from({ length: 140 }, (_, at) => `many${at}`)
ownContexts.set(`${X}many`, {
  '@context': Object.fromEntries(MANY.map((name) => [name, scoped(name, { own: `${X}own` })])),
})
