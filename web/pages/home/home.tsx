import { useSession } from '../../session/session.tsx'
import { Loading } from '../../ui/states.tsx'
import { LearnerHome } from './learner-home.tsx'
import { VisitorHome } from './visitor-home.tsx'

/** First page: what Brevet is, or where the learner is. */
export function Home() {
  const { state } = useSession()
  if (state === 'unknown') return <Loading />
  return state === 'person' ? <LearnerHome /> : <VisitorHome />
}
