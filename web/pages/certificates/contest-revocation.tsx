import type { AwardView } from '../../../schemas/issuer.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { ContestForm } from '../../ui/contest-form.tsx'
import { awardOf } from './awards.ts'

/** Why a certificate was revoked, and contesting that. */
export function ContestRevocation({ credentialId }: { readonly credentialId: string }) {
  const { t } = useTexts()
  const awards = useResource<{ awards: readonly AwardView[] }>('/api/awards')
  const award = awards.state === 'ready' ? awardOf(awards.value.awards, credentialId) : undefined
  if (award?.state !== 'revoked') return null
  return (
    <>
      {award.reason ? (
        <blockquote className="quote" dir="auto">
          <span className="hidden">{t('certificate.reason')}</span> {award.reason}
        </blockquote>
      ) : null}
      <ContestForm path={`/api/awards/${award.id}/contest`} isBare />
    </>
  )
}
