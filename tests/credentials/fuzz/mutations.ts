import { pinnedContexts } from '../../../schemas/contexts/pinned.ts'
import type { Random } from './random.ts'

type Document = Record<string, unknown>

function* termsOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, item] of Object.entries(value)) {
    if (!name.startsWith('@')) yield name
    yield* termsOf(item)
  }
}

/** Every term that any pinned context defines. */
const TERMS = [
  ...new Set([...pinnedContexts.values()].flatMap(({ document }) => [...termsOf(document)])),
]

const ODD_NAMES = [
  ...[
    'undefinedTerm',
    '@foo',
    'constructor',
    'toString',
    'https://schema.org/name',
    'ext:x',
    '@id',
  ],
  ...[
    '@type',
    '@value',
    '@graph',
    '@included',
    '@reverse',
    '@index',
    '@context',
    '@nest',
    '__proto__x',
  ],
]
const ODD_VALUES: readonly unknown[] = [
  ...[
    null,
    0,
    1,
    -0,
    1.5,
    1e-7,
    1e300,
    0.3,
    0.1 + 0.2,
    true,
    false,
    '',
    'x',
    'https://a.example/b',
  ],
  ...[
    [],
    {},
    [[]],
    [['a']],
    [null],
    ['a', 'a'],
    [1, '1'],
    [true, 'true'],
    ['1.5', 1.5],
    [0.3, 0.1 + 0.2],
  ],
  ...[
    { id: 'https://a.example/1' },
    { id: 5 },
    { '@value': 'x' },
    { '@value': 'x', '@language': 'en' },
  ],
  ...[{ '@list': ['a'] }, { '@set': ['a'] }, { '@id': 'https://a.example/1' }, { type: 'Profile' }],
  ...[
    { type: 'Nope' },
    { name: 'n' },
    { name: null },
    { id: '_:b0', name: 'n' },
    'Profile',
    '@json',
  ],
  ...[
    { '@context': { x: 'https://x.example/' }, x: 1 },
    { type: ['Profile', 'Image'], caption: 'c' },
  ],
]
const ODD_TYPES: readonly unknown[] = [
  ...[
    'Profile',
    ['Profile', 'Achievement'],
    'Nope',
    [],
    null,
    5,
    ['Image', 5],
    'id',
    '@json',
    'name',
  ],
  ...['https://t.example/T', ['Achievement', 'Achievement'], 'DataIntegrityProof', 'JsonSchema'],
]
const ODD_IDS: readonly unknown[] = ['_:b0', '', 5, null, 'rel', 'name:x', 'https://e.example/1']

function nodesOf(value: unknown, found: Document[] = []): Document[] {
  if (typeof value !== 'object' || value === null) return found
  if (!Array.isArray(value)) found.push(value as Document)
  for (const item of Object.values(value)) nodesOf(item, found)
  return found
}

/** Changes a document in place, at one to three random places. */
export function mutate(
  document: Document,
  random: Random,
  values: readonly (() => unknown)[],
): void {
  const { pick } = random
  const own = (node: Document) => Object.keys(node).filter((name) => name !== '@context')
  const steps: readonly ((node: Document) => void)[] = [
    (node) => (node[pick(TERMS)] = structuredClone(pick(ODD_VALUES))),
    (node) => (node[pick(ODD_NAMES)] = structuredClone(pick(ODD_VALUES))),
    (node) => {
      if (own(node).length > 0) node[pick(own(node))] = structuredClone(pick(ODD_VALUES))
    },
    (node) => {
      if (own(node).length > 0) delete node[pick(own(node))]
    },
    (node) => (node.type = structuredClone(pick(ODD_TYPES))),
    (node) => (node[pick(TERMS)] = pick(values)()),
    (node) => {
      const other = pick(nodesOf(document))
      if (own(other).length > 0) node[pick(TERMS)] = structuredClone(other[pick(own(other))])
    },
    (node) => (node.id = pick(ODD_IDS)),
    (node) => {
      const value = structuredClone(pick(ODD_VALUES))
      const how = { value, enumerable: true, configurable: true, writable: true }
      Object.defineProperty(node, '__proto__', how)
    },
  ]
  for (let count = 1 + random.below(3); count > 0; count--) pick(steps)(pick(nodesOf(document)))
}
