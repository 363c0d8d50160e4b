import { useState } from 'react'
import type { ReviewView } from '../../../schemas/tutor-reviews.ts'
import { useResource } from '../../api/use-resource.ts'
import { directionOf } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import type { Parameters } from '../../router/match.ts'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Markdown } from '../../ui/markdown.tsx'
import { Page } from '../../ui/page.tsx'
import { Exemplars } from './exemplars.tsx'
import { MarkForm } from './mark-form.tsx'
import { Marked } from './marked.tsx'

/** A work to mark, blind: no name, and nobody else's marks before one's own. */
export function Review({ parameters }: { readonly parameters: Parameters }) {
  const review = useResource<ReviewView>(`/api/reviews/${encodeURIComponent(parameters.id ?? '')}`)
  return (
    <LoadedPage resource={review}>
      {(value) => <ReviewBody key={value.id} review={value} />}
    </LoadedPage>
  )
}

function ReviewBody({ review: fetched }: { readonly review: ReviewView }) {
  const { t } = useTexts()
  const [review, setReview] = useState(fetched)
  const { language, taskTitle, courseTitle, prompt, materials, markerNotes, answer } = review
  const direction = { lang: language, dir: directionOf(language) }
  const above = (
    <>
      <Link href="/review">{t('nav.review')}</Link> · {courseTitle}
    </>
  )
  return (
    <Page title={taskTitle} above={above}>
      <div className="marking">
        <div className="stack" {...direction}>
          <section aria-labelledby="the-work">
            <h2 id="the-work">{t('review.work')}</h2>
            <div className="work-text" dir="auto">
              {answer}
            </div>
          </section>
          <details className="disclosure">
            <summary>{t('review.task')}</summary>
            <Markdown text={prompt} />
            {materials.map((material) => (
              <section key={material.id}>
                <h3>{material.title}</h3>
                <Markdown text={material.text} />
              </section>
            ))}
          </details>
          <details className="disclosure">
            <summary>{t('review.notes')}</summary>
            <Markdown text={markerNotes} />
          </details>
          <Exemplars review={review} />
        </div>
        {review.state === 'marked' ? (
          <Marked review={review} />
        ) : (
          <MarkForm review={review} onMarked={setReview} />
        )}
      </div>
    </Page>
  )
}
