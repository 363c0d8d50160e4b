import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { usePlace } from '../../router/use-place.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Loading } from '../../ui/states.tsx'
import { AskedPage } from './asked-page.tsx'
import { presentPath } from './request-link.ts'

const Scanner = lazy(() =>
  import('../../scan/scanner.tsx').then((module) => ({ default: module.Scanner })),
)

/** Answers somebody who asks for certificates; without a request, the ways to hand one in. */
export function Present() {
  const { query } = usePlace()
  const requestUri = query.get('request')
  return requestUri ? <AskedPage key={requestUri} requestUri={requestUri} /> : <HandIn />
}

function HandIn() {
  const { t } = useTexts()
  const [scanning, setScanning] = useState(false)
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) navigate(presentPath(text.trim()))
  }
  return (
    <Page title={t('present.handIn')} lead={t('present.handIn.text')} width="narrow">
      {scanning ? (
        <Suspense fallback={<Loading />}>
          <Scanner
            onFound={(found) => navigate(presentPath(found))}
            onClose={() => setScanning(false)}
          />
        </Suspense>
      ) : (
        <div className="actions">
          <Button look="primary" onPress={() => setScanning(true)}>
            {t('verify.scan')}
          </Button>
        </div>
      )}
      <form className="section stack" onSubmit={submit}>
        <Field label={t('present.link')} code value={text} onChange={setText} />
        <div className="actions">
          <Button type="submit" isDisabled={!text.trim()}>
            {t('present.look')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
