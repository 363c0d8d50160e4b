import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { importRows } from '../skills/small-crosswalk.ts'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { expectAccessible, overflowOf, settled, textsOf, visit } from './support/visitor.ts'

const LEARNER = 'yasmine@example.org'
const ONET = 'https://www.onetonline.org/find/descriptor/result/2.A.1.e'
const ESCO = 'http://data.europa.eu/esco/skill/'

describe('the pages of a ranking by a crosswalk', function () {
  this.timeout(240_000)
  let server: TestServer
  let browser: Browser
  let cookie = ''
  let id = ''
  let crosswalk = ''

  before(async () => {
    server = await startTestServer('sqlite', {})
    browser = await launchChromium()
    cookie = await signInByLink(server.origin, LEARNER)
    const { accounts, taxonomies, matching, skills, ground } = server.services
    crosswalk = await importRows(
      taxonomies,
      [
        [ONET, 'Mathematics', 'closeMatch', `${ESCO}sums`, 'carry out sums'],
        [ONET, 'Mathematics', 'broadMatch', `${ESCO}science`, 'scientific thinking'],
      ],
      { name: 'ESCO_ONET', version: '1' },
    )
    await matching.jobs.put('academy', 'reckoner', {
      title: 'Assistante de gestion',
      skills: [
        { id: `${ESCO}sums`, label: 'effectuer des calculs', importance: 'essential' },
        { id: `${ESCO}science`, label: 'raisonnement scientifique', importance: 'essential' },
        { id: skills.byCode('check-ai-output')?.uri ?? '', importance: 'essential' },
      ],
    })
    const person = await accounts.people.byEmail(LEARNER)
    const evidence = { issuer: 'did:example:x', awardedAt: ground.clock() }
    const answer = await matching.rankings.rank({
      skills: [
        { skillId: ONET, level: 3, credentialId: 'urn:uuid:maths', evidence },
        {
          skillId: skills.byCode('check-ai-output')?.uri ?? '',
          level: 3,
          credentialId: 'urn:uuid:ai',
          evidence,
        },
      ],
      ...{ notCredited: [], filters: {}, k: 20, tenantId: 'academy', language: 'fr' },
      ...{ personId: person?.id, profileId: undefined },
    })
    id = answer.rankingId
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  for (const language of ['fr', 'ar'] as const) {
    for (const width of [390, 1100]) {
      it(`name the skill that was shown, the tie and its crosswalk (${language}, ${width} pixels)`, async () => {
        const t = textsOf(language)
        const { page, go, faults } = await visit(browser, server.origin, {
          cookie,
          language,
          width,
        })
        await go(`/rankings/${id}`)
        await page.getByText(t('jobs.why')).first().click()
        const cited = page.getByText(crosswalk, { exact: true })
        await cited.first().waitFor()
        equal(await cited.count(), 2)
        await page.getByText(t('jobs.match.closeMatch')).first().waitFor()
        await settled(page)
        equal(await overflowOf(page), 0)
        await expectAccessible(page)
        await go(`/rankings/${id}/jobs/reckoner`)
        const picture = page.getByRole('img', { name: t('place.graph') })
        await picture.locator('.graph-box.graph-mapped').waitFor()
        ok(await page.getByText('Mathematics').count())
        await page.getByText(t('place.kind.mapped')).first().waitFor()
        await settled(page)
        equal(await overflowOf(page), 0)
        await expectAccessible(page)
        deepEqual(faults, [])
      })
    }
  }
})
