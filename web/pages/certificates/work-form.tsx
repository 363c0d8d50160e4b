import { type FormEvent, useState } from 'react'
import type { WorkSample } from '../../../schemas/wallet-works.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { base64Url } from '../../verdict/base64url.ts'

/** Largest file, in bytes. */
const MOST = 262_144

interface WorkFormProps {
  readonly onAdd: (sample: WorkSample) => Promise<void>
  readonly onClose: () => void
}

/** A link, a small file, or both, with a name. */
export function WorkForm({ onAdd, onClose }: WorkFormProps) {
  const { t } = useTexts()
  const [title, setTitle] = useState('')
  const [url, setUrl] = useState('')
  const [note, setNote] = useState('')
  const [file, setFile] = useState<File | undefined>(undefined)
  const action = useAction(async () => {
    await onAdd({
      title: title.trim(),
      ...(url.trim() && { url: url.trim() }),
      ...(note.trim() && { note: note.trim() }),
      ...(file && { file: await contentOf(file) }),
    })
  })
  const isLarge = file !== undefined && file.size > MOST
  const isOdd = url.trim() !== '' && !/^https:\/\/[^\s"<>]+$/.test(url.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  const isReady = title.trim() !== '' && (url.trim() !== '' || file !== undefined)
  return (
    <form className="stack" onSubmit={submit}>
      <Field label={t('works.name')} value={title} onChange={setTitle} maxLength={200} />
      <Field label={t('works.url')} hint={t('works.url.hint')} code value={url} onChange={setUrl} />
      <Field label={t('works.note')} rows={3} value={note} onChange={setNote} maxLength={1000} />
      <div className="actions">
        <label className="button button-secondary file-button">
          <bdi>{file?.name ?? t('verify.file')}</bdi>
          <input
            type="file"
            aria-label={file?.name ?? t('verify.file')}
            onChange={({ target }) => setFile(target.files?.[0])}
          />
        </label>
      </div>
      {isLarge ? <p role="alert">{t('works.large')}</p> : null}
      <div className="actions">
        <Button
          look="primary"
          type="submit"
          isDisabled={!isReady || isLarge || isOdd}
          isPending={action.busy}
        >
          {t('foreign.add')}
        </Button>
        <Button onPress={onClose}>{t('state.cancel')}</Button>
      </div>
      <ActionProblem problem={action.problem} />
    </form>
  )
}

async function contentOf(file: File): Promise<NonNullable<WorkSample['file']>> {
  const content = base64Url(new Uint8Array(await file.arrayBuffer()))
  const mediaType = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream'
  return { name: file.name.slice(0, 200), mediaType, content }
}
