import { Fragment } from 'react'
import { useResource } from '../../api/use-resource.ts'
import { formatNumber, formatShare } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { MATCHES, type ModelCard } from './model-card.ts'

const LISTS = {
  sees: ['skill', 'level', 'weight', 'credential', 'mapping'],
  never: ['name', 'photo', 'age', 'gender', 'address', 'school', 'place'],
  rights: ['explain', 'replay', 'contest', 'override'],
} as const

/** How rankings are made, what they never see, how good they are, and what one can do about them. */
export function RankingModel() {
  const { t, language } = useTexts()
  const card = useResource<ModelCard>(`/api/ranking-model?lang=${language}`)
  return (
    <LoadedPage resource={card}>
      {(found) => (
        <Page title={t('model.title')} lead={t('model.lead')} width="reading">
          <section className="section spaced" aria-labelledby="model-formula">
            <h2 id="model-formula">{t('model.formula')}</h2>
            <p>{found.text}</p>
            <p>{t('model.niceToHave', { share: formatShare(language, found.niceToHave * 1e6) })}</p>
          </section>
          <section className="section spaced" aria-labelledby="model-sees">
            <h2 id="model-sees">{t('model.sees')}</h2>
            <Bullets of="sees" />
            <h3>{t('model.never')}</h3>
            <Bullets of="never" />
            <p>{t('model.proof')}</p>
          </section>
          <Evidence policy={found.policy} />
          <Crosswalks weights={found.policy.crosswalks} />
          <Quality card={found} />
          <section className="section spaced" aria-labelledby="model-rights">
            <h2 id="model-rights">{t('model.rights')}</h2>
            <Bullets of="rights" />
          </section>
          <p className="quiet">
            <code>{[found.formula, ...found.policies].join(' · ')}</code>
          </p>
        </Page>
      )}
    </LoadedPage>
  )
}

function Bullets({ of }: { readonly of: keyof typeof LISTS }) {
  const { maybe } = useTexts()
  return (
    <ul className="limits">
      {LISTS[of].map((one) => (
        <li key={one}>{maybe(`model.${of}.${one}`)}</li>
      ))}
    </ul>
  )
}

const MILLION = 1_000_000

function Evidence({ policy }: { readonly policy: ModelCard['policy'] }) {
  const { t, language } = useTexts()
  const share = (value: number) => formatShare(language, value * MILLION)
  const { assurance, recency } = policy
  const years = formatNumber(language, recency.halfLifeDays / 365, { maximumFractionDigits: 1 })
  const facts = [
    ['proctored', share(assurance.proctored)],
    ['identity', share(assurance['identity-verified'])],
    ['self', share(assurance['self-asserted'])],
    ['notReviewed', `× ${share(policy.notReviewed)}`],
    ['noRecord', share(policy.noRecord)],
    ['noLevel', `× ${share(policy.levelNotStated)}`],
    ['issuer', `× ${share(policy.otherIssuers)}`],
  ] as const
  return (
    <section className="section spaced" aria-labelledby="model-evidence">
      <h2 id="model-evidence">{t('model.evidence')}</h2>
      <p>{t('model.evidence.text')}</p>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{t(`model.evidence.${name}`)}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <p>{t('model.evidence.recency', { years, floor: share(recency.floor) })}</p>
    </section>
  )
}

function Crosswalks({
  weights,
}: {
  readonly weights: ModelCard['policy']['crosswalks'] | undefined
}) {
  const { t, language } = useTexts()
  if (!weights) return null
  return (
    <section className="section spaced" aria-labelledby="model-crosswalks">
      <h2 id="model-crosswalks">{t('model.crosswalks')}</h2>
      <p>{t('model.crosswalks.text')}</p>
      <dl className="facts">
        {MATCHES.map((match) => (
          <Fragment key={match}>
            <dt>{t(`jobs.match.${match}`)}</dt>
            <dd>× {formatShare(language, weights[match] * MILLION)}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}

function Quality({ card }: { readonly card: ModelCard }) {
  const { t, maybe, language } = useTexts()
  const { sets, formula, measuredOn, taxonomy } = card.measured
  const number = (value: number) =>
    formatNumber(language, value, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
  return (
    <section className="section spaced" aria-labelledby="model-quality">
      <h2 id="model-quality">{t('model.quality')}</h2>
      <p>{t('model.quality.text')}</p>
      {formula === card.formula ? null : (
        <Notice tone="warning">{t('model.quality.older', { formula })}</Notice>
      )}
      <ul className="lines">
        {sets.map(({ set, titles, profiles, jobs, systems }) => (
          <li key={`${set}-${titles}`} className="line">
            <div className="line-main">
              <h3>
                {maybe(`model.set.${set}`) ?? set} · {t(`model.titles.${titles}`)}
              </h3>
              <p className="quiet">
                {t('model.set.size', { profiles: String(profiles), jobs: String(jobs) })}
              </p>
              <p>
                {systems.map(({ system, ndcg10 }, at) => (
                  <span key={system}>
                    {at > 0 ? ' · ' : ''}
                    <bdi>{maybe(`model.system.${system}`) ?? system}</bdi>{' '}
                    {at === 0 ? <strong>{number(ndcg10)}</strong> : number(ndcg10)}
                  </span>
                ))}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p className="quiet">
        <code>{[formula, taxonomy, measuredOn].filter(Boolean).join(' · ')}</code>
      </p>
    </section>
  )
}
