import { type ReactNode, useEffect, useRef } from 'react'
import { usePlace } from '../router/use-place.ts'

interface PageProps {
  readonly title: string
  /** Language of the title, where it is not the page's. */
  readonly lang?: string
  /** A line above the title: where one is. */
  readonly above?: ReactNode
  /** A sentence below the title. */
  readonly lead?: ReactNode
  readonly children?: ReactNode
  /** Width of a text (`reading`), a form (`narrow`) or the whole page. */
  readonly width?: 'reading' | 'narrow' | 'full'
}

/** A page with its one first heading, which takes the focus when one arrives by a link inside the site. */
export function Page({ title, lang, above, lead, children, width = 'full' }: PageProps) {
  const heading = usePageTitle(title)
  return (
    <div className={`page page-${width}`}>
      <header className="page-head">
        {above ? <p className="above">{above}</p> : null}
        <h1 ref={heading} tabIndex={-1} lang={lang}>
          {title}
        </h1>
        {lead ? <p className="lead">{lead}</p> : null}
      </header>
      {children}
    </div>
  )
}

let firstPath: string | undefined

/**
 * Sets the document's title and moves the focus: to the part that the address names, else to the heading on
 * every page but the first.
 */
export function usePageTitle(title: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { path, fragment } = usePlace()
  useEffect(() => {
    document.title = title === 'Brevet' ? title : `${title} · Brevet`
  }, [title])
  useEffect(() => {
    firstPath ??= path
    const part = fragment === '' ? null : document.getElementById(fragment)
    if (part) return keepInView(part)
    if (path !== firstPath) heading.current?.focus({ preventScroll: true })
    return undefined
  }, [path, fragment])
  return heading
}

/** Focuses a part, and keeps it in view while what is above it comes and moves it. @returns how to stop */
function keepInView(part: HTMLElement): () => void {
  part.focus()
  const moved = new ResizeObserver(() => {
    if (document.activeElement === part) part.scrollIntoView()
  })
  moved.observe(document.body)
  return () => moved.disconnect()
}
