import type { ReactNode } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { VerdictMark } from '../ui/verdict-mark.tsx'
import type { Headline } from './headline.ts'

interface VerdictBannerProps {
  readonly headline: Headline
  readonly level?: 1 | 2
  readonly children?: ReactNode
}

/** The verdict by shape, word and colour, and the sentence that explains it. */
export function VerdictBanner({ headline, level = 2, children }: VerdictBannerProps) {
  const { t } = useTexts()
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className={`banner banner-${headline.verdict}`}>
      <VerdictMark verdict={headline.verdict} />
      <div>
        <Heading className="banner-word" tabIndex={-1}>
          {t(`verdict.${headline.text}`)}
        </Heading>
        <p className="banner-text">{t(`verdict.${headline.text}.text`)}</p>
        {children}
      </div>
    </div>
  )
}
