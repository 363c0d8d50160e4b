/**
 * The issuer's survival kit: all that certificates refer to, as files that any web server can serve.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { isoTime } from '../../platform/clock.ts'
import { ConfigError } from '../../platform/config.ts'
import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import { createHttpApp } from '../http-app.ts'
import type { Services } from '../services.ts'
import { fileOf, readMe, SERVER_SETTINGS } from './kit-files.ts'

export interface Kit {
  readonly files: number
  /** Addresses that did not answer, with the status; the kit lacks them. */
  readonly missing: readonly string[]
}

interface ManifestEntry {
  /** The address as certificates have it. */
  readonly url: string
  readonly type: string
  readonly sha256: string
}

const LARGEST = 16 * 1024 * 1024 // bytes of one file

/**
 * Writes the kit into a new or empty folder.
 *
 * Each file is the very answer of this server to the address, so kit and server cannot differ.
 *
 * @throws {ConfigError} when the folder holds something
 */
export async function writeSurvivalKit(services: Services, folder: string): Promise<Kit> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) throw new ConfigError(`${folder} is not empty`)
  const { config, fetch, clock } = services.ground
  fetch.answerOwnOrigin(createHttpApp(services))
  const manifest: Record<string, ManifestEntry> = {}
  const missing: string[] = []
  const keep = async (name: string, entry: Omit<ManifestEntry, 'sha256'>, bytes: Uint8Array) => {
    manifest[name] = { ...entry, sha256: createHash('sha256').update(bytes).digest('hex') }
    await write(folder, name, bytes)
  }
  for await (const path of publicPaths(services)) {
    const url = `${config.publicUrl}${path}`
    const { status, headers, body } = await fetch(url, { maxBytes: LARGEST })
    const type = headers['content-type'] ?? 'application/json'
    if (status !== 200) missing.push(`${path} (${status})`)
    else await keep(`files/${fileOf(path, type)}`, { url, type }, body)
  }
  for (const { url, document } of pinnedContexts.values()) {
    const bytes = Buffer.from(JSON.stringify(document))
    await keep(`contexts/${fileOfContext(url)}`, { url, type: 'application/ld+json' }, bytes)
  }
  const files = Object.keys(manifest).length
  const told = { origin: config.publicUrl, files, at: isoTime(clock()) }
  await write(folder, 'README.txt', Buffer.from(readMe(told)))
  for (const [name, text] of Object.entries(SERVER_SETTINGS)) {
    await write(folder, name, Buffer.from(text))
  }
  await write(folder, 'manifest.json', Buffer.from(JSON.stringify(manifest, null, 2)))
  return { files, missing }
}

async function* publicPaths({ issuer, tutor, skills }: Services): AsyncIterable<string> {
  yield* issuer.publicPaths()
  for (const { code } of skills.all()) yield `/skills/${code}`
  yield* tutor.publicPaths()
}

const fileOfContext = (url: string): string =>
  `${url.replace(/^https:\/\//, '').replace(/[^\w.-]+/g, '_')}.json`.replace('.json.json', '.json')

async function write(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const file = normalize(join(folder, name))
  if (!file.startsWith(normalize(folder) + sep)) throw new Error(`${name} leads out of the folder`)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, bytes)
}
