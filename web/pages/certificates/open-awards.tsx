import { useCallback } from 'react'
import type { AwardView } from '../../../schemas/issuer.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { badgeOf, openAwards } from './awards.ts'
import { receiveAward } from './wallet.ts'

/** The awards that wait to be received, as far as they are known. */
export function useOpenAwards(): readonly AwardView[] {
  const awards = useResource<{ awards: readonly AwardView[] }>('/api/awards')
  return awards.state === 'ready' ? openAwards(awards.value.awards) : []
}

/** Certificates that wait to be received, each with its one button. */
export function OpenAwards({ awards }: { readonly awards: readonly AwardView[] }) {
  return awards.map((award) => <OpenAward key={award.id} award={award} />)
}

function OpenAward({ award }: { readonly award: AwardView }) {
  const { t } = useTexts()
  const take = useCallback(async () => {
    const { credentials } = await receiveAward(award.id)
    const [received] = credentials
    navigate(received ? `/certificates/${received.id}` : '/certificates')
  }, [award.id])
  const action = useAction(take)
  return (
    <section className="award" aria-label={t('award.waiting')}>
      <img src={badgeOf(award)} alt="" width="96" height="96" />
      <div className="award-words">
        <p className="quiet">{t('award.waiting')}</p>
        <h2 dir="auto">{award.achievement.name}</h2>
        <p className="hint">{t('award.receive.text')}</p>
        <ActionProblem problem={action.problem} />
      </div>
      <Button look="primary" isPending={action.busy} onPress={() => action.run()}>
        {t('award.receive')}
      </Button>
    </section>
  )
}
