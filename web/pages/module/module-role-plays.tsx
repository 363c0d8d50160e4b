import type { ModuleView } from '../../../schemas/courses.ts'
import type { RolePlayList } from '../../../schemas/tutor-role-plays.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { ScenarioLines } from '../role-plays/scenario-lines.tsx'

/** Conversations that practise what the module teaches; nothing where there are none, or none can be read. */
export function ModuleRolePlays({ module }: { readonly module: ModuleView }) {
  const { t, language } = useTexts()
  const list = useResource<RolePlayList>(`/api/role-plays?lang=${language}`)
  if (list.state !== 'ready') return null
  const taught = new Set(module.skills.map(({ code }) => code))
  const scenarios = list.value.scenarios.filter(({ skills }) =>
    skills.every((code) => taught.has(code)),
  )
  if (scenarios.length === 0) return null
  return (
    <section className="section stack measure" aria-labelledby="module-role-plays">
      <h2 id="module-role-plays">{t('rolePlay.title')}</h2>
      <p>{t('rolePlay.lead')}</p>
      <ScenarioLines
        scenarios={scenarios}
        heading="h3"
        from={{ course: module.course, module: module.id }}
      />
    </section>
  )
}
