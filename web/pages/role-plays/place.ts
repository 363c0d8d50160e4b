import type { Place } from '../../router/location.ts'

/** The module one came from, by the address. */
export interface Origin {
  readonly course: string
  readonly module: string
}

const NAME = /^[a-z0-9-]+$/

/** Where a role play is begun or went on, remembering the module one came from. */
export const rolePlayPath = (path: string, from: Origin | undefined): string =>
  from ? `${path}?course=${from.course}&module=${from.module}` : path

/** `undefined` for who came from elsewhere. */
export function originOf({ query }: Place): Origin | undefined {
  const course = query.get('course') ?? ''
  const module = query.get('module') ?? ''
  return NAME.test(course) && NAME.test(module) ? { course, module } : undefined
}
