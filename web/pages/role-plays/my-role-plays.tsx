import type { RolePlayList } from '../../../schemas/tutor-role-plays.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { usePlace } from '../../router/use-place.ts'
import { originOf, rolePlayPath } from './place.ts'

interface MyRolePlaysProps {
  readonly mine: NonNullable<RolePlayList['mine']>
  readonly scenarios: RolePlayList['scenarios']
}

/** Conversations one has begun, to be gone on with or read again. */
export function MyRolePlays({ mine, scenarios }: MyRolePlaysProps) {
  const { t, language } = useTexts()
  const from = originOf(usePlace())
  if (mine.length === 0) return null
  const titleOf = (id: string) => scenarios.find((each) => each.id === id)?.title ?? id
  return (
    <section className="section" aria-labelledby="my-role-plays">
      <h2 id="my-role-plays">{t('rolePlay.mine')}</h2>
      <ul className="lines">
        {mine.map(({ id, scenario, startedAt, ended, hasFeedback }) => (
          <li key={id} className="line">
            <Link href={rolePlayPath(`/role-plays/${scenario}/${id}`, from)}>
              {titleOf(scenario)} · {formatDateTime(language, startedAt)}
            </Link>
            <span className="line-end quiet">
              {t(
                hasFeedback
                  ? 'rolePlay.state.feedback'
                  : ended
                    ? 'rolePlay.state.ended'
                    : 'rolePlay.state.open',
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
