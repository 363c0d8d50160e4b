import { useState } from 'react'
import type { Static } from 'typebox'
import type { shareAccesses } from '../../../schemas/wallet-messages.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Loaded } from '../../ui/states.tsx'

type Accesses = Static<typeof shareAccesses>['accesses']

/** When a link was opened; who it was is not recorded. Read when somebody looks. */
export function ShareLog({ shareId }: { readonly shareId: string }) {
  const { t, language } = useTexts()
  const [open, setOpen] = useState(false)
  const log = useResource<Static<typeof shareAccesses>>(
    open ? `/api/wallet/shares/${encodeURIComponent(shareId)}/accesses` : undefined,
  )
  return (
    <details className="disclosure" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('share.log')}</summary>
      {open ? (
        <Loaded resource={log}>
          {({ accesses }) =>
            accesses.length === 0 ? (
              <p className="quiet">{t('share.log.none')}</p>
            ) : (
              <ol className="share-log">
                {countedOf(accesses).map(({ outcome, at, times }) => (
                  <li key={`${at} ${outcome}`}>
                    {formatDateTime(language, at)} · {t(`history.kind.${outcome}`)}
                    {times > 1 ? ` · ${times} ×` : ''}
                  </li>
                ))}
              </ol>
            )
          }
        </Loaded>
      ) : null}
      <p className="quiet">{t('share.log.text')}</p>
    </details>
  )
}

/** Those of one second and outcome as one, with how many there were. */
function countedOf(accesses: Accesses) {
  const counts = new Map<string, Accesses[number] & { times: number }>()
  for (const access of accesses) {
    const key = `${access.at} ${access.outcome}`
    counts.set(key, { ...access, times: (counts.get(key)?.times ?? 0) + 1 })
  }
  return [...counts.values()]
}
