/**
 * The folder of secrets on disk: nobody but the owner reads it, and nothing in it is written twice.
 *
 * @module
 */

import { chmod, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newSecret, type RandomBytes } from '../platform/id.ts'

export type KeyStoreFault =
  | 'unreadable'
  | 'exposed'
  | 'damaged'
  | 'missing'
  | 'passphrase-missing'
  | 'passphrase-wrong'
  | 'unsupported'

/** The secrets on disk cannot be used; `message` is one line for the operator. */
export class KeyStoreError extends Error {
  override readonly name = 'KeyStoreError'
  readonly code: KeyStoreFault

  constructor(message: string, options: ErrorOptions & { readonly code: KeyStoreFault }) {
    super(message, options)
    this.code = options.code
  }
}

export interface KeyFolder {
  readonly path: string
  /** The JSON of a file, `undefined` when there is none. */
  read(name: string): Promise<unknown>
  /** Writes a new file; `false` when one of that name was there first, which then stays. */
  create(name: string, content: object): Promise<boolean>
  /** Replaces a file at once: a stop in between leaves the old one. */
  replace(name: string, content: object): Promise<void>
  remove(name: string): Promise<void>
}

/** @throws {KeyStoreError} `unreadable` or `exposed` */
export async function openKeyFolder(path: string, random: RandomBytes): Promise<KeyFolder> {
  await orUnreadable(path, async () => {
    await mkdir(path, { recursive: true, mode: 0o700 })
    await chmod(path, 0o700)
  })
  const write = async (content: object): Promise<string> => {
    const file = join(path, `.new-${newSecret(random, 9)}`)
    await writeFile(file, `${JSON.stringify(content, null, 2)}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    })
    return file
  }
  return {
    path,
    read: (name) => orUnreadable(join(path, name), () => readSecret(join(path, name))),
    create: (name, content) =>
      orUnreadable(join(path, name), async () => {
        const file = await write(content)
        try {
          await link(file, join(path, name)) // fails, rather than overwrites, when the name is taken
          return true
        } catch (error) {
          if (codeOf(error) === 'EEXIST') return false
          throw error
        } finally {
          await rm(file)
        }
      }),
    replace: (name, content) =>
      orUnreadable(join(path, name), async () => rename(await write(content), join(path, name))),
    remove: (name) => rm(join(path, name), { force: true }),
  }
}

async function readSecret(file: string): Promise<unknown> {
  const mode = await stat(file).then(
    (found) => found.mode,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    },
  )
  if (mode === undefined) return undefined
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new KeyStoreError(`others may read the secret ${file}; run: chmod 600 ${file}`, {
      code: 'exposed',
    })
  }
  const text = await readFile(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new KeyStoreError(`the secret ${file} is damaged: not JSON`, { code: 'damaged', cause })
  }
}

async function orUnreadable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof KeyStoreError) throw cause
    throw new KeyStoreError(`cannot use ${path}: ${codeOf(cause)}`, { code: 'unreadable', cause })
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
