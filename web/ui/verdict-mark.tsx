import type { Verdict } from '../verdict/headline.ts'
import { starPath } from './rosette-shape.ts'

const SHAPES: Readonly<Record<Verdict, () => React.ReactNode>> = {
  valid: () => (
    <>
      <path d={starPath(12, 1, 46)} className="shape" />
      <path d={starPath(12, 5, 46)} className="fine" />
      <path d="M-20 1L-6 15L21-14" className="sign" />
    </>
  ),
  invalid: () => (
    <>
      <path d="M-19-46H19L46-19V19L19 46H-19L-46 19V-19Z" className="shape" />
      <path d="M-17-17L17 17M17-17L-17 17" className="sign" />
    </>
  ),
  undetermined: () => (
    <>
      <path d="M0-45L48 40H-48Z" className="shape" />
      <path d="M0-14V12M0 24V25" className="sign" />
    </>
  ),
  unchecked: () => (
    <>
      <circle r="44" className="shape dashed" />
      <path d="M-16 0H16" className="sign" />
    </>
  ),
}

/** The mark of a verdict; the word stands beside it. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const Shape = SHAPES[verdict]
  return (
    <svg viewBox="-52 -52 104 104" className={`verdict-mark verdict-${verdict}`} aria-hidden="true">
      <Shape />
    </svg>
  )
}
