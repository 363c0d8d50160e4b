import { type RefObject, useCallback } from 'react'
import type { ModuleView } from '../../../schemas/courses.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { save } from '../../keep/save.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { lessonDocument } from './lesson-file.ts'
import { htmlWithPictures } from './pictures.ts'

interface TakeAlongProps {
  readonly module: ModuleView
  /** The lesson on the page. */
  readonly lesson: RefObject<HTMLElement | null>
}

/** Keeps the lesson as a file, to be read where there is no connection. */
export function TakeAlong({ module, lesson }: TakeAlongProps) {
  const { t } = useTexts()
  const keep = useCallback(async () => {
    if (!lesson.current) return
    const { id, title, contentLanguage: lang } = module
    const html = await htmlWithPictures(lesson.current)
    const file = lessonDocument({ title, above: 'Brevet', lang, html })
    save(`${module.course}-${id}-${lang}.html`, new Blob([file], { type: 'text/html' }))
  }, [module, lesson])
  const action = useAction(keep)
  return (
    <div className="stack no-print">
      <div className="actions">
        <Button look="quiet" isPending={action.busy} onPress={() => action.run()}>
          {t('lesson.keep')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </div>
  )
}
