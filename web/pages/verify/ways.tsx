import { type DragEvent, lazy, Suspense, useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/states.tsx'
import { filesOf } from './dropped.ts'
import { Paste } from './paste.tsx'

const Scanner = lazy(() =>
  import('../../scan/scanner.tsx').then((module) => ({ default: module.Scanner })),
)

interface WaysProps {
  readonly onText: (text: string) => void
  readonly onFiles: (files: readonly File[]) => void
  readonly busy: boolean
}

/** The three ways in: the camera, a file, the clipboard. The whole target takes a dropped file. */
export function Ways({ onText, onFiles, busy }: WaysProps) {
  const { t } = useTexts()
  const [scanning, setScanning] = useState(false)
  const drop = useDrop(onFiles)
  const scanned = (text: string) => {
    setScanning(false)
    onText(text)
  }
  return (
    <section className="ways no-print" aria-label={t('verify.ways')} {...drop.handlers}>
      <div className="target" data-over={drop.isOver || undefined}>
        {scanning ? (
          <Suspense fallback={<Loading />}>
            <Scanner onFound={scanned} onClose={() => setScanning(false)} />
          </Suspense>
        ) : (
          <>
            <p className="target-title">{t('verify.target')}</p>
            <p className="quiet">{t('verify.formats')}</p>
            <div className="actions">
              <Button look="primary" isDisabled={busy} onPress={() => setScanning(true)}>
                {t('verify.scan')}
              </Button>
              <FileButton onFiles={onFiles} />
              <FolderButton onFiles={onFiles} />
            </div>
          </>
        )}
      </div>
      <Paste onText={onText} busy={busy} />
    </section>
  )
}

function FileButton({ onFiles }: Pick<WaysProps, 'onFiles'>) {
  const { t } = useTexts()
  return (
    <label className="button button-secondary file-button">
      {t('verify.file')}
      <input
        type="file"
        multiple
        accept=".json,.jsonld,.jwt,.txt,.png,.svg,.pdf,.zip,application/pdf,application/json,application/zip,image/png,image/svg+xml,text/plain"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])])
          target.value = ''
        }}
      />
    </label>
  )
}

/** A whole folder, where the browser can choose one. */
function FolderButton({ onFiles }: Pick<WaysProps, 'onFiles'>) {
  const { t } = useTexts()
  if (!('webkitdirectory' in HTMLInputElement.prototype)) return null
  return (
    <label className="button button-secondary folder-button">
      {t('verify.folder')}
      <input
        type="file"
        ref={(input) => input?.setAttribute('webkitdirectory', '')}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])].map(namedByPath))
          target.value = ''
        }}
      />
    </label>
  )
}

const namedByPath = (file: File): File =>
  new File([file], file.webkitRelativePath || file.name, { type: file.type })

/** Takes files dropped anywhere on the target. */
function useDrop(onFiles: WaysProps['onFiles']) {
  const [isOver, setIsOver] = useState(false)
  const handlers = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setIsOver(true)
    },
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setIsOver(false)
      void filesOf(event.dataTransfer).then(onFiles)
    },
  }
  return { isOver, handlers }
}
