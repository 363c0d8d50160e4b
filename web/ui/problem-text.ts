import type { ApiProblem } from '../api/client.ts'
import type { Texts } from '../i18n/use-texts.ts'

interface ProblemText {
  readonly title: string
  readonly detail: string | undefined
}

/** A failure in the reader's words: by its kind, else by its status. The server's own detail follows. */
export function problemText(
  { t, maybe }: Pick<Texts, 't' | 'maybe'>,
  problem: ApiProblem,
): ProblemText {
  const known = maybe(`problem.${problem.slug}`)
  if (known) return { title: known, detail: undefined }
  return {
    title: maybe(`problem.status.${problem.status}`) ?? t('problem.other'),
    detail: problem.status >= 400 && problem.status < 500 ? problem.detail : undefined,
  }
}
