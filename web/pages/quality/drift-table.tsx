import type { QualityReport } from '../../../schemas/tutor-quality.ts'
import { formatMonth, formatNumber } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Cell } from './cell.tsx'
import { decimal, percent } from './percent.ts'
import { Section } from './section.tsx'

type Month = QualityReport['drift'][number]

interface DriftTableProps {
  /** Oldest first, model by model. */
  readonly months: readonly Month[]
  /** Fewer marks tell nothing. */
  readonly enough: number
  readonly path: string
}

const COLUMNS = [
  ...(['quality.month', 'quality.model', 'quality.marks', 'quality.bias'] as const),
  ...(['quality.exact', 'quality.adjacent', 'quality.qwk', 'quality.remark'] as const),
] as const

/** Month by month, the model against people who did not know its marks. */
export function DriftTable({ months, enough, path }: DriftTableProps) {
  const { t } = useTexts()
  const none = months.length === 0 ? <p className="quiet">{t('quality.drift.none')}</p> : undefined
  return (
    <Section table="drift" path={path} columns={COLUMNS} {...(none ? { none } : {})}>
      {months.map((month) => (
        <MonthRow key={`${month.model}-${month.month}`} month={month} enough={enough} />
      ))}
    </Section>
  )
}

function MonthRow({ month, enough }: { readonly month: Month; readonly enough: number }) {
  const { t, language } = useTexts()
  const { model, marks, bias, exact, adjacent, qwk, moved } = month
  return (
    <tr>
      <th scope="row">{formatMonth(language, month.month)}</th>
      <Cell label="quality.model">
        <code>{model}</code>
      </Cell>
      <Cell label="quality.marks">{formatNumber(language, marks)}</Cell>
      {marks < enough ? (
        <Cell label="quality.remark" span={5} tone="quiet">
          {t('quality.tooFewMarks', { n: marks, enough })}
        </Cell>
      ) : (
        <>
          <Cell label="quality.bias">
            <bdi>{formatNumber(language, bias, SIGNED)}</bdi>
          </Cell>
          <Cell label="quality.exact">{percent(language, exact)}</Cell>
          <Cell label="quality.adjacent">{percent(language, adjacent)}</Cell>
          <Cell label="quality.qwk">
            {qwk === undefined ? t('quality.cannotTell') : decimal(language, qwk)}
          </Cell>
          <Cell label="quality.remark" tone={moved ? 'state-missed' : 'quiet'}>
            {t(moved ? 'quality.moved' : 'quality.steady')}
          </Cell>
        </>
      )}
    </tr>
  )
}

const SIGNED = {
  signDisplay: 'exceptZero',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
} as const
