/**
 * The catalogue in a file, so that a process need not read every job when it starts.
 *
 * A file that is damaged, of another form, made by another taxonomy or of another database is refused:
 * it is a copy of what the database says, and can always be made anew.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { endianness } from 'node:os'
import { dirname } from 'node:path'
import type { SkillSpace } from '../../../skills/index.ts'
import type { History } from '../../jobs/feed/store.ts'
import type { Frozen } from '../catalogue.ts'
import { ALONE } from '../entry.ts'
import { OPTIONAL } from '../formula.ts'
import { bytesOf, FORMAT, isGroup, type Layout, layOut, piecesOf, takeUp } from './layout.ts'

export type Refusal = 'absent' | 'damaged' | 'other-format' | 'other-taxonomy' | 'other-database'

/** One of several files that hold the jobs together. */
export interface Part {
  readonly at: number
  readonly of: number
  /** What all that were written at once have in common. */
  readonly set: string
}

export interface Header extends Layout {
  readonly space: string
  readonly history: History
  readonly part?: Part
}

interface About {
  readonly space: SkillSpace
  readonly history: History
  readonly unique: string
  readonly part?: Part
}

const MAGIC = 'BREVETJX'
/** Magic, format, length of the header, digest of the header. */
const PREAMBLE = 8 + 4 + 4 + 32
const DIGEST = 32

/** Writes beside the file and puts it in its place when it is whole: a reader never sees a half. */
export async function writeSnapshot(
  path: string,
  frozen: Frozen,
  { space, history, unique, part }: About,
): Promise<void> {
  const { layout, columns } = layOut(frozen)
  const header = {
    ...{ ...layout, space: fingerprint(space, frozen.skills), history },
    ...(part && { part }),
  }
  await mkdir(dirname(path), { recursive: true })
  const beside = `${path}.${unique}`
  const file = await open(beside, 'w')
  try {
    await write(file, Buffer.from(JSON.stringify(header satisfies Header)), columns.map(piecesOf))
    await file.sync()
    await file.close()
    await rename(beside, path)
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(beside, { force: true })
    throw error
  }
}

async function write(
  file: FileHandle,
  header: Buffer,
  groups: readonly Iterable<Uint8Array>[],
): Promise<void> {
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32LE(FORMAT, 0)
  numbers.writeUInt32LE(header.length, 4)
  await file.writeFile(Buffer.concat([Buffer.from(MAGIC), numbers, sha256(header), header]))
  const hash = createHash('sha256')
  for (const pieces of groups) {
    const group = Buffer.concat([...pieces])
    hash.update(group)
    await file.writeFile(group)
  }
  await file.writeFile(hash.digest())
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** @param historyAt - what the database says of a change; nothing when it has not come so far */
export async function readSnapshot(
  path: string,
  {
    space,
    historyAt,
  }: { space: SkillSpace; historyAt: (asOf: number) => Promise<History | undefined> },
): Promise<Frozen | Refusal> {
  const file = await open(path).catch(() => undefined)
  if (!file) return 'absent'
  try {
    const header = await readHeader(file)
    if (typeof header === 'string') return header
    const { asOf, skills, history } = header
    if (header.space !== fingerprint(space, skills)) return 'other-taxonomy'
    const known = await historyAt(asOf)
    if (known?.open !== history.open || known.last !== history.last) return 'other-database'
    const bytes = await readBody(file, header)
    return bytes ? takeUp(header, bytes) : 'damaged'
  } finally {
    await file.close()
  }
}

/** What a file says of itself; its body is not looked at. */
export async function headerOf(path: string): Promise<Header | Refusal> {
  const file = await open(path).catch(() => undefined)
  if (!file) return 'absent'
  try {
    return await readHeader(file)
  } finally {
    await file.close()
  }
}

async function readHeader(file: FileHandle): Promise<(Header & { at: number }) | Refusal> {
  const preamble = await readBytes(file, PREAMBLE, 0)
  if (preamble?.toString('latin1', 0, 8) !== MAGIC) return 'damaged'
  if (preamble.readUInt32LE(8) !== FORMAT || endianness() !== 'LE') return 'other-format'
  const length = preamble.readUInt32LE(12)
  const { size } = await file.stat()
  const text = PREAMBLE + length <= size ? await readBytes(file, length, PREAMBLE) : undefined
  if (!text || !sha256(text).equals(preamble.subarray(16))) return 'damaged'
  const header = JSON.parse(text.toString()) as Header
  const at = PREAMBLE + length
  const sound = header.groups.every(isGroup)
  const body = sound ? header.groups.reduce((sum, group) => sum + bytesOf(group), 0) : -1
  return at + body + DIGEST === size ? { ...header, at } : 'damaged'
}

async function readBody(
  file: FileHandle,
  { groups, at }: Header & { at: number },
): Promise<readonly ArrayBuffer[] | undefined> {
  const hash = createHash('sha256')
  const read: ArrayBuffer[] = []
  let from = at
  for (const group of groups) {
    const bytes = await readBytes(file, bytesOf(group), from)
    if (!bytes) return undefined
    hash.update(bytes)
    read.push(bytes.buffer as ArrayBuffer)
    from += bytes.length
  }
  const digest = await readBytes(file, DIGEST, from)
  return digest && hash.digest().equals(digest) ? read : undefined
}

/** In a buffer of its own; nothing when the file ends before. */
async function readBytes(file: FileHandle, length: number, from: number) {
  const bytes = Buffer.from(new ArrayBuffer(length))
  let got = 0
  while (got < length) {
    const { bytesRead } = await file.read(bytes, got, length - got, from + got)
    if (bytesRead === 0) return undefined
    got += bytesRead
  }
  return bytes
}

/** Names, vectors and occupations that the numbers of a catalogue rest on, and the formula's constants. */
function fingerprint(space: SkillSpace, skills: readonly string[]): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([space.version, space.dimensions, OPTIONAL, ALONE]))
  for (const skill of skills) {
    hash.update(JSON.stringify([skill, space.nameOf(skill)]))
    const vector = space.vectorOf(skill)
    if (vector) hash.update(vector)
  }
  for (const { id, names } of space.occupations) hash.update(JSON.stringify([id, names]))
  return hash.digest('hex')
}
