// npm run bench:verify-page [-- --json]: how long until the verify page answers, and how long a first and a next verdict take.
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { issueOn } from '../support/issue-on.ts'
import { startTestServer } from '../support/server.ts'

/** Visits, each with nothing kept from the one before. */
const VISITS = 7
/** Milliseconds until the page answers, at the most. */
const WANTED = 1000

/** Milliseconds of one visit. */
interface Visit {
  /** From asking for the page to a button that answers. */
  readonly interactive: number
  readonly firstVerdict: number
  readonly nextVerdict: number
}

async function visitOnce(browser: Browser, origin: string, credential: string): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en' })
  const page = await context.newPage()
  await page.goto(`${origin}/verify`, { waitUntil: 'commit' })
  await page.locator('.paste textarea').waitFor()
  const interactive = await page.evaluate(() => performance.now())
  const verdict = async (text: string): Promise<number> => {
    await page.locator('.paste textarea').fill(text)
    const began = Date.now()
    await page.locator('.ways button[type=submit]').click()
    await page.locator('.banner-valid').waitFor()
    return Date.now() - began
  }
  const firstVerdict = await verdict(credential)
  await page.locator('.paste textarea').fill('nothing')
  await page.locator('.ways button[type=submit]').click()
  await page.locator('.banner-unchecked').waitFor()
  const nextVerdict = await verdict(credential)
  await context.close()
  return { interactive, firstVerdict, nextVerdict }
}

const median = (values: readonly number[]): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)

const server = await startTestServer()
const browser = await launchChromium()
const credential = JSON.stringify(await issueOn(server.origin, { instance: 'status' }))
const visits: Visit[] = []
for (let at = 0; at < VISITS; at += 1) {
  visits.push(await visitOnce(browser, server.origin, credential))
}
await browser.close()
await server.end()

const result = {
  interactive: median(visits.map(({ interactive }) => interactive)),
  firstVerdict: median(visits.map(({ firstVerdict }) => firstVerdict)),
  nextVerdict: median(visits.map(({ nextVerdict }) => nextVerdict)),
  wanted: WANTED,
}
if (process.argv.includes('--json')) console.log(JSON.stringify(result))
else {
  console.log(`interactive   ${result.interactive} ms (wanted: ${WANTED} ms)`)
  console.log(`first verdict ${result.firstVerdict} ms`)
  console.log(`next verdict  ${result.nextVerdict} ms`)
}
process.exit(result.interactive <= WANTED ? 0 : 1)
