import type { ReviewView } from '../../../schemas/tutor-reviews.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** After marking: one's own marks beside those of others. */
export function Marked({ review }: { readonly review: ReviewView }) {
  const { t } = useTexts()
  const { criteria, marks = [], others } = review
  const levelOf = (list: readonly { criterion: string; level?: number }[], id: string) =>
    list.find(({ criterion }) => criterion === id)?.level ?? '–'
  const markers = others?.markers ?? []
  const proposal = others?.proposal ?? []
  return (
    <div className="mark-form stack">
      <Notice tone="good" live>
        {t('review.sent')}
      </Notice>
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('review.criterion')}</th>
              <th scope="col">{t('review.mine')}</th>
              {markers.map((list, index) => (
                <th key={JSON.stringify(list)} scope="col">
                  {t('review.other', { number: index + 1 })}
                </th>
              ))}
              {proposal.length > 0 ? <th scope="col">{t('review.proposal')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {criteria.map(({ id, name }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{levelOf(marks, id)}</td>
                {markers.map((list) => (
                  <td key={JSON.stringify(list)}>{levelOf(list, id)}</td>
                ))}
                {proposal.length > 0 ? <td>{levelOf(proposal, id)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ButtonLink look="primary" href="/review">
        {t('review.next')}
      </ButtonLink>
    </div>
  )
}
