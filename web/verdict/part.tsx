import type { ReactNode } from 'react'

interface PartProps {
  readonly title: string
  /** Level of its heading: one below the verdict's. */
  readonly level: 2 | 3
  readonly children: ReactNode
}

/** A part of what is said of a credential. */
export function Part({ title, level, children }: PartProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className="verdict-part">
      <Heading className="part-title">{title}</Heading>
      {children}
    </section>
  )
}
