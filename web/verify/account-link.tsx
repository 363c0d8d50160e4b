import { Link } from '../router/link.tsx'
import { useSession } from '../session/session.tsx'

/** Who is signed in, as the way to their own pages. */
export function AccountLink() {
  const { me } = useSession()
  const person = me?.person
  if (!person) return null
  return (
    <Link href="/me" className="nav-button">
      <bdi className="account-name">{person.name || person.email}</bdi>
    </Link>
  )
}
