/**
 * The page behind the `type` of every problem (RFC 9457 §3.1.1).
 *
 * @module
 */

import { type Request, type Response, Router } from 'express'
import { Problem, type ProblemType } from '../problem.ts'
import { type Html, html } from './html.ts'
import { httpProblems } from './problems.ts'
import { languageOf, type Say, sayIn, shell } from './reference/shell.ts'

const HOUR = 'public, max-age=3600'

/**
 * Serves `/problems` and `/problems/{slug}`: HTML for browsers, JSON otherwise.
 *
 * @param types - of all folders; the ones of the HTTP edge are added
 * @throws {Error} when two types have the same slug and differ
 */
export function problemRoutes(types: readonly ProblemType[], publicUrl: string): Router {
  const catalogue = catalogueOf([...types, ...Object.values(httpProblems)])
  const router = Router()

  router.get('/problems', (request, response) => {
    const all = [...catalogue.values()]
    answer(request, response, {
      json: { problems: all.map((type) => problemView(type, publicUrl)) },
      title: (say) => say('problems.title'),
      content: (say) => listContent(all, say),
    })
  })

  router.get('/problems/:slug', (request, response) => {
    const type = catalogue.get(request.params.slug)
    if (!type) throw new Problem(httpProblems.noSuchRoute, { detail: 'no problem has this name' })
    answer(request, response, {
      json: problemView(type, publicUrl),
      title: () => type.title,
      content: (say) => problemContent(type, publicUrl, say),
    })
  })
  return router
}

function catalogueOf(types: readonly ProblemType[]): ReadonlyMap<string, ProblemType> {
  const catalogue = new Map<string, ProblemType>()
  for (const type of types.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))) {
    if (type.slug === 'about:blank') continue
    const known = catalogue.get(type.slug)
    if (known && (known.status !== type.status || known.title !== type.title)) {
      throw new Error(`two problems are called ${type.slug}`)
    }
    catalogue.set(type.slug, type)
  }
  return catalogue
}

interface Shown {
  readonly json: object
  readonly title: (say: Say) => string
  readonly content: (say: Say) => Html
}

function answer(request: Request, response: Response, { json, title, content }: Shown): void {
  response.set('cache-control', HOUR).vary('accept').vary('accept-language')
  if (request.accepts(['json', 'html']) !== 'html') {
    response.json(json)
    return
  }
  const language = languageOf(request)
  const say = sayIn(language)
  response
    .type('html')
    .send(shell(language, { title: title(say), path: request.path, content: content(say) }))
}

const problemView = ({ slug, status, title, oauth }: ProblemType, publicUrl: string): object => ({
  type: `${publicUrl}/problems/${slug}`,
  title,
  status,
  ...(oauth !== undefined && { oauth }),
})

const listContent = (types: readonly ProblemType[], say: Say): Html => html`
<p>${say('problems.intro')}</p>
<table>
<thead><tr><th scope="col">${say('problem.name')}</th><th scope="col">${say('problem.status')}</th></tr></thead>
<tbody>${types.map(
  ({ slug, title, status }) => html`
<tr><th scope="row"><a href="/problems/${slug}" lang="en" dir="ltr">${title}</a></th><td>${status}</td></tr>`,
)}</tbody>
</table>`

const problemContent = (type: ProblemType, publicUrl: string, say: Say): Html => html`
<table>
<tr><th scope="row">${say('problem.address')}</th><td><code>${publicUrl}/problems/${type.slug}</code></td></tr>
<tr><th scope="row">${say('problem.status')}</th><td>${type.status}</td></tr>
${
  type.oauth !== undefined &&
  html`<tr><th scope="row">${say('problem.oauth')}</th><td><code>${type.oauth}</code></td></tr>`
}
</table>
<p><a href="/problems">${say('problem.all')}</a></p>`
