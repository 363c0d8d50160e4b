import type { ReviewQueue } from '../../../schemas/tutor-reviews.ts'
import { formatNumber } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'

const AGES = ['day', 'threeDays', 'week', 'longer'] as const

/** How long works have waited, and who marks how many: of the organisation, not of one marker. */
export function Ageing({ ageing, workload }: Pick<ReviewQueue, 'ageing' | 'workload'>) {
  const { t, language } = useTexts()
  const { byAge, waiting, oldestDays } = ageing
  const number = (value: number) => formatNumber(language, value)
  return (
    <div className="ageing section">
      <section className="stack" aria-labelledby="ageing">
        <h2 id="ageing">{t('ageing.title')}</h2>
        <table>
          <caption className="hint">{t('ageing.caption')}</caption>
          <thead className="hidden">
            <tr>
              <th scope="col">{t('ageing.since')}</th>
              <th scope="col">{t('ageing.works')}</th>
            </tr>
          </thead>
          <tbody>
            {AGES.map((age, index) => {
              const count = byAge[index] ?? 0
              return (
                <tr key={age} className={age === 'longer' && count > 0 ? 'state-missed' : ''}>
                  <th scope="row">{t(`ageing.${age}`)}</th>
                  <td>
                    <span className="bar">
                      <progress max={Math.max(1, waiting)} value={count} aria-hidden="true" />
                      {number(count)}
                    </span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
        {waiting > 0 ? <p>{t('ageing.oldest', { count: oldestDays })}</p> : null}
      </section>
      <section className="stack" aria-labelledby="workload">
        <h2 id="workload">{t('workload.title')}</h2>
        <dl className="facts">
          <dt>{t('workload.mine')}</dt>
          <dd>{number(workload.mine)}</dd>
          <dt>{t('workload.all')}</dt>
          <dd>{number(workload.all)}</dd>
          <dt>{t('workload.people')}</dt>
          <dd>{number(workload.people)}</dd>
          <dt>{t('workload.mean')}</dt>
          <dd>
            {workload.people > 0
              ? formatNumber(language, workload.all / workload.people, { maximumFractionDigits: 1 })
              : '–'}
          </dd>
        </dl>
      </section>
    </div>
  )
}
