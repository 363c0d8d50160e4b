import { deepEqual, equal } from 'node:assert/strict'
import { match } from '../../web/router/match.ts'

describe('finding the page of a path', () => {
  it('gives the parameters that stand in the path', () => {
    deepEqual(match('/courses/:slug/modules/:id', '/courses/ai-foundations/modules/checking'), {
      slug: 'ai-foundations',
      id: 'checking',
    })
  })

  it('does not mind a slash at the end', () => {
    deepEqual(match('/courses', '/courses/'), {})
  })

  it('decodes what the browser encoded', () => {
    deepEqual(match('/v/:shareId', '/v/a%20b'), { shareId: 'a b' })
  })

  it('knows the first page', () => {
    deepEqual(match('/', '/'), {})
  })

  for (const [pattern, path] of [
    ['/courses/:slug', '/courses'],
    ['/courses/:slug', '/courses/a/b'],
    ['/courses', '/jobs'],
    ['/v/:shareId', '/v/%E0%A4%A'],
    ['/', '/anything'],
  ] as const) {
    it(`does not take ${path} for ${pattern}`, () => {
      equal(match(pattern, path), undefined)
    })
  }
})
