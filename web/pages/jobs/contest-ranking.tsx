import { useTexts } from '../../i18n/use-texts.ts'
import type { Parameters } from '../../router/match.ts'
import { usePlace } from '../../router/use-place.ts'
import { ContestForm } from '../../ui/contest-form.tsx'
import { Page } from '../../ui/page.tsx'

/** Where the link under a ranking leads: contesting it, also without an account. */
export function ContestRanking({ parameters }: { readonly parameters: Parameters }) {
  const { t } = useTexts()
  const { query } = usePlace()
  const token = query.get('token') ?? undefined
  const id = encodeURIComponent(parameters.id ?? '')
  return (
    <Page title={t('contest.ranking')} lead={t('contest.text')} width="narrow">
      <ContestForm
        path={`/rankings/${id}/contest`}
        isOpen
        {...(token === undefined ? {} : { token })}
      />
    </Page>
  )
}
