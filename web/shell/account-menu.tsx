import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useTexts } from '../i18n/use-texts.ts'
import { navigate } from '../router/location.ts'
import { type Session, useSession } from '../session/session.tsx'

/** What a person does about themself; further lines come with their roles. */
export function AccountMenu() {
  const { t } = useTexts()
  const session = useSession()
  const person = session.me?.person
  if (!person) return null
  const leave = (key: string | number) => {
    if (key === 'sign-out') void session.signOut()
    else navigate(String(key))
  }
  return (
    <MenuTrigger>
      <Button className="nav-button">
        <bdi className="account-name">{person.name || person.email}</bdi>
        <span className="caret" aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={t('nav.account')} onAction={leave}>
          {linesFor(session).map(({ to, text }) => (
            <MenuItem key={to} id={to} className="menu-item">
              {t(text)}
            </MenuItem>
          ))}
          <MenuItem id="sign-out" className="menu-item">
            {t('nav.signOut')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** Lines that come with roles, any of those named. */
const BY_ROLE = [
  { to: '/review', text: 'nav.review', roles: ['reviewer', 'admin'] },
  { to: '/org', text: 'nav.org', roles: ['issuer-operator', 'admin'] },
  { to: '/fairness', text: 'nav.fairness', roles: ['issuer-operator', 'admin'] },
  { to: '/employer', text: 'nav.employer', roles: ['employer', 'admin'] },
  { to: '/employer/receipts', text: 'checks.title', roles: ['employer', 'admin'] },
  { to: '/ranking-stop', text: 'nav.stop', roles: ['admin'] },
] as const

const linesFor = ({ has, me }: Session) => [
  { to: '/me', text: 'nav.me' } as const,
  { to: '/employers', text: 'nav.employers' } as const,
  { to: '/cases', text: 'nav.cases' } as const,
  ...(has('issuer-operator') && !has('reviewer') && !has('admin')
    ? [{ to: '/assurance', text: 'area.assurance' } as const]
    : []),
  ...BY_ROLE.filter(({ roles }) => roles.some((role) => has(role))),
  ...(me?.demonstration ? [{ to: '/dev/inbox', text: 'nav.inbox' } as const] : []),
]
