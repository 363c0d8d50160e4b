import type { Unreadable } from '../../verdict/read-input.ts'
import { openArchive } from '../../verify/checker.ts'

/** One thing handed in: what is to be checked, or why it cannot be. */
export interface Handed {
  readonly name: string | undefined
  readonly input: Blob | string | { readonly why: Unreadable }
}

export const fromText = (text: string): Handed => ({ name: undefined, input: text })

/** Each file by itself; an archive as the files in it, by its name and theirs. */
export async function fromFiles(files: readonly File[]): Promise<readonly Handed[]> {
  const handed: Handed[] = []
  for (const file of files) handed.push(...(await fromFile(file)))
  return handed
}

async function fromFile(file: File): Promise<readonly Handed[]> {
  const { name } = file
  const entries = await openArchive(file)
  if (entries === 'no-archive') return [{ name, input: file }]
  if (entries === 'too-large') return [{ name, input: { why: 'archive-too-large' } }]
  if (entries.length === 0) return [{ name, input: { why: 'empty' } }]
  return entries.map(({ name: inner, content }) => ({
    name: `${name} / ${inner}`,
    input: content ?? { why: 'damaged' },
  }))
}
