import { useCallback, useState } from 'react'
import type { SuggestionsView } from '../../../schemas/matching-jobs.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import type { AskedSkill } from './job-draft.ts'
import { Suggestions } from './suggestions.tsx'

interface AdvertProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly language: string
  readonly onConfirmed: (skills: readonly AskedSkill[]) => void
}

/** The description of the job, which can be a whole advert: skills are suggested from it, a person confirms. */
export function Advert({ text, onText, language, onConfirmed }: AdvertProps) {
  const { t } = useTexts()
  const [found, setFound] = useState<SuggestionsView>()
  const suggest = useCallback(async () => {
    const body = { text, ...(language && { language }) }
    setFound(await request<SuggestionsView>('POST', '/jobs/suggestions', { body }))
  }, [text, language])
  const action = useAction(suggest)
  return (
    <>
      <Field
        label={t('job.description')}
        hint={t('advert.hint')}
        rows={8}
        maxLength={20_000}
        value={text}
        onChange={onText}
      />
      <div className="actions">
        <Button
          isDisabled={text.trim() === ''}
          isPending={action.busy}
          onPress={() => action.run()}
        >
          {t('advert.suggest')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
      {found ? (
        <Suggestions
          suggestions={found.suggestions}
          onConfirmed={(skills) => {
            onConfirmed(skills)
            setFound(undefined)
          }}
        />
      ) : null}
    </>
  )
}
