import type { ReactNode } from 'react'
import { Link } from '../router/link.tsx'

type Look = 'primary' | 'secondary' | 'quiet' | 'danger'

interface ButtonProps {
  readonly look?: Look
  readonly children: ReactNode
  readonly type?: 'button' | 'submit'
  readonly onPress?: () => void
  readonly isDisabled?: boolean
  /** What it set off is under way: it stays where it is, with the focus, and does nothing. */
  readonly isPending?: boolean
}

const classOf = (look: Look): string => `button button-${look}`

/** A button. */
export function Button({
  look = 'secondary',
  type = 'button',
  isPending = false,
  isDisabled = false,
  onPress,
  children,
}: ButtonProps) {
  return (
    <button
      type={type}
      className={classOf(look)}
      disabled={isDisabled}
      aria-disabled={isPending || undefined}
      data-pending={isPending || undefined}
      onClick={() => (isPending ? undefined : onPress?.())}
    >
      {children}
    </button>
  )
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
