import { useTexts } from '../../i18n/use-texts.ts'
import { ClaimName, stepsOf } from '../present/claim-name.tsx'

interface ShareFieldsProps {
  readonly choosable: readonly string[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** What a link shows, one by one; what cannot be left out is shown with it. */
export function ShareFields({ choosable, chosen, onChange }: ShareFieldsProps) {
  const { t } = useTexts()
  return (
    <fieldset>
      <legend className="field-label">{t('share.fields')}</legend>
      {choosable.map((field) => (
        <label key={field} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(field)}
            onChange={({ target }) =>
              onChange(
                choosable.filter((one) => (one === field ? target.checked : chosen.includes(one))),
              )
            }
          />
          <ClaimName steps={stepsOf(field)} />
        </label>
      ))}
      <p className="hint">{t('share.fields.hint')}</p>
    </fieldset>
  )
}
