import { useId } from 'react'

interface PlainFieldProps {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Lines shown of a longer text; absent: one line. */
  readonly rows?: number
  /** Codes and addresses run left to right in every language. */
  readonly code?: boolean
  readonly autoComplete?: string
  readonly required?: boolean
  readonly maxLength?: number
}

/** A field with its label above and its hint below, by what the browser itself has. */
export function PlainField({
  label,
  hint,
  code = false,
  rows,
  onChange,
  ...rest
}: PlainFieldProps) {
  const id = useId()
  const described = hint ? { 'aria-describedby': `${id}-hint` } : {}
  const direction = code ? { dir: 'ltr', className: 'input code' } : { className: 'input' }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows ? (
        <textarea
          id={id}
          rows={rows}
          {...direction}
          {...described}
          {...rest}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <input
          id={id}
          {...direction}
          {...described}
          {...rest}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
    </div>
  )
}
