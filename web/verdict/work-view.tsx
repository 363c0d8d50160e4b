import { useTexts } from '../i18n/use-texts.ts'
import { save } from '../keep/save.ts'
import { bytesFromBase64Url } from './base64url.ts'
import { shown } from './json.ts'
import type { WorkSample } from './works.ts'

/** A work of the holder's own: its name, what is said of it, where it is. Files are saved, never drawn. */
export function WorkView({ work }: { readonly work: WorkSample }) {
  const { t } = useTexts()
  const { title, note, url, file } = work
  const keep = () => {
    if (!file) return
    const blob = new Blob([bytesFromBase64Url(file.content)], { type: 'application/octet-stream' })
    save(file.name.replace(/[\\/]/g, '_'), blob)
  }
  return (
    <>
      <p>
        <strong>
          <bdi>{shown(title)}</bdi>
        </strong>
      </p>
      {note ? (
        <p>
          <bdi>{shown(note)}</bdi>
        </p>
      ) : null}
      {url ? (
        <p>
          <a href={url} rel="noopener noreferrer nofollow" target="_blank">
            {t('works.open', { host: new URL(url).host })}
          </a>
        </p>
      ) : null}
      {file ? (
        <p>
          <button type="button" className="button button-secondary" onClick={keep}>
            {t('works.save', { name: shown(file.name) ?? '' })}
          </button>
        </p>
      ) : null}
    </>
  )
}
