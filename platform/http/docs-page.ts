/**
 * The interface, readable: `/docs` for people, `/openapi.json` for machines.
 *
 * @module
 */

import { Router } from 'express'
import type { Config } from '../config.ts'
import { type Html, html } from './html.ts'
import {
  type ApiDocument,
  type ApiOperation,
  operationsOf,
  resolveIn,
} from './reference/api-document.ts'
import { exampleOf } from './reference/example.ts'
import { languageOf, type Say, STYLE_PATH, sayIn, shell } from './reference/shell.ts'
import { REFERENCE_STYLE } from './reference/style.ts'

const HOUR = 'public, max-age=3600'

type DocsConfig = Pick<Config, 'publicUrl' | 'production'>

/** Serves `/docs`, its style sheet and `/openapi.json`. */
export function docsRoutes(document: ApiDocument, config: DocsConfig): Router {
  const router = Router()
  const operations = operationsOf(document)

  router.get('/openapi.json', (_request, response) => {
    response.set({ 'cache-control': HOUR, 'access-control-allow-origin': '*' }).json(document)
  })
  router.get(STYLE_PATH, (_request, response) => {
    response.set('cache-control', HOUR).type('css').send(REFERENCE_STYLE)
  })
  router.get('/docs', (request, response) => {
    const language = languageOf(request)
    const say = sayIn(language)
    const content = docsContent({ document, operations, config, say })
    response
      .set('cache-control', HOUR)
      .vary('accept-language')
      .type('html')
      .send(shell(language, { title: say('docs.title'), path: '/docs', content }))
  })
  return router
}

interface Docs {
  readonly document: ApiDocument
  readonly operations: readonly ApiOperation[]
  readonly config: DocsConfig
  readonly say: Say
}

function docsContent(docs: Docs): Html {
  const { document, say, config } = docs
  return html`
<p>${say('docs.intro')} <a href="/openapi.json">${say('docs.machine')}</a> · <a href="/problems">${say('problems.title')}</a></p>
<nav aria-label="${say('docs.contents')}"><ul class="columns">
${document.tags.map(({ name }) => html`<li><a href="#${name}" lang="en">${name}</a></li>`)}
</ul></nav>
<h2 id="sign-in">${say('docs.sign-in')}</h2>
<p>${say('docs.sign-in-how')}</p>
${code(tokenExample(config))}
${document.tags.map(({ name }) => section(docs, name))}`
}

const section = (docs: Docs, tag: string): Html => html`
<h2 id="${tag}" lang="en">${tag}</h2>
${docs.operations.filter(({ tags }) => tags.includes(tag)).map((operation) => article(docs, operation))}`

function article(docs: Docs, operation: ApiOperation): Html {
  const { say } = docs
  const { method, path, operationId, summary, description, access } = operation
  return html`
<article aria-labelledby="${operationId}">
<h3 id="${operationId}"><code><span class="method">${method}</span> ${path}</code></h3>
<p lang="en" dir="ltr">${summary}${description !== undefined && html`<br>${description}`}</p>
<p class="quiet">${say(`access.${access.kind}`, { [access.kind]: access.name })}</p>
${parameterTable(operation, say)}
${bodyPart(docs, operation, say)}
<h4>${say('answers')}</h4>
<table>${operation.responses.map(
    ({ status, description: meaning }) =>
      html`<tr><th scope="row"><code>${
        status === 'default' ? say('answer.other') : status
      }</code></th><td lang="en" dir="ltr">${meaning}</td></tr>`,
  )}</table>
<h4>${say('example')}</h4>
${code(curlExample(docs, operation))}
</article>`
}

function parameterTable({ parameters }: ApiOperation, say: Say): Html | undefined {
  if (parameters.length === 0) return undefined
  return html`<h4>${say('parameters')}</h4>
<table>${parameters.map(
    (parameter) => html`<tr><th scope="row"><code>${parameter.name}</code></th>
<td>${say(`parameter.${parameter.in}`)}${parameter.required && `, ${say('parameter.required')}`}</td>
<td lang="en" dir="ltr">${parameter.description ?? parameter.schema.type}</td></tr>`,
  )}</table>`
}

function bodyPart({ document }: Docs, { body }: ApiOperation, say: Say): Html | undefined {
  if (!body) return undefined
  const { $ref: reference } = body.schema as { readonly $ref?: string }
  const schema = reference === undefined ? body.schema : resolveIn(document, reference)
  return html`<details><summary>${say('body')}: <code>${body.type}</code></summary>
${code(JSON.stringify(schema, null, 2))}</details>`
}

/** A block that can be reached by keyboard, since it may scroll. */
const code = (text: string): Html => html`<pre tabindex="0" lang="en"><code>${text}</code></pre>`

/** The demo client is known to all, but only in development does it exist. */
function tokenExample({ publicUrl, production }: DocsConfig): string {
  const client = production ? '"$CLIENT_ID:$CLIENT_SECRET"' : 'demo-operator:demo-operator-secret'
  return `curl -u ${client} -d grant_type=client_credentials ${publicUrl}/oauth/token`
}

function curlExample({ document, config }: Docs, operation: ApiOperation): string {
  const { method, path, body, access } = operation
  const signedIn =
    access.kind === 'scope' || access.kind === 'client' ? ['authorization: Bearer $TOKEN'] : []
  const cookie = access.kind === 'person' || access.kind === 'role' ? ['cookie: $SESSION'] : []
  const type = body ? [`content-type: ${body.type}`] : []
  const headers = [...signedIn, ...cookie, ...type].map((header) => ` -H "${header}"`)
  const verb = method === 'GET' ? '' : ` -X ${method}`
  return `curl${verb}${headers.join('')}${dataOf(document, body)} "${config.publicUrl}${path}"`
}

function dataOf(document: ApiDocument, body: ApiOperation['body']): string {
  if (!body) return ''
  if (!/json$/.test(body.type)) return ' --data-binary @file'
  const example = exampleOf(body.schema, (reference) => resolveIn(document, reference))
  return ` -d '${JSON.stringify(example).replace(/'/g, `'\\''`)}'`
}
