import { useTexts } from '../../i18n/use-texts.ts'
import { save } from '../../keep/save.ts'
import { Button } from '../../ui/button.tsx'
import { factsOf } from '../../verdict/facts.ts'
import { headlineOf, type Verdict } from '../../verdict/headline.ts'
import { shown } from '../../verdict/json.ts'
import { toCsv } from '../../verdict/results-csv.ts'
import type { Result } from './use-checking.ts'

const VERDICTS: readonly Verdict[] = ['valid', 'invalid', 'undetermined', 'unchecked']

/** Many results at a glance: how many of each verdict, and the list to keep. */
export function Summary({ results }: { readonly results: readonly Result[] }) {
  const { t } = useTexts()
  const states = results.map((result) => headlineFor(result).verdict)
  const counts = VERDICTS.map((verdict) => ({
    verdict,
    count: states.filter((state) => state === verdict).length,
  }))
  return (
    <ul className="verdict-counts" aria-label={t('verify.counts')}>
      {counts.map(({ verdict, count }) => (
        <li key={verdict} data-verdict={verdict}>
          <b>{count}</b> {t(`verdict.${verdict}`)}
        </li>
      ))}
    </ul>
  )
}

/** Saves the results as a table; it is made here and goes nowhere else. */
export function ExportButton({ results }: { readonly results: readonly Result[] }) {
  const { t } = useTexts()
  const keep = () =>
    save('brevet.csv', new Blob([toCsv(tableOf(results, t))], { type: 'text/csv' }))
  return <Button onPress={keep}>{t('verify.export')}</Button>
}

type Translate = ReturnType<typeof useTexts>['t']

const COLUMNS = ['file', 'result', 'certificate', 'holder', 'issuer', 'from', 'until'] as const

const tableOf = (results: readonly Result[], t: Translate): string[][] => [
  COLUMNS.map((column) => t(`verify.csv.${column}`)),
  ...results.map((result) => [
    shown(result.name) ?? '',
    t(`verdict.${headlineFor(result).text}`),
    ...claimsOf(result),
  ]),
]

/** What the certificate says, only where its signature held: the verifier gives no other. */
function claimsOf(result: Result): string[] {
  const credential = result.kind === 'verdict' ? result.verification.credential : undefined
  if (!credential) return ['', '', '', '', '']
  const { title, holderName, issuerName, issuerId, from, until } = factsOf(credential)
  return [title, holderName, issuerName ?? issuerId, from, until].map((text) => text ?? '')
}

/** The verdict on one thing handed in, also where there was none to make. */
export function headlineFor(result: Result): ReturnType<typeof headlineOf> {
  if (result.kind === 'verdict') return headlineOf(result.verification)
  return result.kind === 'failed'
    ? { verdict: 'undetermined', text: 'undetermined' }
    : { verdict: 'unchecked', text: 'unchecked' }
}
