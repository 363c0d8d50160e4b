import type { AuthorizationView } from '../../../schemas/issuer-authorization.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'

interface AwardChoiceProps {
  readonly awards: AuthorizationView['awards']
  readonly chosen: string
  readonly onChange: (awardId: string) => void
}

/** Which certificate the wallet gets. */
export function AwardChoice({ awards, chosen, onChange }: AwardChoiceProps) {
  const { t, language } = useTexts()
  return (
    <fieldset className="options">
      <legend className="field-label">{t('authorize.award')}</legend>
      {awards.map(({ id, name, awardedAt }) => (
        <label key={id} className="option">
          <input type="radio" name="award" checked={id === chosen} onChange={() => onChange(id)} />
          <span>
            {name}
            <br />
            <span className="quiet">{formatDate(language, awardedAt)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
