import { useCallback, useState } from 'react'
import type { ShareView } from '../../../schemas/wallet-messages.ts'
import { call, request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { ClaimNames } from '../present/claim-name.tsx'
import { ShareDialog, type ShareRules } from './share-dialog.tsx'
import { ShareLog } from './share-log.tsx'
import { type CertificateDetail, walletPath } from './wallet.ts'

/** Links that show this certificate: made here, seen here, taken back here. */
export function Sharing({ certificate }: { readonly certificate: CertificateDetail }) {
  const { t } = useTexts()
  const path = `${walletPath(certificate.id)}/shares`
  const shares = useResource<{ shares: readonly ShareView[] }>(path)
  const [open, setOpen] = useState<'new' | ShareView>()
  const { reload } = shares
  const make = useCallback(
    async (rules: ShareRules) => {
      setOpen(await request<ShareView>('POST', path, { body: rules }))
      reload()
    },
    [path, reload],
  )
  const list = shares.state === 'ready' ? shares.value.shares : []
  return (
    <section className="certificate-part" aria-labelledby="share">
      <h2 id="share">{t('share.title')}</h2>
      <p>{t('share.text')}</p>
      <div className="actions">
        <Button look="primary" onPress={() => setOpen('new')}>
          {t('share.new')}
        </Button>
      </div>
      {list.length > 0 ? (
        <ul className="lines shares">
          {list.map((share) => (
            <ShareLine
              key={share.shareId}
              share={share}
              onShow={() => setOpen(share)}
              reload={reload}
            />
          ))}
        </ul>
      ) : null}
      <ShareDialog
        open={open}
        certificate={certificate}
        onMake={make}
        onClose={() => setOpen(undefined)}
      />
    </section>
  )
}

interface ShareLineProps {
  readonly share: ShareView
  readonly onShow: () => void
  readonly reload: () => void
}

function ShareLine({ share, onShow, reload }: ShareLineProps) {
  const { t, language } = useTexts()
  const remove = useCallback(async () => {
    await call('DELETE', `/api/wallet/shares/${share.shareId}`)
    reload()
  }, [share.shareId, reload])
  const action = useAction(remove)
  const date = formatDate(language, share.expiresAt)
  return (
    <li className="line">
      <div className="line-main">
        <p>{t(share.expired ? 'share.ended' : 'share.until', { date })}</p>
        {share.audience ? (
          <p>
            <bdi>{share.audience}</bdi>
          </p>
        ) : null}
        {share.locked ? <p>{t('share.locked')}</p> : null}
        <p className="quiet">
          {t('share.views', { count: share.views })}
          {share.viewLimit ? ` · ${t('share.limit', { count: share.viewLimit })}` : ''}
          {share.hasPasscode ? ` · ${t('share.withPasscode')}` : ''}
        </p>
        {share.fields ? <ClaimNames claims={share.fields} /> : null}
        <ShareLog shareId={share.shareId} />
        <ActionProblem problem={action.problem} />
      </div>
      {share.expired ? null : <Button onPress={onShow}>{t('share.show')}</Button>}
      <Button isPending={action.busy} onPress={() => action.run()}>
        {t('share.revoke')}
      </Button>
    </li>
  )
}
