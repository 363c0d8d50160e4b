import { formatTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { tally } from './headline.ts'
import { Part } from './part.tsx'
import type { Check } from './verification.ts'

interface ChecksProps {
  readonly checks: readonly Check[]
  readonly level?: 2 | 3
}

/** Each check on a line: what was found, where, when. Also those that did not run. */
export function Checks({ checks, level = 3 }: ChecksProps) {
  const { t } = useTexts()
  const { passed, open, failed } = tally(checks)
  return (
    <Part title={t('verdict.checks')} level={level}>
      <p className="quiet">{t('verdict.tally', { passed, open, failed })}</p>
      <ul className="checks">
        {checks.map((check) => (
          <CheckLine key={check.name} check={check} />
        ))}
      </ul>
    </Part>
  )
}

const SIGNS = { passed: '✓', failed: '✕', undetermined: '?', 'not-applicable': '–' } as const

function CheckLine({ check }: { readonly check: Check }) {
  const { t, maybe, language } = useTexts()
  const { name, outcome, message, source, checkedAt } = check
  return (
    <li className={`check-${outcome}`}>
      <span className="check-sign" aria-hidden="true">
        {SIGNS[outcome]}
      </span>
      <div>
        <p>
          <strong>{maybe(`check.${name}`) ?? name}</strong>{' '}
          <span className="check-word">{t(`outcome.${outcome}`)}</span>
        </p>
        {message ? <p>{message}</p> : null}
        <p className="quiet check-source">
          {source ? <code>{source}</code> : null}
          {source ? ' · ' : ''}
          {formatTime(language, checkedAt)}
        </p>
      </div>
    </li>
  )
}
