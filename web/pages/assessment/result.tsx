import { useEffect } from 'react'
import type { AssessmentResult } from '../../../schemas/tutor-messages.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import type { Parameters } from '../../router/match.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { ContestForm } from '../../ui/contest-form.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { TurningRosette } from '../../ui/rosette.tsx'
import { AssuranceLine } from './assurance-line.tsx'
import { ResultParts } from './result-parts.tsx'

/** Milliseconds between two looks while it is not decided: a program is quick, a person is not. */
const PAUSES: Readonly<Partial<Record<AssessmentResult['state'], number>>> = {
  grading: 2_000,
  'awaiting-review': 30_000,
}

/** What became of an assessment: decided or under way, mark by mark, who marked it, how to contest it. */
export function Result({ parameters }: { readonly parameters: Parameters }) {
  const id = encodeURIComponent(parameters.id ?? '')
  const result = useResource<AssessmentResult>(`/api/assessments/${id}/result`)
  const { reload } = result
  const pause = result.state === 'ready' ? PAUSES[result.value.state] : undefined
  useEffect(() => {
    if (pause === undefined) return undefined
    const timer = window.setInterval(reload, pause)
    return () => window.clearInterval(timer)
  }, [pause, reload])
  return <LoadedPage resource={result}>{(value) => <ResultBody result={value} />}</LoadedPage>
}

function ResultBody({ result }: { readonly result: AssessmentResult }) {
  const { t } = useTexts()
  const { state, message, demo, id, course, courseTitle, mayContest, caseId } = result
  return (
    <Page
      title={t(`assessment.state.${state}`)}
      above={<Link href={`/courses/${course}`}>{courseTitle}</Link>}
      lead={message}
      width="reading"
    >
      {demo ? <Notice tone="warning">{t('verdict.demo')}</Notice> : null}
      {state === 'grading' ? (
        <p className="progress-line" role="status">
          <TurningRosette /> {t('assessment.grading')}
        </p>
      ) : null}
      <NextStep result={result} />
      <AssuranceLine assurance={result.assurance} assuranceNoted={result.assuranceNoted} />
      <ResultParts result={result} />
      {caseId ? (
        <p>
          <Link href="/cases">{t('assessment.contested')}</Link>
        </p>
      ) : null}
      {mayContest && !caseId ? <ContestForm path={`/api/assessments/${id}/contest`} /> : null}
    </Page>
  )
}

/** The one thing to do now. */
function NextStep({ result }: { readonly result: AssessmentResult }) {
  const { t } = useTexts()
  if (result.state === 'passed') {
    return (
      <div className="actions">
        <ButtonLink look="primary" href="/certificates">
          {t('assessment.toCertificate')}
        </ButtonLink>
      </div>
    )
  }
  if (result.state === 'open') {
    return (
      <div className="actions">
        <ButtonLink look="primary" href={`/courses/${result.course}/assessment`}>
          {t('assessment.resume')}
        </ButtonLink>
      </div>
    )
  }
  return null
}
