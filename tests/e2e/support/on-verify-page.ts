import type { Browser } from 'playwright-core'
import type { JsonObject } from '../../../credentials/index.ts'
import { launchChromium } from '../../support/chromium.ts'
import { issueOn } from '../../support/issue-on.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { type Visitor, visit } from './visitor.ts'

/** What a test of the verify page stands on. */
export interface OnVerifyPage {
  readonly server: TestServer
  readonly browser: Browser
  /** Anew for each test, in French. */
  readonly visitor: Visitor
  /** A certificate with a place in a status list, signed by that server. */
  readonly genuine: JsonObject
}

/** Sets the hooks of the suite that calls it; what it gives is there once they ran. */
export function onVerifyPage(): OnVerifyPage {
  const here = {} as { -readonly [Name in keyof OnVerifyPage]: OnVerifyPage[Name] }
  before(async () => {
    here.server = await startTestServer()
    here.browser = await launchChromium()
    here.genuine = await issueOn(here.server.origin, { instance: 'status' })
  })
  beforeEach(async () => {
    here.visitor = await visit(here.browser, here.server.origin)
  })
  afterEach(() => here.visitor.context.close())
  after(async () => {
    await here.browser.close()
    await here.server.end()
  })
  return here
}
