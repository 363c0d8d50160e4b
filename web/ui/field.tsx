import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components'

interface FieldProps extends Omit<TextFieldProps, 'className' | 'children'> {
  readonly label: string
  readonly hint?: string
  /** Lines shown of a longer text; absent: one line. */
  readonly rows?: number
  /** Codes and addresses run left to right in every language. */
  readonly code?: boolean
}

/** A field with its label above, its hint below and its error in words. */
export function Field({ label, hint, rows, code = false, ...rest }: FieldProps) {
  const direction = code
    ? ({ dir: 'ltr', className: 'input code' } as const)
    : { className: 'input' }
  return (
    <TextField className="field" {...rest}>
      <Label>{label}</Label>
      {rows ? <TextArea rows={rows} {...direction} /> : <Input {...direction} />}
      {hint ? (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      ) : null}
      <FieldError className="field-error" />
    </TextField>
  )
}
