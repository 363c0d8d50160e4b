/**
 * Hands at the controls of a question: chooses, moves, pairs and writes as people do.
 *
 * @module
 */

import type { Page } from 'playwright-core'
import type { ItemAnswer, ShownItem } from '../../../schemas/courses.ts'

/** The pages' texts by key. */
type Texts = (key: 'item.number' | 'item.keepOrder') => string

/** Gives this answer to the question on the page, by the controls of its kind. */
export async function answerOnPage(
  page: Page,
  t: Texts,
  { item, answer }: { readonly item: ShownItem; readonly answer: ItemAnswer },
): Promise<void> {
  if (item.kind === 'numeric') await page.getByLabel(t('item.number')).fill(String(answer))
  else if (item.kind === 'matching') await pairUp(page, item, answer)
  else if (item.kind === 'ordering') await order(page, item, answer)
  else await choose(page, item, answer)
}

/** Gives this answer in the assessment, and waits until the server has it. */
export async function answerForGood(
  page: Page,
  t: Texts,
  given: { readonly item: ShownItem; readonly answer: ItemAnswer },
): Promise<void> {
  const saved = page.waitForResponse(
    (response) => response.url().endsWith(`/items/${given.item.itemId}`) && response.ok(),
  )
  await answerOnPage(page, t, given)
  const keep = page.getByRole('button', { name: t('item.keepOrder') })
  if (given.item.kind === 'ordering' && (await keep.isVisible())) await keep.click()
  await saved
}

const listed = (answer: ItemAnswer): readonly string[] =>
  Array.isArray(answer) ? answer : [String(answer)]

type Choice = Extract<ShownItem, { options: unknown }>
type Matching = Extract<ShownItem, { left: unknown }>

async function choose(page: Page, item: Choice, answer: ItemAnswer): Promise<void> {
  const inputs = page.locator('fieldset.options input')
  for (const id of listed(answer)) {
    await inputs.nth(item.options.findIndex((option) => option.id === id)).check()
  }
}

async function pairUp(page: Page, item: Matching, answer: ItemAnswer): Promise<void> {
  const pairs = answer as Readonly<Record<string, string>>
  for (const [at, { id }] of item.left.entries()) {
    await page
      .locator('fieldset.matching select')
      .nth(at)
      .selectOption(pairs[id] ?? '')
  }
}

/** Moves each element up to its place, with the buttons. */
async function order(page: Page, item: Choice, answer: ItemAnswer): Promise<void> {
  const now = item.options.map(({ id }) => id)
  for (const [place, id] of listed(answer).entries()) {
    for (let at = now.indexOf(id); at > place; at--) {
      await page.locator('ol.ordering > li').nth(at).locator('button').first().click()
      now.splice(at - 1, 2, id, now[at - 1] ?? id)
    }
  }
}
