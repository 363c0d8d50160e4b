import { deepEqual, equal, ok } from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { issueCredential, type JsonObject, signPresentation } from '../../credentials/index.ts'
import { launchChromium } from '../support/chromium.ts'
import { badge, changed, plain } from './support/documents.ts'
import { holder, issuer, signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const world = createWorld()
const CONTENT_SECURITY = "default-src 'none'; script-src 'self'"

interface Bundle {
  readonly files: ReadonlyMap<string, string>
  readonly entry: string
  /** What loads before anything generic is asked for. */
  readonly firstBytes: number
}

/** Vite writes its mode into the environment, where tests that start a process afterwards would find it. */
async function withEnvironmentKept<T>(work: () => Promise<T>): Promise<T> {
  const { NODE_ENV: before } = process.env
  try {
    return await work()
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, 'NODE_ENV')
    else process.env.NODE_ENV = before
  }
}

/** The browser's front door as a page would load it. */
async function bundle(): Promise<Bundle> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      modulePreload: false,
      rollupOptions: {
        input: new URL('../../credentials/browser.ts', import.meta.url).pathname,
        preserveEntrySignatures: 'strict',
      },
    },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as unknown as {
    output: { fileName: string; code: string; isEntry: boolean; imports: string[] }[]
  }
  const files = new Map(output.map(({ fileName, code }) => [fileName, code]))
  const entry = output.find(({ isEntry }) => isEntry)
  const first = [entry?.fileName ?? '', ...(entry?.imports ?? [])]
  const firstBytes = first.reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0)
  return { files, entry: entry?.fileName ?? '', firstBytes }
}

function serve({ files }: Bundle): Promise<Server> {
  const server = createServer((request, response) => {
    const code = files.get((request.url ?? '').slice(1))
    const type = code === undefined ? 'text/html' : 'text/javascript'
    response.setHeader('content-security-policy', CONTENT_SECURITY)
    response.setHeader('content-type', type).end(code ?? '<!doctype html><title>verify</title>')
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

describe('verifying in a browser', () => {
  let made: Bundle
  let server: Server
  let browser: Browser
  let page: Page
  const asked: string[] = []

  before(async function () {
    this.timeout(120_000)
    made = await withEnvironmentKept(bundle)
    server = await serve(made)
    browser = await launchChromium()
    page = await browser.newPage()
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  })

  after(async () => {
    await browser.close()
    server.close()
  })

  const verify = (input: unknown, options: object = {}) =>
    page.evaluate(
      async ({ entry, input: given, options: asked_, now }) => {
        const door = await import(`/${entry}`)
        const deps = { clock: () => now, fetch: () => Promise.reject(new Error('no network')) }
        const act = 'challenge' in asked_ ? door.verifyPresentation : door.verifyCredential
        const { outcome, format, checks } = await act(given, asked_, deps)
        return {
          outcome,
          format,
          reasons: checks.flatMap((check: { reason?: string }) => check.reason ?? []),
        }
      },
      { entry: made.entry, input, options, now: NOW },
    )

  const issue = (
    mechanism: 'eddsa-rdfc-2022' | 'eddsa-jcs-2022',
    credential: JsonObject = badge(),
  ) => issueCredential({ credential, signer: issuer, mechanism }, world)

  it('passes what the server passes, by the same code, without asking anybody', async () => {
    asked.length = 0
    const { outcome, format } = await verify(await issue('eddsa-rdfc-2022'))
    deepEqual([outcome, format], ['passed', 'eddsa-rdfc-2022'])
    deepEqual(asked, [`/${made.entry}`, ...asked.slice(1)])
    ok(!asked.some((path) => /stock|jsonld/.test(path)), asked.join())
    equal((await verify(await issue('eddsa-jcs-2022'))).outcome, 'passed')
    ok(made.firstBytes < 400_000, `${made.firstBytes} bytes`)
  }).timeout(60_000)

  it('passes compact texts and other curves', async () => {
    const es384 = signerOf('issuer', { algorithm: 'ES384' })
    const text = await issueCredential(
      { credential: plain({ issuer: es384.did }), signer: es384, mechanism: 'vc+jwt' },
      world,
    )
    deepEqual((await verify(text)).outcome, 'passed')
  }).timeout(60_000)

  it('refuses what was changed', async () => {
    const forged = changed(await issue('eddsa-rdfc-2022'), '/name', 'AI Mastery')
    const { outcome, reasons } = await verify(forged)
    equal(outcome, 'failed')
    ok(reasons.includes('signature-invalid'))
  }).timeout(60_000)

  it('loads generic JSON-LD when a document needs it', async () => {
    const name = { '@value': 'Fondations', '@language': 'fr' }
    const credential = await issue('eddsa-rdfc-2022', plain({ name }))
    deepEqual((await verify(credential)).outcome, 'passed')
    const odd = changed(credential, '/score', 5)
    ok((await verify(odd)).reasons.includes('term-undefined'))
  }).timeout(60_000)

  it('verifies a presentation', async () => {
    const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }
    const credentials = [await issue('eddsa-rdfc-2022')]
    const presentation = await signPresentation({ credentials, holder, ...question }, world)
    equal((await verify(presentation, question)).outcome, 'passed')
    equal((await verify(presentation, { ...question, challenge: 'x' })).outcome, 'failed')
  }).timeout(60_000)
})
