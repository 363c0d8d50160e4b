/**
 * Tables of a distribution: a file, a folder or a ZIP archive, packed or not.
 *
 * @module
 */

import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { ConfigError } from '../../platform/config.ts'

/** One table; its text is unpacked when it is asked for. */
export interface TableFile {
  /** Without folder and packing, e.g. `skills_en.csv`. */
  readonly name: string
  /** The file or archive that it came in. */
  readonly source: string
  read(): string
}

const TABLE = /\.(csv|tsv|txt)(\.gz)?$/i

/** @throws {ConfigError} when there is nothing at the path, or a ZIP archive is broken */
export async function tableFiles(path: string): Promise<readonly TableFile[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new ConfigError(`${path} is not there`)
  if (!found.isDirectory()) return filesIn(path)
  const names = (await readdir(path)).sort()
  const all = await Promise.all(names.map((name) => filesIn(join(path, name))))
  return all.flat()
}

async function filesIn(path: string): Promise<readonly TableFile[]> {
  const source = basename(path)
  if (/\.zip$/i.test(path)) return zipped(await readFile(path), source)
  if (!TABLE.test(path)) return []
  const bytes = await readFile(path)
  const packed = /\.gz$/i.test(path)
  return [
    {
      name: source.replace(/\.gz$/i, ''),
      source,
      read: () => (packed ? gunzipSync(bytes) : bytes).toString('utf8'),
    },
  ]
}

function zipped(bytes: Uint8Array, source: string): readonly TableFile[] {
  const names: string[] = []
  open(bytes, source, (name) => {
    if (TABLE.test(name)) names.push(name)
    return false
  })
  return names.sort().map((name) => ({
    name: basename(name),
    source,
    read: () =>
      new TextDecoder().decode(open(bytes, source, (other) => other === name)[name] ?? EMPTY),
  }))
}

const EMPTY = new Uint8Array()

function open(bytes: Uint8Array, source: string, wanted: (name: string) => boolean) {
  try {
    return unzipSync(bytes, { filter: ({ name }) => wanted(name) })
  } catch (cause) {
    throw new ConfigError(`${source} is not a ZIP archive, or a broken one`, { cause })
  }
}
