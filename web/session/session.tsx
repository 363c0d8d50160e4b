import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from 'react'
import type { Static } from 'typebox'
import type { Me as MeSchema } from '../../schemas/accounts.ts'
import { call } from '../api/client.ts'
import { chooseProfile } from '../api/profile.ts'
import { useResource } from '../api/use-resource.ts'
import { navigate } from '../router/location.ts'

type Me = Static<typeof MeSchema>

/** Who is here. `unknown` until the server has answered. */
export interface Session {
  readonly state: 'unknown' | 'visitor' | 'person'
  readonly me: Me | undefined
  readonly has: (role: string) => boolean
  readonly reload: () => void
  readonly signOut: () => Promise<void>
}

const VISITOR: Session = {
  state: 'unknown',
  me: undefined,
  has: () => false,
  reload: () => undefined,
  signOut: () => Promise.resolve(),
}

const Context = createContext<Session>(VISITOR)

export const useSession = (): Session => useContext(Context)

interface SessionProviderProps {
  readonly children: ReactNode
  /** Called with the person's language once they are known. */
  readonly onLanguage: (language: string) => void
}

/** Asks the server once who is here, and tells every page. */
export function SessionProvider({ children, onLanguage }: SessionProviderProps) {
  const resource = useResource<Me>('/api/me')
  const me = resource.state === 'ready' ? resource.value : undefined
  const language = me?.person ? me.language : undefined
  useEffect(() => {
    if (language) onLanguage(language)
  }, [language, onLanguage])
  const { reload } = resource
  const signOut = useCallback(async () => {
    await call('POST', '/auth/sign-out', { body: {} })
    chooseProfile(undefined)
    reload()
    navigate('/')
  }, [reload])
  const session = useMemo<Session>(
    () => ({
      state: resource.state === 'loading' ? 'unknown' : me?.person ? 'person' : 'visitor',
      me,
      has: (role) => me?.roles.includes(role) ?? false,
      reload,
      signOut,
    }),
    [resource.state, me, reload, signOut],
  )
  return <Context value={session}>{children}</Context>
}
