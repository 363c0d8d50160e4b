import { PROFILE_COLOURS, type ProfileColour } from '../../../schemas/wallet-profile-names.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'

/** How a profile looks to its owner. */
export interface Look {
  readonly name: string
  readonly colour: ProfileColour
}

interface LookFieldsProps {
  readonly look: Look
  readonly onChange: (look: Look) => void
}

const MOST = 40 // characters

/** Name and colour of a profile. */
export function LookFields({ look, onChange }: LookFieldsProps) {
  const { t } = useTexts()
  return (
    <>
      <Field
        label={t('profiles.name')}
        hint={t('profiles.name.hint')}
        maxLength={MOST}
        value={look.name}
        onChange={(name) => onChange({ ...look, name })}
      />
      <Choice
        label={t('profiles.colour')}
        value={look.colour}
        onChange={(value) => {
          const colour = PROFILE_COLOURS.find((one) => one === value)
          if (colour) onChange({ ...look, colour })
        }}
        options={PROFILE_COLOURS.map((one) => ({ value: one, text: t(`profiles.colour.${one}`) }))}
      />
    </>
  )
}
