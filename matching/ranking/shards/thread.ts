/**
 * Shards in threads: each ranks its part of the jobs on a core of its own.
 *
 * @module
 */

import { Worker } from 'node:worker_threads'
import type { SkillSpace } from '../../../skills/index.ts'
import type { Shard, TaskName, Tasks } from './protocol.ts'
import type { SpaceParts, ThreadAnswer, ThreadRequest } from './worker.ts'

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** A thread that dies fails what waits for it, and all that is asked of it later. */
export function threadShard(space: SkillSpace): Shard {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: partsOf(space),
  })
  worker.unref()
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let dead: Error | undefined
  const fail = (error: Error): void => {
    dead = error
    for (const one of waiting.values()) one.reject(error)
    waiting.clear()
  }
  worker.on('message', (answer: ThreadAnswer) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) one?.reject(new Error(answer.error))
    else one?.resolve(answer.value)
    if (waiting.size === 0) worker.unref()
  })
  worker.on('error', fail)
  worker.on('exit', () => fail(dead ?? new Error('the shard ended')))
  const told = new Set<string>()
  return {
    run: <Name extends TaskName>(task: Name, ask: Tasks[Name]['ask']) =>
      new Promise<Tasks[Name]['answer']>((resolve, reject) => {
        if (dead) {
          reject(dead)
          return
        }
        const id = asked++
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
        worker.ref()
        worker.postMessage({
          ...{ id, task, ask },
          names: newNames(space, skillsIn(task, ask), told),
        } satisfies ThreadRequest)
      }),
    close: async () => {
      await worker.terminate()
    },
  }
}

const partsOf = ({
  version,
  dimensions,
  skillIds,
  vectorOf,
  occupations,
}: SkillSpace): SpaceParts => {
  const rows = new Float32Array(skillIds.length * dimensions)
  for (const [at, id] of skillIds.entries()) {
    const vector = vectorOf(id)
    if (vector) rows.set(vector, at * dimensions)
  }
  return { version, occupations, vectors: { dimensions, ids: skillIds, rows } }
}

/** Skills that a task speaks of, whose names the thread must know. */
function skillsIn(task: TaskName, ask: unknown): readonly string[] {
  if (task === 'add') {
    return (ask as Tasks['add']['ask']).flatMap(({ body }) => body.skills.map(({ id }) => id))
  }
  if (task === 'count') return (ask as Tasks['count']['ask']).tally.skills.map(([id]) => id)
  if (task === 'find') {
    return (ask as Tasks['find']['ask']).input.skills.map(({ skillId }) => skillId)
  }
  if (task === 'start') return (ask as Tasks['start']['ask']).skills
  return []
}

function newNames(
  space: SkillSpace,
  skills: readonly string[],
  told: Set<string>,
): readonly (readonly [string, string])[] {
  const fresh = [...new Set(skills)].filter((id) => !told.has(id))
  return fresh.flatMap((id) => {
    told.add(id)
    const name = space.nameOf(id)
    return name === undefined ? [] : [[id, name] as const]
  })
}
