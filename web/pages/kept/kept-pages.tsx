import { type ReactNode, useEffect, useState } from 'react'
import { chooseProfile, useChosenProfile } from '../../api/profile.ts'
import { formatDate, formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Loading } from '../../ui/states.tsx'
import { StateWord } from '../certificates/state-word.tsx'
import { nameOf } from '../profiles/profiles.ts'
import { type KeptCertificate, keptCertificates } from './kept-store.ts'

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/** What this device keeps, or `undefined` as long as it is being read. */
function useKept(): readonly KeptCertificate[] | undefined {
  const [kept, setKept] = useState<readonly KeptCertificate[] | undefined>(undefined)
  useEffect(() => {
    keptCertificates(Date.now()).then(setKept, () => setKept([]))
  }, [])
  return kept
}

/** Certificates of this device, when there is no network. */
export function KeptList() {
  const texts = useTexts()
  const { t } = texts
  const kept = useKept()
  const chosen = useChosenProfile()
  if (!kept) return <Loading />
  const profiles = profilesOf(kept)
  const active =
    profiles.find(({ id }) => id === chosen) ?? profiles.find((one) => one.default) ?? profiles[0]
  const shown = kept.filter(({ profile }) => (profile?.id ?? active?.id) === active?.id)
  return (
    <Page title={t('nav.certificates')} lead={t('kept.lead')}>
      {active && profiles.length > 1 ? (
        <Choice
          label={t('profiles.looked')}
          value={active.id}
          onChange={chooseProfile}
          options={profiles.map((one) => ({ value: one.id, text: nameOf(one, texts) }))}
        />
      ) : null}
      {shown.length === 0 ? (
        <Empty title={t('kept.none')}>
          <p className="quiet">{t('kept.none.text')}</p>
        </Empty>
      ) : (
        <ul className="lines">
          {shown.map((one) => (
            <KeptLine key={one.certificate.id} kept={one} />
          ))}
        </ul>
      )}
    </Page>
  )
}

/** Profiles of which something is kept. */
function profilesOf(kept: readonly KeptCertificate[]) {
  const all = kept.flatMap(({ profile }) => profile ?? [])
  return all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at)
}

function KeptLine({ kept }: { readonly kept: KeptCertificate }) {
  const { t } = useTexts()
  const { id, title, issuer, state } = kept.certificate
  return (
    <li className="line certificate-line">
      <div className="line-main">
        <h2 className="line-title">
          <Link href={`/certificates/${id}`} className="line-link">
            <bdi>{title ?? t('verdict.untitled')}</bdi>
          </Link>
        </h2>
        <p>
          <bdi>{issuer.name ?? issuer.id}</bdi>
        </p>
        <KeptAt at={kept.keptAt} />
      </div>
      <p className="line-end">
        <StateWord state={state} />
      </p>
    </li>
  )
}

function KeptAt({ at }: { readonly at: number }): ReactNode {
  const { t, language } = useTexts()
  return <p className="quiet">{t('kept.asOf', { date: formatDateTime(language, seconds(at)) })}</p>
}

/** One of them: its sheet, how it stood, and codes for whoever wants to check it. */
export function KeptOne({ id }: { readonly id: string }) {
  const { t } = useTexts()
  const kept = useKept()
  if (!kept) return <Loading />
  const found = kept.find(({ certificate }) => certificate.id === id)
  if (!found) {
    return (
      <Page title={t('kept.missing')} lead={t('kept.none.text')} width="reading">
        <p>
          <Link href="/certificates">{t('nav.certificates')}</Link>
        </p>
      </Page>
    )
  }
  const { title, state, fingerprint } = found.certificate
  const name = title ?? t('verdict.untitled')
  return (
    <Page title={name} above={<Link href="/certificates">{t('nav.certificates')}</Link>}>
      <div className="certificate">
        <figure className="sheet">
          <img src={svg(found.sheet)} alt={t('certificate.sheet', { title: name })} />
          <figcaption className="quiet">
            {t('certificate.fingerprint', { words: fingerprint.join(' · ') })}
          </figcaption>
        </figure>
        <div className="certificate-words">
          <p className="certificate-state">
            <StateWord state={state} />
          </p>
          <KeptAt at={found.keptAt} />
          <Notice>{t('kept.since')}</Notice>
          <Codes codes={found.codes} />
        </div>
      </div>
    </Page>
  )
}

const svg = (text: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(text)}`

function Codes({ codes }: Pick<KeptCertificate, 'codes'>) {
  const { t, language } = useTexts()
  const open = codes.filter(({ expiresAt }) => !expiresAt || Date.parse(expiresAt) > Date.now())
  if (open.length === 0) return <p>{t('kept.noCode')}</p>
  return open.map(({ kind, qr, expiresAt }) => (
    <section key={qr} className="certificate-part">
      <h2>{t(`kept.code.${kind}`)}</h2>
      <p>
        {t(`kept.code.${kind}.text`)}{' '}
        {expiresAt ? t('share.until', { date: formatDate(language, expiresAt) }) : ''}
      </p>
      <img
        className={kind === 'slim' ? 'offline-code' : 'share-code'}
        src={svg(qr)}
        alt={t(kind === 'slim' ? 'certificate.code.alt' : 'share.code')}
      />
    </section>
  ))
}
