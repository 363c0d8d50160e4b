import { useCallback, useState } from 'react'
import type { WalletWork, WorkSample } from '../../../schemas/wallet-works.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { WorkView } from '../../verdict/work-view.tsx'
import { walletPath } from './wallet.ts'
import { WorkForm } from './work-form.tsx'

interface WorkList {
  readonly works: readonly WalletWork[]
}

const worksPath = (certificateId: string): string => `${walletPath(certificateId)}/works`

/** Works of the learner's own beside a certificate: the learner's word, and no part of it. */
export function Works({ certificateId }: { readonly certificateId: string }) {
  const { t } = useTexts()
  const path = worksPath(certificateId)
  const works = useResource<WorkList>(path)
  const [open, setOpen] = useState(false)
  const { reload } = works
  const add = useCallback(
    async (sample: WorkSample) => {
      await call('POST', path, { body: sample })
      setOpen(false)
      reload()
    },
    [path, reload],
  )
  const list = works.state === 'ready' ? works.value.works : []
  return (
    <section className="certificate-part" aria-labelledby="works">
      <h2 id="works">{t('works.title')}</h2>
      <p>{t('works.text')}</p>
      {list.length > 0 ? (
        <ul className="lines">
          {list.map((work) => (
            <WorkLine key={work.id} work={work} reload={reload} />
          ))}
        </ul>
      ) : null}
      <div className="actions">
        <Button onPress={() => setOpen(true)}>{t('works.add')}</Button>
      </div>
      <Dialog title={t('works.add')} isOpen={open} onClose={() => setOpen(false)}>
        <WorkForm onAdd={add} onClose={() => setOpen(false)} />
      </Dialog>
    </section>
  )
}

interface WorkLineProps {
  readonly work: WalletWork
  readonly reload: () => void
}

function WorkLine({ work, reload }: WorkLineProps) {
  const { t } = useTexts()
  const remove = useCallback(async () => {
    await call('DELETE', `/api/wallet/works/${encodeURIComponent(work.id)}`)
    reload()
  }, [work.id, reload])
  const action = useAction(remove)
  return (
    <li className="line">
      <div className="line-main">
        <WorkView work={work} />
        <ActionProblem problem={action.problem} />
      </div>
      <Button isPending={action.busy} onPress={() => action.run()}>
        {t('lock.remove')}
      </Button>
    </li>
  )
}

interface ShareWorksProps {
  readonly certificateId: string
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** Which works go with a link: none, unless chosen. */
export function ShareWorks({ certificateId, chosen, onChange }: ShareWorksProps) {
  const { t } = useTexts()
  const works = useResource<WorkList>(worksPath(certificateId))
  if (works.state !== 'ready' || works.value.works.length === 0) return null
  return (
    <fieldset>
      <legend className="field-label">{t('works.share')}</legend>
      {works.value.works.map(({ id, title }) => (
        <label key={id} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          <bdi>{title}</bdi>
        </label>
      ))}
      <p className="hint">{t('works.own')}</p>
    </fieldset>
  )
}
