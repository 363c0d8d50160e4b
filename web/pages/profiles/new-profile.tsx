import { type FormEvent, useCallback, useState } from 'react'
import type { WalletProfile } from '../../../schemas/wallet-profiles.ts'
import { request } from '../../api/client.ts'
import { chooseProfile } from '../../api/profile.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { type Look, LookFields } from './look-fields.tsx'
import { PROFILES } from './profiles.ts'

const EMPTY: Look = { name: '', colour: 'green' }

/** Makes a profile, which is looked at from then on. */
export function NewProfile({ onMade }: { readonly onMade: () => void }) {
  const { t } = useTexts()
  const [look, setLook] = useState(EMPTY)
  const [made, setMade] = useState('')
  const make = useCallback(async () => {
    const body = { ...look, name: look.name.trim() }
    const { id, name = '' } = await request<WalletProfile>('POST', PROFILES, { body })
    chooseProfile(id)
    setLook(EMPTY)
    setMade(name)
    onMade()
  }, [look, onMade])
  const action = useAction(make)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (look.name.trim()) action.run()
  }
  return (
    <section className="section" aria-labelledby="new-profile">
      <h2 id="new-profile">{t('profiles.new')}</h2>
      <form className="stack" onSubmit={submit}>
        <LookFields look={look} onChange={setLook} />
        <div className="actions">
          <Button
            type="submit"
            look="primary"
            isDisabled={!look.name.trim()}
            isPending={action.busy}
          >
            {t('profiles.make')}
          </Button>
        </div>
        <p role="status">{made ? t('profiles.now', { name: made }) : ''}</p>
        <ActionProblem problem={action.problem} />
      </form>
    </section>
  )
}
