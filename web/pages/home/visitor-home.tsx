import { useTexts } from '../../i18n/use-texts.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { usePageTitle } from '../../ui/page.tsx'
import { GreatRosette } from '../../ui/rosette.tsx'
import { CourseLines } from '../courses/course-lines.tsx'

/** Says in one sentence what this is; then the courses, and where to check a certificate. */
export function VisitorHome() {
  const { t } = useTexts()
  const heading = usePageTitle('Brevet')
  return (
    <div className="page page-full">
      <div className="hero">
        <div className="hero-words">
          <h1 className="title-0" ref={heading} tabIndex={-1}>
            {t('home.title')}
          </h1>
          <p className="lead">{t('home.lead')}</p>
          <div className="actions">
            <ButtonLink href="/courses" look="primary">
              {t('home.seeCourses')}
            </ButtonLink>
            <ButtonLink href="/verify">{t('nav.verify')}</ButtonLink>
          </div>
        </div>
        <GreatRosette />
      </div>
      <Steps />
      <section className="section" aria-labelledby="home-courses">
        <h2 id="home-courses">{t('home.otherCourses')}</h2>
        <CourseLines level={3} />
      </section>
      <CheckInvitation />
    </div>
  )
}

const STEPS = ['home.step1', 'home.step2', 'home.step3', 'home.step4'] as const

function Steps() {
  const { t } = useTexts()
  return (
    <section className="section" aria-labelledby="home-steps">
      <h2 id="home-steps">{t('home.steps')}</h2>
      <ol className="steps">
        {STEPS.map((step, index) => (
          <li key={step}>
            <span className="step-number" aria-hidden="true">
              {index + 1}
            </span>
            <h3>{t(step)}</h3>
            <p>{t(`${step}.text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function CheckInvitation() {
  const { t } = useTexts()
  return (
    <section className="section invitation" aria-labelledby="home-check">
      <div>
        <h2 id="home-check">{t('home.check')}</h2>
        <p>{t('home.check.text')}</p>
      </div>
      <ButtonLink href="/verify">{t('nav.verify')}</ButtonLink>
    </section>
  )
}
