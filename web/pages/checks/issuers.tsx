import { type FormEvent, useCallback, useState } from 'react'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem, Empty, Loaded } from '../../ui/states.tsx'

interface Issuer {
  readonly did: string
  readonly name: string
  /** `operator` where listed by hand, else the address of the registry. */
  readonly source: string
  /** Whether the organisation's own list has it. */
  readonly own: boolean
}

/** Lines shown before somebody asks for all: registries have thousands. */
const FIRST = 50

/** Every issuer that is known, with where that is from. */
export function Issuers() {
  const { t } = useTexts()
  const issuers = useResource<{ issuers: readonly Issuer[] }>('/api/trust/issuers')
  const [all, setAll] = useState(false)
  return (
    <section className="section" aria-labelledby="issuers">
      <h2 id="issuers">{t('issuers.title')}</h2>
      <Loaded resource={issuers}>
        {({ issuers: known }, reload) => (
          <>
            {known.length === 0 ? <Empty title={t('issuers.none')} /> : null}
            <ul className="lines">
              {known.slice(0, all ? undefined : FIRST).map((issuer) => (
                <Line key={`${issuer.did} ${issuer.source}`} issuer={issuer} reload={reload} />
              ))}
            </ul>
            {known.length > FIRST && !all ? (
              <div className="actions">
                <Button onPress={() => setAll(true)}>
                  {t('issuers.all', { number: known.length })}
                </Button>
              </div>
            ) : null}
            <NewIssuer onAdded={reload} />
          </>
        )}
      </Loaded>
    </section>
  )
}

interface LineProps {
  readonly issuer: Issuer
  readonly reload: () => void
}

function Line({ issuer: { did, name, source, own }, reload }: LineProps) {
  const { t } = useTexts()
  const remove = useCallback(async () => {
    await call('DELETE', `/api/trust/issuers?did=${encodeURIComponent(did)}`)
    reload()
  }, [did, reload])
  const action = useAction(remove)
  const byHand = source === 'operator'
  return (
    <li className="line">
      <div className="line-main">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p className="quiet">
          <code>{did}</code>
        </p>
        <p className="quiet">{byHand ? t('issuers.byHand') : <code>{source}</code>}</p>
        <ActionProblem problem={action.problem} />
      </div>
      {byHand && own ? (
        <Button look="quiet" isPending={action.busy} onPress={() => action.run()}>
          {t('registries.remove')} <span className="hidden">{name}</span>
        </Button>
      ) : null}
    </li>
  )
}

function NewIssuer({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useTexts()
  const [did, setDid] = useState('')
  const [name, setName] = useState('')
  const add = useCallback(async () => {
    await call('POST', '/api/trust/issuers', { body: { did: did.trim(), name } })
    setDid('')
    setName('')
    onAdded()
  }, [did, name, onAdded])
  const action = useAction(add)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <details className="disclosure">
      <summary>{t('issuers.add')}</summary>
      <form className="stack narrow-form" onSubmit={submit}>
        <Field label={t('issuers.did')} code isRequired value={did} onChange={setDid} />
        <Field
          label={t('registries.name')}
          isRequired
          maxLength={200}
          value={name}
          onChange={setName}
        />
        <div className="actions">
          <Button type="submit" look="primary" isPending={action.busy}>
            {t('issuers.add')}
          </Button>
        </div>
        <ActionProblem problem={action.problem} />
      </form>
    </details>
  )
}
