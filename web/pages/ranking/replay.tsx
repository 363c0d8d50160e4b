import { useCallback, useState } from 'react'
import { get } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActionProblem } from '../../ui/states.tsx'

interface ReplayView {
  readonly same: boolean
  readonly digest: string
  readonly replayed: string
}

/** Has the ranking made again from its record, and says whether it comes out the same. */
export function Replay({ rankingId }: { readonly rankingId: string }) {
  const { t } = useTexts()
  const [found, setFound] = useState<ReplayView>()
  const replay = useCallback(
    async () => setFound(await get<ReplayView>(`/rankings/${rankingId}/replay`)),
    [rankingId],
  )
  const action = useAction(replay)
  return (
    <>
      <Button isPending={action.busy} onPress={() => action.run()}>
        {t('replay.run')}
      </Button>
      <ActionProblem problem={action.problem} />
      {found ? (
        <Notice live tone={found.same ? 'good' : 'problem'}>
          <p>{t(found.same ? 'replay.same' : 'replay.other')}</p>
          <p className="quiet">
            <code>{found.replayed.slice(0, 16)}</code>
          </p>
        </Notice>
      ) : null}
    </>
  )
}
