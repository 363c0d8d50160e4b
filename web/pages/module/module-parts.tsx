import { useCallback } from 'react'
import type { ModuleView, Part } from '../../../schemas/courses.ts'
import { call } from '../../api/client.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { usePlace } from '../../router/use-place.ts'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { partsOf } from '../courses/next-step.ts'
import { Lesson } from './lesson.tsx'
import { Practice } from './practice.tsx'
import { Tutor } from './tutor.tsx'
import { WorkedExample } from './worked-example.tsx'

interface ModulePartsProps {
  readonly module: ModuleView
  /** The module after this one. */
  readonly following: string | undefined
  readonly reload: () => void
}

/** One part at a time; the address names it behind `#`, so that it can be linked and gone back to. */
export function ModuleParts({ module, following, reload }: ModulePartsProps) {
  const { t } = useTexts()
  const { fragment } = usePlace()
  const parts = partsOf(module)
  const part = parts.find((name) => name === fragment) ?? 'lesson'
  const finish = useFinishPart(module, reload)
  const next = nextAfter({ module, parts, part, following })
  const goOn = () => {
    void finish(part).finally(() => navigate(next))
  }
  return (
    <>
      <PartLinks module={module} parts={parts} current={part} />
      <div className={module.hasDialogue ? 'beside' : ''} data-part={part}>
        <section className="part" aria-label={t(`course.part.${part}`)}>
          <PartBody module={module} part={part} onDone={goOn} />
        </section>
        {module.hasDialogue ? (
          <Tutor module={module} onDone={() => void finish('dialogue')} />
        ) : null}
      </div>
    </>
  )
}

interface Way {
  readonly module: ModuleView
  readonly parts: readonly Part[]
  readonly part: Part
  readonly following: string | undefined
}

/** Where one goes after a part: to the next part, the next module, the assessment. */
function nextAfter({ module, parts, part, following }: Way): string {
  const base = `/courses/${module.course}`
  const next = parts.slice(parts.indexOf(part) + 1).find((name) => name !== 'dialogue')
  if (next) return `${base}/modules/${module.id}#${next}`
  return following ? `${base}/modules/${following}` : `${base}/assessment`
}

/** Notes a part as done, for those who are signed in. */
function useFinishPart(module: ModuleView, reload: () => void) {
  const { state } = useSession()
  return useCallback(
    async (part: Part) => {
      if (state !== 'person' || module.progress?.done.includes(part)) return
      const body = { part, done: true }
      await call('PUT', `/api/courses/${module.course}/modules/${module.id}/progress`, { body })
      reload()
    },
    [state, module, reload],
  )
}

interface PartLinksProps {
  readonly module: ModuleView
  readonly parts: readonly Part[]
  readonly current: Part
}

function PartLinks({ module, parts, current }: PartLinksProps) {
  const { t } = useTexts()
  const isDone = (part: Part) => module.progress?.done.includes(part) ?? false
  return (
    <nav aria-label={t('module.parts')} className="part-links">
      {parts.map((part) => (
        <a
          key={part}
          href={`#${part}`}
          data-for={part}
          {...(part === current ? { 'aria-current': 'step' } : {})}
        >
          {t(`course.part.${part}`)}
          {isDone(part) ? <span className="done-mark"> ✓ {t('course.state.done')}</span> : null}
        </a>
      ))}
    </nav>
  )
}

interface PartBodyProps {
  readonly module: ModuleView
  readonly part: Part
  readonly onDone: () => void
}

function PartBody({ module, part, onDone }: PartBodyProps) {
  const { t } = useTexts()
  if (part === 'practice') return <Practice module={module} onDone={onDone} />
  return (
    <>
      {part === 'example' && module.example ? (
        <WorkedExample example={module.example} lang={module.contentLanguage} />
      ) : (
        <Lesson module={module} />
      )}
      <div className="actions">
        <Button look="primary" onPress={onDone}>
          {t('module.goOn')}
        </Button>
      </div>
    </>
  )
}
