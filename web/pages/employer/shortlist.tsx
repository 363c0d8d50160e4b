import { useCallback } from 'react'
import type { ShortlistView } from '../../../schemas/matching-employers.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem, Empty, Failed, Loading } from '../../ui/states.tsx'
import { CandidateLine } from './candidate-line.tsx'

/** Learners who let the employer see their skills, in the order of the formula and of overrides. */
export function Shortlist({ jobId }: { readonly jobId: string }) {
  const { t } = useTexts()
  const path = `/api/employer/jobs/${encodeURIComponent(jobId)}`
  const list = useResource<ShortlistView>(`${path}/shortlist`)
  const { reload } = list
  const make = useCallback(async () => {
    await call('POST', `${path}/shortlist`)
    reload()
  }, [path, reload])
  const action = useAction(make)
  return (
    <section className="section" aria-labelledby="shortlist">
      <h2 id="shortlist">{t('shortlist.title')}</h2>
      <p>{t('shortlist.text')}</p>
      <div className="actions">
        <Button look="primary" isPending={action.busy} onPress={() => action.run()}>
          {t('shortlist.make')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
      <Listed list={list} path={path} />
    </section>
  )
}

interface ListedProps {
  readonly list: ReturnType<typeof useResource<ShortlistView>>
  readonly path: string
}

function Listed({ list, path }: ListedProps) {
  const { t, language } = useTexts()
  if (list.state === 'loading') return <Loading />
  if (list.state === 'failed') {
    if (['unknown-shortlist', 'rankings-stopped'].includes(list.problem.slug)) return null
    return <Failed problem={list.problem} retry={list.reload} />
  }
  const { candidates, madeAt, formula, taxonomyVersion, crosswalks = [] } = list.value
  if (candidates.length === 0) {
    return (
      <Empty title={t('shortlist.none')}>
        <p className="quiet">{t('shortlist.none.text')}</p>
      </Empty>
    )
  }
  return (
    <>
      <p className="quiet">{t('shortlist.made', { date: formatDateTime(language, madeAt) })}</p>
      <ol className="lines">
        {candidates.map((candidate) => (
          <CandidateLine
            key={candidate.candidateId}
            candidate={candidate}
            of={candidates.length}
            path={`${path}/candidates/${candidate.candidateId}`}
            reload={list.reload}
          />
        ))}
      </ol>
      <details className="disclosure">
        <summary>{t('jobs.how')}</summary>
        <p>{formula.text}</p>
        <p className="quiet">
          <code dir="ltr">{[formula.id, taxonomyVersion, ...crosswalks].join(' · ')}</code>
        </p>
      </details>
    </>
  )
}
