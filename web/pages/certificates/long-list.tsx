import { type ReactNode, useDeferredValue, useRef, useState } from 'react'
import type { WalletCredentialView } from '../../../schemas/wallet-messages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useMoreFocus } from '../../ui/more-focus.ts'

const AT_ONCE = 50
/** As many as one looks through without a search. */
const FEW = 12

interface LongListProps {
  readonly certificates: readonly WalletCredentialView[]
  readonly line: (certificate: WalletCredentialView) => ReactNode
}

/** Certificates, fifty at a time, found by the words of their title, issuer and skills. */
export function LongList({ certificates, line }: LongListProps) {
  const { t } = useTexts()
  const [words, setWords] = useState('')
  const [most, setMost] = useState(AT_ONCE)
  const wanted = useDeferredValue(words)
  const found = certificates.filter((one) => fits(one, wanted))
  const shown = found.slice(0, most)
  const hasMore = found.length > shown.length
  const list = useRef<HTMLUListElement>(null)
  const { grows } = useMoreFocus(list, { length: shown.length, hasMore })
  const more = () => {
    grows()
    setMost((last) => last + AT_ONCE)
  }
  const isLong = certificates.length > FEW
  return (
    <>
      {isLong ? (
        <Field label={t('certificates.search')} type="search" value={words} onChange={setWords} />
      ) : null}
      <p className={isLong ? 'quiet' : 'hidden'} role="status">
        {t('certificates.shown', { shown: shown.length, count: found.length })}
      </p>
      <ul ref={list} className="lines">
        {shown.map(line)}
      </ul>
      {hasMore ? (
        <div className="actions">
          <Button onPress={more}>{t('certificates.more')}</Button>
        </div>
      ) : null}
    </>
  )
}

/** Every word is somewhere in it, whatever its case and accents. */
function fits({ title, issuer, skills }: WalletCredentialView, words: string): boolean {
  const text = plain([title, issuer.name, issuer.id, ...skills.map(({ name }) => name)].join(' '))
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
