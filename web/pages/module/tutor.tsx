import { useCallback, useState } from 'react'
import type { ModuleView } from '../../../schemas/courses.ts'
import type { DialogueView } from '../../../schemas/tutor-dialogue.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { useSession } from '../../session/session.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { Conversation } from './conversation.tsx'

interface TutorProps {
  readonly module: ModuleView
  /** Called once the dialogue has come to its end. */
  readonly onDone: () => void
}

/** The tutor, beside the lesson: begins when the learner asks for it. */
export function Tutor({ module, onDone }: TutorProps) {
  const { t, language } = useTexts()
  const { state } = useSession()
  const [dialogue, setDialogue] = useState<DialogueView>()
  const open = useCallback(async () => {
    const body = { course: module.course, module: module.id, language }
    setDialogue(await request<DialogueView>('POST', '/api/tutor/dialogues', { body }))
  }, [module.course, module.id, language])
  const action = useAction(open)
  return (
    <aside className="tutor" aria-labelledby="tutor-title">
      <h2 id="tutor-title">{t('tutor.title')}</h2>
      {dialogue ? (
        <Conversation dialogue={dialogue} onChange={setDialogue} onDone={onDone} reopen={open} />
      ) : (
        <>
          <p>{t('tutor.intro')}</p>
          {state === 'person' ? (
            <div>
              <Button isPending={action.busy} onPress={() => action.run()}>
                {t('tutor.start')}
              </Button>
            </div>
          ) : (
            <ButtonLink href={`/sign-in?next=${window.location.pathname}`}>
              {t('course.enrolSignIn')}
            </ButtonLink>
          )}
          <ActionProblem problem={action.problem} />
        </>
      )}
    </aside>
  )
}
