import { useCallback, useState } from 'react'
import type { ModuleView, PracticeSession } from '../../../schemas/courses.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { useSession } from '../../session/session.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { PracticeItem } from './practice-item.tsx'

interface PracticeProps {
  readonly module: ModuleView
  readonly onDone: () => void
}

/** Questions to learn from: every answer is explained, nothing counts for the certificate. */
export function Practice({ module, onDone }: PracticeProps) {
  const { t, language } = useTexts()
  const { state } = useSession()
  const [session, setSession] = useState<PracticeSession>()
  const path = `/api/courses/${module.course}/modules/${module.id}/practice?lang=${language}`
  const draw = useCallback(
    async () => setSession(await request<PracticeSession>('POST', path, { body: {} })),
    [path],
  )
  const action = useAction(draw)
  if (session) {
    return (
      <PracticeRound
        key={session.practiceId}
        session={session}
        lang={module.contentLanguage}
        onAgain={() => action.run()}
        onDone={onDone}
      />
    )
  }
  return (
    <div className="stack">
      <p className="prose">{t('practice.intro')}</p>
      {state === 'person' ? (
        <Button look="primary" isPending={action.busy} onPress={() => action.run()}>
          {t('practice.start')}
        </Button>
      ) : (
        <ButtonLink look="primary" href={`/sign-in?next=${window.location.pathname}`}>
          {t('course.enrolSignIn')}
        </ButtonLink>
      )}
      <ActionProblem problem={action.problem} />
    </div>
  )
}

interface RoundProps {
  readonly session: PracticeSession
  readonly lang: string
  readonly onAgain: () => void
  readonly onDone: () => void
}

function PracticeRound({ session, lang, onAgain, onDone }: RoundProps) {
  const { t } = useTexts()
  const [index, setIndex] = useState(0)
  const [right, setRight] = useState(0)
  const item = session.items[index]
  if (!item) {
    return (
      <div className="stack">
        <h2>{t('practice.end')}</h2>
        <p>{t('practice.score', { correct: right, of: session.items.length })}</p>
        <div className="actions">
          <Button look="primary" onPress={onDone}>
            {t('module.goOn')}
          </Button>
          <Button onPress={onAgain}>{t('practice.again')}</Button>
        </div>
      </div>
    )
  }
  return (
    <div>
      <p className="quiet">{t('item.count', { number: index + 1, of: session.items.length })}</p>
      <PracticeItem
        key={item.itemId}
        practiceId={session.practiceId}
        item={item}
        lang={lang}
        onAnswered={(correct) => setRight((last) => last + (correct ? 1 : 0))}
        onNext={() => setIndex(index + 1)}
      />
    </div>
  )
}
