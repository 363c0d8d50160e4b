import { deepEqual, equal, ok } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import type { JsonObject } from '../../credentials/index.ts'
import { badgePng, bakePng, certificatePdf, sheetFacts } from '../../documents/index.ts'
import { launchChromium } from '../support/chromium.ts'
import { cameraArguments, filmCode } from '../support/fake-camera.ts'
import { issueOn } from '../support/issue-on.ts'
import { onVerifyPage } from './support/on-verify-page.ts'
import { expectAccessible, textsOf, visit } from './support/visitor.ts'

const t = textsOf('fr')
const BADGE = { achievementId: 'https://brevet.example/a/1', level: 2, title: 'Badge' }
const bytes = (...parts: readonly (string | Uint8Array)[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)))
const PNG = bytes(Uint8Array.of(0x89), 'PNG\r\n\u001a\n')

/** A picture with two different badges in it: the chunk of the second laid before that of the first. */
function pictureOfTwo(one: JsonObject, other: JsonObject): Buffer {
  const [first, second] = [one, other].map((credential) =>
    bytes(bakePng(badgePng(BADGE, 64), JSON.stringify(credential))),
  )
  if (!first || !second) throw new Error('two pictures were baked')
  const at = second.indexOf('iTXt') - 4
  const chunk = second.subarray(at, at + 12 + second.readUInt32BE(at))
  return bytes(first.subarray(0, 33), chunk, first.subarray(33))
}

