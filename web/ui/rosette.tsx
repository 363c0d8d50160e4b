import { petalPath, starPath } from './rosette-shape.ts'

interface RosetteProps {
  readonly className?: string
}

/** The mark: the eight-pointed star of zellige inside its rim. Its name stands beside it. */
export function Rosette({ className = 'rosette' }: RosetteProps) {
  return (
    <svg viewBox="-50 -50 100 100" className={className} aria-hidden="true">
      <circle r="47" />
      <path d={starPath(8, 3, 44)} />
      <path d={starPath(8, 2, 24)} />
    </svg>
  )
}

/** The mark, turning once: something is on its way. */
export function TurningRosette() {
  return <Rosette className="rosette rosette-turning" />
}

/** The large drawing of a first screen: rings of stars in fine line. */
export function GreatRosette() {
  return (
    <svg viewBox="-100 -100 200 200" className="great-rosette" aria-hidden="true">
      <circle r="97" />
      <circle r="92" />
      <path d={starPath(16, 7, 90)} />
      <path d={starPath(16, 5, 90)} className="fine" />
      <circle r="50" className="fine" />
      <path d={starPath(16, 6, 49)} className="fine" />
      <path d={starPath(8, 3, 35)} className="inked" />
      <circle r="13" className="paper" />
      <path d={starPath(8, 2, 10)} />
    </svg>
  )
}

interface ProgressProps {
  /** One petal each, in order. */
  readonly parts: readonly ('open' | 'begun' | 'done')[]
  readonly label: string
}

/** A flower with a petal for each part of a course, filled as it is done. */
export function ProgressRosette({ parts, label }: ProgressProps) {
  const petals = parts.map((state, index) => ({ state, path: petalPath(index, parts.length, 44) }))
  return (
    <svg viewBox="-50 -50 100 100" className="progress-rosette" role="img" aria-label={label}>
      <circle r="48" />
      {petals.map(({ state, path }) => (
        <path key={path} d={path} className={state} />
      ))}
    </svg>
  )
}
