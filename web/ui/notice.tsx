import type { ReactNode } from 'react'

interface NoticeProps {
  readonly tone?: 'plain' | 'good' | 'warning' | 'problem'
  readonly children: ReactNode
  /** Spoken when it appears. */
  readonly live?: boolean
}

/** A remark beside the matter, marked by a line at its start. */
export function Notice({ tone = 'plain', children, live = false }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} {...(live ? { role: 'status' } : {})}>
      {children}
    </div>
  )
}
