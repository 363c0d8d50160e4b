import { type FormEvent, useCallback, useState } from 'react'
import type { DemographicsTold } from '../../../schemas/fairness.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem, Loaded } from '../../ui/states.tsx'

const CHOICES = {
  gender: ['woman', 'man', 'other'],
  age: ['under-25', '25-39', '40-54', '55-and-over'],
} as const

const PATH = '/api/me/demographics'

/** What one may tell for audits of the ranking, of one's own will, and taking it back. */
export function Told() {
  const { t } = useTexts()
  const resource = useResource<{ readonly told: DemographicsTold | null }>(PATH)
  return (
    <section className="section" aria-labelledby="me-told">
      <h2 id="me-told">{t('told.title')}</h2>
      <p>{t('told.text')}</p>
      <Loaded resource={resource}>
        {({ told }, reload) => <ToldForm key={JSON.stringify(told)} told={told} reload={reload} />}
      </Loaded>
    </section>
  )
}

interface ToldFormProps {
  readonly told: DemographicsTold | null
  readonly reload: () => void
}

function ToldForm({ told, reload }: ToldFormProps) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState<DemographicsTold>(told ?? {})
  const save = useCallback(async () => {
    await call('PUT', PATH, { body: chosen })
    reload()
  }, [chosen, reload])
  const forget = useCallback(async () => {
    await call('DELETE', PATH)
    reload()
  }, [reload])
  const saving = useAction(save)
  const forgetting = useAction(forget)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.run()
  }
  return (
    <form className="stack" onSubmit={submit}>
      {(['gender', 'age'] as const).map((kind) => (
        <fieldset key={kind}>
          <legend className="field-label">{t(`told.${kind}`)}</legend>
          {CHOICES[kind].map((value) => (
            <label key={value} className="check">
              <input
                type="radio"
                name={`told-${kind}`}
                checked={chosen[kind] === value}
                onChange={() => setChosen((last) => ({ ...last, [kind]: value }))}
              />
              <span>{t(`told.${value}`)}</span>
            </label>
          ))}
        </fieldset>
      ))}
      <div className="actions">
        <Button type="submit" isDisabled={Object.keys(chosen).length === 0} isPending={saving.busy}>
          {t('told.save')}
        </Button>
        {told ? (
          <Button look="quiet" isPending={forgetting.busy} onPress={() => forgetting.run()}>
            {t('told.forget')}
          </Button>
        ) : null}
      </div>
      <ActionProblem problem={saving.problem ?? forgetting.problem} />
    </form>
  )
}
