import type { RolePlayList } from '../../../schemas/tutor-role-plays.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Page } from '../../ui/page.tsx'
import { Loaded } from '../../ui/states.tsx'
import { MyRolePlays } from './my-role-plays.tsx'
import { ScenarioLines } from './scenario-lines.tsx'

/** Every conversation one can play, and those one has. */
export function RolePlays() {
  const { t, language } = useTexts()
  const list = useResource<RolePlayList>(`/api/role-plays?lang=${language}`)
  return (
    <Page title={t('rolePlay.title')} lead={t('rolePlay.lead')} width="reading">
      <Loaded resource={list}>
        {({ scenarios, mine = [] }) => (
          <>
            <ScenarioLines scenarios={scenarios} heading="h2" />
            <MyRolePlays mine={mine} scenarios={scenarios} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
