import type { QualityReport } from '../../../schemas/tutor-quality.ts'
import { formatNumber } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Cell } from './cell.tsx'
import { decimal, percent } from './percent.ts'
import { Section } from './section.tsx'

type Item = QualityReport['items'][number]

interface ItemTableProps {
  readonly items: readonly Item[]
  /** Fewer answers tell nothing. */
  readonly enough: number
  readonly path: string
}

const COLUMNS = [
  ...(['quality.item', 'quality.answers', 'quality.difficulty'] as const),
  ...(['quality.discrimination', 'quality.remark'] as const),
] as const

/** Every question asked: first those that can be told of, the one that tells apart least on top. */
export function ItemTable({ items, enough, path }: ItemTableProps) {
  const { t } = useTexts()
  const none = items.length === 0 ? <p className="quiet">{t('quality.items.none')}</p> : undefined
  const told = items.filter(({ answers }) => answers >= enough)
  const others = items
    .filter(({ answers }) => answers < enough)
    .sort((a, b) => b.answers - a.answers || a.itemId.localeCompare(b.itemId, 'en'))
  return (
    <Section table="items" path={path} columns={COLUMNS} {...(none ? { none } : {})}>
      {told.map((item) => (
        <ToldItem key={item.itemId} item={item} />
      ))}
      {others.map((item) => (
        <OtherItem key={item.itemId} item={item} enough={enough} />
      ))}
    </Section>
  )
}

function ToldItem({ item }: { readonly item: Item }) {
  const { t, language } = useTexts()
  const { itemId, answers, difficulty, discrimination, warnings } = item
  return (
    <tr>
      <th scope="row">
        <code>{itemId}</code>
      </th>
      <Cell label="quality.answers">{formatNumber(language, answers)}</Cell>
      <Cell label="quality.difficulty">{percent(language, difficulty)}</Cell>
      <Cell label="quality.discrimination">
        {discrimination === undefined ? t('quality.cannotTell') : decimal(language, discrimination)}
      </Cell>
      <Cell label="quality.remark" tone={warnings.length > 0 ? 'state-missed' : 'quiet'}>
        {warnings.length > 0
          ? warnings.map((warning) => t(`quality.warning.${warning}`)).join(' · ')
          : t('quality.fine')}
      </Cell>
    </tr>
  )
}

function OtherItem({ item, enough }: { readonly item: Item; readonly enough: number }) {
  const { t, language } = useTexts()
  return (
    <tr>
      <th scope="row">
        <code>{item.itemId}</code>
      </th>
      <Cell label="quality.answers">{formatNumber(language, item.answers)}</Cell>
      <Cell label="quality.remark" span={3} tone="quiet">
        {t('quality.tooFewAnswers', { n: item.answers, enough })}
      </Cell>
    </tr>
  )
}
