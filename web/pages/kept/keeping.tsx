import { useEffect, useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { useSession } from '../../session/session.tsx'
import type { CertificateDetail } from '../certificates/wallet.ts'
import { keepOpened } from './keep-opened.ts'
import { keepFor, wipe } from './kept-store.ts'

/** Keeps the certificate that is open, and says so once it is kept. */
export function Keeping({ certificate }: { readonly certificate: CertificateDetail }) {
  const { t, language } = useTexts()
  const { me } = useSession()
  const [kept, setKept] = useState(false)
  const personId = me?.person?.id
  useEffect(() => {
    if (personId === undefined) return
    keepFor(personId)
      .then(() => keepOpened(certificate, { personId, language }))
      .then(
        () => setKept(true),
        () => setKept(false),
      )
  }, [certificate, language, personId])
  return (
    <p className="quiet" role="status">
      {kept ? t('kept.done') : ''}
    </p>
  )
}

/** Whoever is not signed in any more leaves nothing on the device. */
export function KeptGuard() {
  const { me } = useSession()
  const person = me ? (me.person?.id ?? 'nobody') : undefined
  useEffect(() => {
    if (person === undefined) return
    const settle = person === 'nobody' ? wipe() : keepFor(person)
    settle.catch(() => undefined) // a browser that keeps nothing has nothing to remove
  }, [person])
  return null
}
