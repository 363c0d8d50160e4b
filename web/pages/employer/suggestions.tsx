import { useState } from 'react'
import type { SuggestedSkill } from '../../../schemas/matching-jobs.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { AskedSkill } from './job-draft.ts'

interface SuggestionsProps {
  readonly suggestions: readonly SuggestedSkill[]
  readonly onConfirmed: (skills: readonly AskedSkill[]) => void
}

/** Skills that a text seems to ask for: none is ticked, and only what is ticked is added. */
export function Suggestions({ suggestions, onConfirmed }: SuggestionsProps) {
  const { t } = useTexts()
  const [ticked, setTicked] = useState<readonly string[]>([])
  if (suggestions.length === 0) {
    return (
      <Notice tone="warning" live>
        {t('advert.none')}
      </Notice>
    )
  }
  const toggle = (id: string) =>
    setTicked((last) => (last.includes(id) ? last.filter((one) => one !== id) : [...last, id]))
  const confirm = () =>
    onConfirmed(
      suggestions
        .filter(({ id }) => ticked.includes(id))
        .map(({ id, label, importance }) => ({ id, label, importance })),
    )
  const [first] = suggestions
  return (
    <fieldset className="consent">
      <legend className="field-label">{t('advert.found')}</legend>
      {suggestions.map(({ id, label, words }) => (
        <label key={id} className="check">
          <input type="checkbox" checked={ticked.includes(id)} onChange={() => toggle(id)} />
          <span>
            <bdi>{label}</bdi> <span className="quiet">{t('advert.words', { words })}</span>
          </span>
        </label>
      ))}
      <p className="hint">{t(first?.source === 'model' ? 'advert.byModel' : 'advert.byLabels')}</p>
      <div className="actions">
        <Button isDisabled={ticked.length === 0} onPress={confirm}>
          {t('advert.add')}
        </Button>
      </div>
    </fieldset>
  )
}
