import type { RolePlayList } from '../../../schemas/tutor-role-plays.ts'
import { Link } from '../../router/link.tsx'
import { type Origin, rolePlayPath } from './place.ts'

type Scenario = RolePlayList['scenarios'][number]

interface ScenarioLinesProps {
  readonly scenarios: readonly Scenario[]
  /** Level of the headings. */
  readonly heading: 'h2' | 'h3'
  readonly from?: Origin
}

/** Conversations to play, each with what it is about. */
export function ScenarioLines({ scenarios, heading: Heading, from }: ScenarioLinesProps) {
  return (
    <ul className="lines">
      {scenarios.map(({ id, title, situation, contentLanguage }) => (
        <li key={id} className="line">
          <div className="line-main">
            <Heading className="line-title">
              <Link className="line-link" href={rolePlayPath(`/role-plays/${id}`, from)}>
                {title}
              </Link>
            </Heading>
            <p className="quiet" lang={contentLanguage} dir="auto">
              {situation}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
