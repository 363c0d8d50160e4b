import type { RankingAnswer } from '../../../schemas/matching.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import type { Parameters } from '../../router/match.ts'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import type { CertificateList } from '../certificates/wallet.ts'
import { RankingView } from '../jobs/ranking-view.tsx'

/** A ranking that was kept, as it was answered; whether it was made again after a contest. */
export function Ranking({ parameters }: { readonly parameters: Parameters }) {
  const { t } = useTexts()
  const id = encodeURIComponent(parameters.id ?? '')
  const ranking = useResource<RankingAnswer>(`/api/rankings/${id}`)
  const held = useResource<CertificateList>('/api/wallet/credentials')
  const certificates = held.state === 'ready' ? held.value.credentials : []
  return (
    <LoadedPage resource={ranking}>
      {(found) => (
        <Page title={t('ranking.title')} lead={t('ranking.lead')}>
          {found.replacedBy === undefined ? null : (
            <Notice>
              {t('ranking.replacedBy')}{' '}
              <Link href={`/rankings/${found.replacedBy}`}>{t('ranking.newer')}</Link>
            </Notice>
          )}
          {found.replaces === undefined ? null : (
            <Notice>
              {t('ranking.replaces')}{' '}
              <Link href={`/rankings/${found.replaces}`}>{t('ranking.older')}</Link>
            </Notice>
          )}
          <RankingView ranking={found} certificates={certificates} />
        </Page>
      )}
    </LoadedPage>
  )
}
