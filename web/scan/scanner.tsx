import { useCallback, useEffect, useRef, useState } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { type CameraFailure, watchCamera } from './camera.ts'

interface ScannerProps {
  readonly onFound: (text: string) => void
  readonly onClose: () => void
}

/** The camera, looking for a code. Pictures stay in the browser. */
export function Scanner({ onFound, onClose }: ScannerProps) {
  const { t } = useTexts()
  const found = useRef(onFound)
  const [failure, setFailure] = useState<CameraFailure | 'not-yet'>('not-yet')
  useEffect(() => {
    found.current = onFound
  }, [onFound])
  // Begins when the picture is there and ends with it.
  const watch = useCallback(
    (picture: HTMLVideoElement) =>
      watchCamera(picture, {
        onFound: (text) => found.current(text),
        onFailure: setFailure,
      }),
    [],
  )
  return (
    <div className="scanner">
      {failure === 'not-yet' ? (
        <>
          <video ref={watch} playsInline muted aria-label={t('camera.picture')} />
          <p role="status">{t('camera.looking')}</p>
        </>
      ) : (
        <Notice tone="warning" live>
          {t(`camera.${failure}`)}
        </Notice>
      )}
      <Button onPress={onClose}>{t('state.close')}</Button>
    </div>
  )
}
