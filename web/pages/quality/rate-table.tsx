import type { QualityReport } from '../../../schemas/tutor-quality.ts'
import { formatNumber } from '../../i18n/format.ts'
import { isLanguage, LANGUAGE_NAMES } from '../../i18n/languages.ts'
import { type Texts, useTexts } from '../../i18n/use-texts.ts'
import { Cell } from './cell.tsx'
import { percent } from './percent.ts'
import { Section } from './section.tsx'

type Rate = QualityReport['rates'][number]

interface RateTableProps {
  readonly rates: readonly Rate[]
  readonly path: string
}

const COLUMNS = [
  ...(['quality.group', 'quality.attempts', 'quality.passed'] as const),
  ...(['quality.rate', 'quality.interval'] as const),
] as const

/** Pass rates, each with the interval that so few attempts leave. */
export function RateTable({ rates, path }: RateTableProps) {
  const texts = useTexts()
  const { language } = texts
  return (
    <Section table="rates" path={path} columns={COLUMNS}>
      {rates.map((rate) => (
        <tr key={`${rate.group}-${rate.name}`}>
          <th scope="row">{nameOf(rate, texts)}</th>
          <Cell label="quality.attempts">{formatNumber(language, rate.attempts)}</Cell>
          <Cell label="quality.passed">{formatNumber(language, rate.passed)}</Cell>
          <Cell label="quality.rate">{percent(language, rate.rate)}</Cell>
          <Cell label="quality.interval">
            <span className="interval">
              <bdi>
                {percent(language, rate.low)} – {percent(language, rate.high)}
              </bdi>
              <IntervalBar rate={rate} />
            </span>
          </Cell>
        </tr>
      ))}
    </Section>
  )
}

function nameOf({ group, name }: Rate, { t, maybe }: Texts): string {
  if (group === 'all') return t('quality.all')
  if (group === 'language') return isLanguage(name) ? LANGUAGE_NAMES[name] : name
  return name
    .split(' ')
    .map((grader) => maybe(`grader.${grader}`) ?? grader)
    .join(' · ')
}

/** The interval on a line from nothing to all, and the rate on it. */
function IntervalBar({ rate: { low, high, rate } }: { readonly rate: Rate }) {
  return (
    <svg className="interval-bar" viewBox="0 0 100 12" aria-hidden="true">
      <path className="scale" d="M0 6H100" />
      <path className="span" d={`M${100 * low} 6H${100 * high}`} />
      <circle cx={100 * rate} cy="6" r="3.5" />
    </svg>
  )
}
