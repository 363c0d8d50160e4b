import { formatDate, formatDateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { LazyActions } from '../keep/lazy.tsx'
import { Notice } from '../ui/notice.tsx'
import { Checks } from './checks.tsx'
import { ClaimsView } from './claims-view.tsx'
import { type CredentialFacts, factsOf } from './facts.ts'
import { headlineOf } from './headline.ts'
import { recordOf } from './record.ts'
import { TechnicalView } from './technical-view.tsx'
import { VerdictBanner } from './verdict-banner.tsx'
import type { Verification } from './verification.ts'

interface VerdictViewProps {
  readonly verification: Verification
  /** Heading level of the verdict: 1 on a page of its own. */
  readonly level?: 1 | 2
}

/** The verdict on a credential: one sentence, then who and what, then each check. */
export function VerdictView({ verification, level = 2 }: VerdictViewProps) {
  const { t, language } = useTexts()
  const headline = headlineOf(verification)
  const parts = level === 1 ? 2 : 3
  const facts = verification.credential ? factsOf(verification.credential) : undefined
  return (
    <article className="verdict">
      {recordOf(verification)?.demo ? <Notice tone="warning">{t('verdict.demo')}</Notice> : null}
      {verification.knownAt === undefined ? null : (
        <Notice tone="warning">
          {t('verdict.offline', { date: formatDateTime(language, verification.knownAt) })}
        </Notice>
      )}
      <VerdictBanner headline={headline} level={level}>
        {facts ? <WhoAndWhat facts={facts} verification={verification} /> : null}
      </VerdictBanner>
      <div className={facts ? 'verdict-columns' : ''}>
        {facts ? (
          <div>
            <ClaimsView facts={facts} record={recordOf(verification)} level={parts} />
          </div>
        ) : null}
        <div>
          <Checks checks={verification.checks} level={parts} />
          <TechnicalView verification={verification} />
        </div>
      </div>
      <LazyActions verification={verification} />
    </article>
  )
}

interface WhoAndWhatProps {
  readonly facts: CredentialFacts
  readonly verification: Verification
}

function WhoAndWhat({ facts, verification }: WhoAndWhatProps) {
  const { t, language } = useTexts()
  const { title, holderName, from, until } = facts
  const date = (moment: string) => formatDate(language, moment)
  return (
    <div className="who">
      <p className="who-what">
        <bdi {...(facts.language ? { lang: facts.language } : {})}>
          {title ?? t('verdict.untitled')}
        </bdi>
        {holderName ? (
          <>
            {' · '}
            <bdi>{holderName}</bdi>
          </>
        ) : null}
      </p>
      <Issuer facts={facts} trust={verification.trust} />
      <p>
        {from && until ? t('verdict.range', { from: date(from), until: date(until) }) : ''}
        {from && !until ? `${date(from)} · ${t('verdict.noEnd')}` : ''}
      </p>
    </div>
  )
}

interface IssuerProps {
  readonly facts: CredentialFacts
  readonly trust: Verification['trust']
}

/** The issuer's name as a registry has it; a name only claimed is said to be claimed. */
function Issuer({ facts, trust }: IssuerProps) {
  const { t } = useTexts()
  if (trust?.status === 'registered') {
    return (
      <p>
        <bdi>{trust.name ?? facts.issuerName}</bdi>{' '}
        <span className="quiet">({t('trust.registered')})</span>
      </p>
    )
  }
  return (
    <>
      <p>{facts.issuerName ? <bdi>{facts.issuerName}</bdi> : <code>{facts.issuerId}</code>}</p>
      <p className="trust-warning">{trust?.message ?? t('trust.notChecked')}</p>
    </>
  )
}
