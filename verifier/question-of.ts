import type { Actor } from '../platform/http/actor.ts'
import { negotiateLanguage } from '../platform/i18n.ts'
import type { VerifyRequestOptions } from '../schemas/verifier.ts'

/** Who asks, and the languages they named (`accept-language`). */
export interface Asking {
  readonly actor: Actor
  readonly languages: string | undefined
}

/** Whose registry and policies count; nobody's where nobody signed in. */
export const tenantOfCaller = (actor: Actor): string | undefined =>
  actor.kind === 'nobody' ? undefined : actor.tenantId

/** Options of the request, in the language asked for, with the registry and policies of the caller. */
export function questionOf<Options extends VerifyRequestOptions>(
  { returnCredential: _, ...options }: Options = {} as Options,
  { actor, languages }: Asking,
) {
  const tenantId = tenantOfCaller(actor)
  return {
    ...options,
    language: options.language ?? negotiateLanguage(languages),
    ...(tenantId === undefined ? {} : { tenantId }),
  }
}
