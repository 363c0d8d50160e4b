import { useCallback, useEffect } from 'react'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import type { CertificateList } from '../certificates/wallet.ts'

/** Back from an issuer where the learner signed in: the certificate is fetched at once. */
export function Authorized() {
  const { t } = useTexts()
  const receive = useCallback(async (query: string) => {
    const { state = '', ...rest } = Object.fromEntries(new URLSearchParams(query))
    const answer = Object.fromEntries(
      ['code', 'iss', 'error'].flatMap((name) => (rest[name] ? [[name, rest[name]]] : [])),
    )
    const { credentials } = await request<CertificateList>(
      'POST',
      '/api/wallet/receive/sign-in/answer',
      { body: { state, ...answer } },
    )
    const [received] = credentials
    navigate(received ? `/certificates/${received.id}` : '/certificates')
  }, [])
  const { run, problem } = useAction(receive)
  useEffect(() => {
    run(window.location.search)
    // A code does not stay in the address, where it could be copied along.
    window.history.replaceState(null, '', window.location.pathname)
  }, [run])
  return (
    <Page
      title={t('authorized.title')}
      lead={t(problem ? 'authorized.failed' : 'authorized.wait')}
      width="narrow"
    >
      <ActionProblem problem={problem} />
      {problem ? (
        <div className="actions">
          <ButtonLink href="/certificates">{t('authorized.back')}</ButtonLink>
        </div>
      ) : null}
    </Page>
  )
}
