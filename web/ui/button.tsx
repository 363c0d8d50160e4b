import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { Link } from '../router/link.tsx'

type Look = 'primary' | 'secondary' | 'quiet' | 'danger'

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  readonly look?: Look
  readonly children: ReactNode
}

const classOf = (look: Look): string => `button button-${look}`

/** A button; while `isPending` it stays where it is, focusable, and does nothing. */
export function Button({ look = 'secondary', ...rest }: ButtonProps) {
  return <AriaButton className={classOf(look)} {...rest} />
}

interface ButtonLinkProps {
  readonly href: string
  readonly look?: Look
  readonly children: ReactNode
  /** A file to be kept: the browser fetches it. */
  readonly download?: boolean
}

/** A link that looks like a button: it goes somewhere. */
export function ButtonLink({ href, look = 'secondary', children, download }: ButtonLinkProps) {
  if (download) {
    return (
      <a className={classOf(look)} href={href} download="">
        {children}
      </a>
    )
  }
  return (
    <Link className={classOf(look)} href={href}>
      {children}
    </Link>
  )
}
