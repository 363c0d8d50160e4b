import type { ApiProblem, ProblemFault } from '../api/api-problem.ts'
import type { Texts } from '../i18n/use-texts.ts'

interface ProblemText {
  readonly title: string
  readonly detail: string | undefined
}

/** What is wrong with a member, in the reader's words; `undefined` when nobody wrote them. */
export const faultText = (
  { maybe }: Pick<Texts, 'maybe'>,
  slug: string,
  { rule, pointer }: Pick<ProblemFault, 'rule' | 'pointer'>,
): string | undefined => maybe(`fault.${slug}.${rule}`, { pointer })

/** A failure in the reader's words: by its kind, else by its status. The server's own detail follows. */
export function problemText(
  { t, maybe }: Pick<Texts, 't' | 'maybe'>,
  problem: ApiProblem,
): ProblemText {
  const [fault] = problem.faults
  const known =
    (fault && faultText({ maybe }, problem.slug, fault)) ?? maybe(`problem.${problem.slug}`)
  if (known) return { title: known, detail: undefined }
  return {
    title: maybe(`problem.status.${problem.status}`) ?? t('problem.other'),
    detail: problem.status >= 400 && problem.status < 500 ? problem.detail : undefined,
  }
}
