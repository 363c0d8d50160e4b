import { useId } from 'react'

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly { readonly value: string; readonly text: string }[]
  /** The label is for listeners alone: a heading above says it to readers. */
  readonly isBare?: boolean
}

/** One of a few, in the browser's own list. */
export function Choice({ label, value, onChange, options, isBare = false }: ChoiceProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id} className={isBare ? 'hidden' : undefined}>
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map(({ value: one, text }) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
