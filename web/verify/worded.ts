import { formatDateTime } from '../i18n/format.ts'
import type { Texts } from '../i18n/use-texts.ts'
import type { Check, Trust, Verification } from '../verdict/verification.ts'

/** A verification of the worker, with the words that the page has and the worker has not. */
export function worded(verification: Verification, texts: Texts): Verification {
  const { trust, checks } = verification
  return {
    ...verification,
    checks: checks.map((check) => wordedCheck(check, texts)),
    ...(trust && { trust: wordedTrust(trust, texts) }),
  }
}

const wordedCheck = (check: Check, { t }: Texts): Check =>
  check.name === 'resources' && check.message === undefined
    ? { ...check, message: t(`resources.${(check.reason ?? 'passed') as 'passed'}`) }
    : check

/** The server says it itself; of what the device keeps, the page does. */
function wordedTrust(trust: Trust, { t, language }: Texts): Trust {
  if (trust.message !== '') return trust
  const { keptAt } = trust
  const message =
    keptAt === undefined
      ? t('trust.notReachable')
      : t('trust.kept', { date: formatDateTime(language, keptAt) })
  return { ...trust, message }
}
