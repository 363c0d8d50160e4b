import { useCallback, useState } from 'react'
import type { RolePlayView } from '../../../schemas/tutor-role-plays.ts'
import { get } from '../../api/client.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import type { Parameters } from '../../router/match.ts'
import { Spent } from '../../talk/spent.tsx'
import { TalkBody } from '../../talk/talk-body.tsx'
import { useAnswer } from '../../talk/use-answer.ts'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { ModelConsent } from '../../ui/model-consent.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { BeginButton } from './begin.tsx'
import { Feedback } from './feedback.tsx'
import { Situation } from './situation.tsx'
import { WayBack } from './way-back.tsx'

/** A simulated conversation, and the feedback on it. */
export function RolePlayConversation({ parameters }: { readonly parameters: Parameters }) {
  const path = `/api/role-plays/${encodeURIComponent(parameters.id ?? '')}`
  const rolePlay = useResource<RolePlayView>(path)
  return (
    <LoadedPage resource={rolePlay}>
      {(value) => <ConversationBody key={value.id} fetched={value} path={path} />}
    </LoadedPage>
  )
}

interface ConversationBodyProps {
  readonly fetched: RolePlayView
  readonly path: string
}

function ConversationBody({ fetched, path }: ConversationBodyProps) {
  const { t } = useTexts()
  const [view, setView] = useState(fetched)
  const answer = useAnswer({
    path: `${path}/messages`,
    talk: view,
    onChange: setView,
    onDone: setView,
  })
  const reread = useCallback(async () => setView(await get<RolePlayView>(path)), [path])
  const { scenario, notice, language, ended, budget } = view
  const over = ended ? <Notice live>{t('rolePlay.ended')}</Notice> : undefined
  const spent = budget.messages === 0 && !answer.busy ? <Spent budget={budget} /> : undefined
  return (
    <Page title={scenario.title} above={<WayBack />}>
      <div className="beside play">
        <section className="stack" aria-label={t('rolePlay.conversation')}>
          <p className="hint">{notice}</p>
          <ModelConsent about={view} instead="rolePlay" onGiven={() => void reread()} />
          <TalkBody
            talk={view}
            answer={answer}
            lang={contentLanguageOf(language)}
            partner={scenario.partner}
            instead={over ?? spent}
          />
        </section>
        <aside className="stack play-aside" aria-label={t('rolePlay.about')}>
          <Situation scenario={scenario} />
          <Feedback view={view} path={path} busy={answer.busy} onChange={setView} />
          {ended ? <BeginButton scenario={scenario.id} again /> : null}
        </aside>
      </div>
    </Page>
  )
}

/** There are no Amazigh lines yet: French ones are given. */
const contentLanguageOf = (language: RolePlayView['language']) =>
  language === 'zgh' ? 'fr' : language