describe('bad input on the verify page', function () {
  this.timeout(240_000)
  const here = onVerifyPage()
  beforeEach(() => here.visitor.go('/verify'))

  const hand = (page: Page, name: string, buffer: Uint8Array) =>
    page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) })
  /** Addresses asked for from now on, but for the page's own files. */
  const asked = (page: Page): string[] => {
    const urls: string[] = []
    page.on('request', (request) => {
      if (!/\/assets\/|\/sw\.js|\/api\/trust\/bundle|^blob:/.test(request.url()))
        urls.push(request.url())
    })
    return urls
  }

  it('explains garbage in every type of file, and asks nobody about it', async () => {
    const { page, faults } = here.visitor
    const noise = Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) % 251)
    const bare = certificatePdf(sheetFacts({}), { language: 'fr' })
    const cases: readonly (readonly [string, Uint8Array, string])[] = [
      ['a.json', bytes('{"@context":['), 'unknown'],
      ['b.json', bytes('{"type":"VerifiablePresentation"'), 'unknown'],
      ['c.jwt', bytes('eyJ.eyJ.%%%'), 'unknown'],
      ['d.txt', noise, 'unknown'],
      ['e.png', bytes(PNG, noise), 'picture-without'],
      ['f.png', badgePng(BADGE, 64), 'picture-without'],
      [
        'g.svg',
        bytes('<svg onload="window.__ran=1"><script>window.__ran=1</script>'),
        'picture-without',
      ],
      ['h.pdf', bytes('%PDF-1.7\n', noise), 'pdf-without'],
      ['i.pdf', bare, 'pdf-without'],
      [
        'j.png',
        pictureOfTwo(here.genuine, { ...here.genuine, name: 'Other' }),
        'picture-with-several',
      ],
      [
        'k.json',
        bytes('{"@context":"https://w3id.org/openbadges/v2","type":"Assertion"}'),
        'open-badges-2-0',
      ],
      ['l.txt', bytes('BREVET1:NOTHING'), 'code-damaged'],
      ['m.json', new Uint8Array(), 'empty'],
      ['n.zip', zipSync({}), 'empty'],
    ]
    const urls = asked(page)
    for (const [name, buffer, why] of cases) {
      await hand(page, name, buffer)
      await page.getByText(t(`unreadable.${why}`), { exact: true }).waitFor()
      equal(await page.locator('.banner-unchecked').count(), 1, name)
    }
    deepEqual(urls, [])
    equal(await page.evaluate(() => '__ran' in window), false)
    await expectAccessible(page)
    deepEqual(faults, [])
  })

  it('names what is damaged in an archive beside what is good, and opens no bomb', async () => {
    const { page, faults } = here.visitor
    const mixed = zipSync({
      'good.json': bytes(JSON.stringify(here.genuine)),
      'garbage.png': bytes(PNG, 'nothing'),
      'inner.zip': zipSync({ 'x.json': bytes('{}') }),
    })
    await hand(page, 'mixed.zip', mixed)
    await page.getByText('mixed.zip / good.json').waitFor()
    await page.getByText(t('verdict.valid'), { exact: true }).last().waitFor()
    await page.getByText(t('unreadable.picture-without')).waitFor()
    const zeros = new Uint8Array(6_000_000)
    const names = Array.from({ length: 35 }, (_, at) => `${at}.json`)
    const bomb = zipSync(Object.fromEntries(names.map((name) => [name, zeros])), { level: 9 })
    ok(bomb.length < 1_000_000, 'it is small outside')
    await hand(page, 'bomb.zip', bomb)
    await page.getByText(t('unreadable.archive-too-large')).waitFor()
    equal(await page.locator('.result').count(), 1)
    deepEqual(faults, [])
  })

  it('shows texts with markup and marks of direction as inert text, everywhere on the page', async () => {
    const { page, faults } = here.visitor
    const trick = (what: string) =>
      `<b onclick=1>${what}</b>\u202e\u2067gpj.exe\u0000`.replace('\u0000', '\u200f')
    const hostile = await issueOn(here.server.origin, {
      changes: {
        name: trick('name'),
        credentialSubject: {
          id: 'did:example:holder',
          type: ['AchievementSubject'],
          achievement: {
            id: 'https://brevet.example/a/1',
            type: ['Achievement'],
            name: trick('achievement'),
            description: trick('description'),
            criteria: { narrative: trick('criteria') },
          },
        },
        evidence: [{ type: ['Evidence'], name: trick('evidence'), narrative: trick('narrative') }],
      },
    })
    const before = await page.locator('b').count()
    await page.getByLabel(t('verify.paste')).fill(JSON.stringify(hostile))
    await page.getByRole('button', { name: t('verify.check'), exact: true }).click()
    await page.locator('.keep').waitFor()
    const seen = (await page.locator('.verdict .banner, .verdict-part').allTextContents()).join()
    ok(seen.includes('<b onclick=1>achievement</b>gpj.exe'))
    equal(
      /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/.test(seen.replaceAll(/[\u2068\u2069]/g, '')),
      false,
    )
    equal(await page.locator('.results b').count(), 0)
    ok(before >= 0)
    deepEqual(faults, [])
  })

  it('asks no address of a private network, whoever names it', async () => {
    const { page } = here.visitor
    const urls = asked(page)
    for (const link of [
      'https://127.0.0.1/badge.json',
      'https://[::1]/badge.json',
      'https://printer.local/x',
      'http://school.example/x',
    ]) {
      await page.getByLabel(t('verify.paste')).fill(link)
      await page.getByRole('button', { name: t('verify.check'), exact: true }).click()
      await page.getByText(t('unreadable.private-address')).waitFor()
    }
    deepEqual(urls, [])
  })

  for (const [what, text, why] of [
    ['the code of a network', 'WIFI:T:WPA;S:home;P:secret;;', 'unknown'],
    ['a code that leads into a private network', 'http://192.168.0.1/admin', 'private-address'],
  ] as const) {
    it(`explains ${what} in front of the camera, and fetches nothing`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'brevet-film-'))
      const film = join(folder, 'code.y4m')
      await filmCode(text, film)
      const other = await launchChromium(cameraArguments(film))
      const scanning = await visit(other, here.server.origin)
      await scanning.context.grantPermissions(['camera'], { origin: here.server.origin })
      await scanning.go('/verify')
      const urls = asked(scanning.page)
      await scanning.page.getByRole('button', { name: t('verify.scan') }).click()
      await scanning.page.getByText(t(`unreadable.${why}`), { exact: true }).waitFor()
      deepEqual(urls, [])
      deepEqual(scanning.faults, [])
      await other.close()
      await rm(folder, { recursive: true })
    })
  }
})
