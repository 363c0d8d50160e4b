import { type Found, readFile, readText, type Unreadable } from '../../verdict/read-input.ts'
import { isZip, unzip } from '../../verdict/unzip.ts'

/** One thing handed in, read when its turn comes. */
export interface Handed {
  readonly name: string | undefined
  readonly read: () => Promise<Found>
}

export const fromText = (text: string): Handed => ({
  name: undefined,
  read: () => Promise.resolve(readText(text, window.location.origin)),
})

/** Each file by itself; an archive as the files in it, by its name and theirs. */
export async function fromFiles(files: readonly File[]): Promise<readonly Handed[]> {
  const handed: Handed[] = []
  for (const file of files) handed.push(...(await fromFile(file)))
  return handed
}

async function fromFile(file: File): Promise<readonly Handed[]> {
  if (!(await isZip(file))) return [readable(file.name, file)]
  const entries = await unzip(file)
  if (entries === undefined) return [unreadable(file.name, 'archive-too-large')]
  if (entries.length === 0) return [unreadable(file.name, 'empty')]
  return entries.map(({ name, content }) => {
    const full = `${file.name} / ${name}`
    return content ? readable(full, content) : unreadable(full, 'damaged')
  })
}

const readable = (name: string, content: Blob): Handed => ({
  name,
  read: () => readFile(content, window.location.origin),
})

const unreadable = (name: string, kind: Unreadable): Handed => ({
  name,
  read: () => Promise.resolve({ kind }),
})
