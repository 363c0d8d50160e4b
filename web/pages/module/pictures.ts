/**
 * What an element holds, as HTML with its pictures inside.
 *
 * @throws {Error} when a picture cannot be read: half a lesson is not kept
 */
export async function htmlWithPictures(shown: HTMLElement): Promise<string> {
  const copy = shown.cloneNode(true) as HTMLElement
  const pictures = [...copy.querySelectorAll('img')]
  await Promise.all(
    pictures.map(async (picture) => {
      const response = await fetch(picture.src)
      if (!response.ok) throw new Error(`${picture.src} answered ${response.status}`)
      picture.src = `data:image/svg+xml,${encodeURIComponent(await response.text())}`
    }),
  )
  return copy.innerHTML
}
