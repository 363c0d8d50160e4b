import { useCallback } from 'react'
import type { RolePlayList, RolePlayView } from '../../../schemas/tutor-role-plays.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { LANGUAGE_NAMES } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import type { Parameters } from '../../router/match.ts'
import { usePlace } from '../../router/use-place.ts'
import { useSession } from '../../session/session.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { NotFound } from '../not-found.tsx'
import { MyRolePlays } from './my-role-plays.tsx'
import { originOf, rolePlayPath } from './place.ts'
import { Situation } from './situation.tsx'
import { WayBack } from './way-back.tsx'

/** A conversation before it begins: whom one meets, what for, and what one talks to. */
export function BeginRolePlay({ parameters }: { readonly parameters: Parameters }) {
  const { language } = useTexts()
  const list = useResource<RolePlayList>(`/api/role-plays?lang=${language}`)
  return (
    <LoadedPage resource={list}>
      {({ scenarios, mine = [] }) => {
        const scenario = scenarios.find(({ id }) => id === parameters.scenario)
        return scenario ? (
          <BeginBody
            scenario={scenario}
            mine={mine.filter((each) => each.scenario === scenario.id)}
          />
        ) : (
          <NotFound />
        )
      }}
    </LoadedPage>
  )
}

interface BeginBodyProps {
  readonly scenario: RolePlayList['scenarios'][number]
  readonly mine: NonNullable<RolePlayList['mine']>
}

function BeginBody({ scenario, mine }: BeginBodyProps) {
  const { t, language } = useTexts()
  const isForeign = scenario.contentLanguage !== language
  return (
    <Page title={scenario.title} above={<WayBack />} width="reading">
      <div className="stack">
        {isForeign ? (
          <Notice>
            {t('course.inLanguage', { language: LANGUAGE_NAMES[scenario.contentLanguage] })}
          </Notice>
        ) : null}
        <Situation scenario={scenario} />
        <p>{t('rolePlay.how')}</p>
        <BeginButton scenario={scenario.id} />
        <MyRolePlays mine={mine} scenarios={[scenario]} />
      </div>
    </Page>
  )
}

interface BeginButtonProps {
  readonly scenario: string
  /** It was played before. */
  readonly again?: boolean
}

/** Begins the conversation, for those who are signed in. */
export function BeginButton({ scenario, again = false }: BeginButtonProps) {
  const { t, language } = useTexts()
  const { state } = useSession()
  const here = usePlace()
  const begin = useCallback(async () => {
    const body = { scenario, language }
    const { id } = await request<RolePlayView>('POST', '/api/role-plays', { body })
    navigate(rolePlayPath(`/role-plays/${scenario}/${id}`, originOf(here)))
  }, [scenario, language, here])
  const action = useAction(begin)
  if (state !== 'person') {
    const next = encodeURIComponent(`${here.path}${window.location.search}`)
    return (
      <div>
        <ButtonLink look="primary" href={`/sign-in?next=${next}`}>
          {t('rolePlay.signIn')}
        </ButtonLink>
      </div>
    )
  }
  return (
    <div>
      <Button
        look={again ? 'secondary' : 'primary'}
        isPending={action.busy}
        onPress={() => action.run()}
      >
        {t(again ? 'rolePlay.again' : 'rolePlay.begin')}
      </Button>
      <ActionProblem problem={action.problem} />
    </div>
  )
}
