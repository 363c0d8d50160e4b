import { useEffect, useState } from 'react'
import { formatDateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { renewBundle } from './shelf.ts'

/** How old what this device keeps is, for a time without a network. */
export function KeptLine() {
  const { t, language } = useTexts()
  const [at, setAt] = useState<number>()
  useEffect(() => {
    const renew = () => void renewBundle().then(setAt)
    if (document.readyState === 'complete') renew()
    else window.addEventListener('load', renew, { once: true })
    return () => window.removeEventListener('load', renew)
  }, [])
  return at ? (
    <p className="quiet kept-line">{t('verify.kept', { date: formatDateTime(language, at) })}</p>
  ) : null
}
