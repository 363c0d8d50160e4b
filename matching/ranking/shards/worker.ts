/**
 * A shard in a thread of its own.
 *
 * @module
 */

import { parentPort, workerData } from 'node:worker_threads'
import { spaceOf } from '../../../skills/index.ts'
import { shardWork } from './local.ts'
import type { TaskName, Tasks } from './protocol.ts'

/** What a taxonomy is made of, and names that come with the jobs and profiles that need them. */
export interface SpaceParts {
  readonly version: string
  readonly vectors: Parameters<typeof spaceOf>[0]
  readonly occupations: Parameters<typeof spaceOf>[1]['occupations']
}

export interface ThreadRequest<Name extends TaskName = TaskName> {
  readonly id: number
  readonly task: Name
  readonly ask: Tasks[Name]['ask']
  /** Names of skills, before they are needed. */
  readonly names: readonly (readonly [string, string])[]
}

/** To the request of this id: what takes long is answered after what came later. */
export type ThreadAnswer = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly error: string }
)

const { version, vectors, occupations } = workerData as SpaceParts
const names = new Map<string, string>()
const shard = shardWork(
  spaceOf(vectors, { version, occupations, nameOf: (skillId) => names.get(skillId) }),
)

parentPort?.on('message', (request: ThreadRequest) => {
  for (const [skillId, name] of request.names) names.set(skillId, name)
  void answerTo(request).then((answer) => parentPort?.postMessage(answer))
})

/** Whatever is not waited for is done before the next message is read. */
async function answerTo({ id, task, ask }: ThreadRequest): Promise<ThreadAnswer> {
  try {
    const work = shard[task] as (ask: unknown) => unknown
    return { id, value: await work(ask) }
  } catch (error) {
    return { id, error: String(error) }
  }
}
