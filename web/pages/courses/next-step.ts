import type { CourseView, ModuleView, Part } from '../../../schemas/courses.ts'

type Module = CourseView['modules'][number]

/** Address of what is next in a course. */
export function nextStepLink({ slug, next, modules }: CourseView): string {
  const base = `/courses/${slug}`
  if (next?.part === 'assessment') return `${base}/assessment`
  const module = next?.module ?? modules[0]?.id
  if (!module) return base
  const part = next?.part ?? 'lesson'
  return `${base}/modules/${module}${part === 'lesson' ? '' : `#${part}`}`
}

type ModuleState = 'open' | 'begun' | 'done'

/** How far a module is: done when nothing is left of the parts it has. */
export function moduleState({ progress }: Pick<Module, 'progress'>): ModuleState {
  if (!progress || progress.done.length === 0) return 'open'
  return progress.done.includes('practice') && progress.done.includes('lesson') ? 'done' : 'begun'
}

/** The parts that a module has, in the order they are met. */
export function partsOf(module: ModuleView): readonly Part[] {
  return [
    'lesson',
    ...(module.example ? (['example'] as const) : []),
    ...(module.hasDialogue ? (['dialogue'] as const) : []),
    'practice',
  ]
}
