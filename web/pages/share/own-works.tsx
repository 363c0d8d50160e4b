import { useTexts } from '../../i18n/use-texts.ts'
import { Notice } from '../../ui/notice.tsx'
import { WorkView } from '../../verdict/work-view.tsx'
import type { WorkSample } from '../../verdict/works.ts'

/** What the holder put beside the certificate: their word, checked by nobody. */
export function OwnWorks({ works }: { readonly works: readonly WorkSample[] }) {
  const { t } = useTexts()
  if (works.length === 0) return null
  return (
    <section className="section" aria-labelledby="own-works">
      <h2 id="own-works">{t('works.shared')}</h2>
      <Notice tone="warning">{t('works.own')}</Notice>
      <ul className="lines">
        {works.map((work) => (
          <li key={[work.title, work.url, work.file?.name].join(' ')} className="line">
            <div className="line-main">
              <WorkView work={work} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
