/**
 * A person at a browser: reads the words on the page and presses what they name.
 *
 * @module
 */

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import fr from '../../web/locales/fr.json' with { type: 'json' }

export type TextKey = keyof typeof fr

/** The word of the French page. */
export const t = (key: TextKey): string => fr[key]

/** Signs in as people do: asks for a link, opens the mail, presses the button. */
export async function signInByMail(page: Page, origin: string, email: string): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel(t('signIn.email')).fill(email)
  await page.getByRole('button', { name: t('signIn.send') }).click()
  await page.getByText(t('signIn.sent.title')).waitFor()
  await page.goto(`${origin}/dev/inbox`)
  await page
    .locator('article', { hasText: email })
    .first()
    .locator('a[href*="/auth/link"]')
    .first()
    .click()
  await page.locator('form button').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/auth'))
}

/** What axe finds serious or critical on the page, by rule. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // React Aria's announcer names, for seven seconds, a button that the next page no longer has.
    .exclude('[data-live-announcer]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)
}
