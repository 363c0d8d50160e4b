/**
 * Which worker pools are alive: each holds an advisory lock on a connection of its process, and
 * PostgreSQL drops the locks of a process that is gone.
 *
 * @module
 */

import type pg from 'pg'

export interface Presence {
  announce(poolId: string): void
  announced(): readonly string[]
  /** Those of the pools that no living process has announced. */
  gone(poolIds: readonly string[]): Promise<readonly string[]>
  leave(): Promise<void>
}

const SPACE = 0x62726576 // first key of our locks, 'brev'

export function presence(pool: pg.Pool): Presence {
  const poolIds = new Set<string>()
  let connection: Promise<pg.PoolClient> | undefined

  /** Gives a connection up, once: whoever finds it in use takes it out of use, and nobody a later one. */
  const giveUp = async (mine: Promise<pg.PoolClient> | undefined): Promise<void> => {
    if (mine === undefined || connection !== mine) return
    connection = undefined
    const client = await mine.catch(() => undefined)
    client?.release(true)
  }
  const connect = (): Promise<pg.PoolClient> => {
    const mine = pool.connect().then((client) => {
      // The locks went with it; the next question takes them again.
      client.on('error', () => void giveUp(mine))
      return client
    })
    return mine
  }
  const lock = async (poolId: string): Promise<void> => {
    connection ??= connect()
    const mine = connection
    try {
      const client = await mine
      await client.query('select pg_advisory_lock($1, hashtext($2))', [SPACE, poolId])
    } catch (error) {
      await giveUp(mine)
      throw error
    }
  }
  const lockAll = async (): Promise<void> => {
    if (connection) return
    for (const poolId of poolIds) await lock(poolId)
  }

  return {
    announce: (poolId) => {
      poolIds.add(poolId)
      lock(poolId).catch(() => {}) // taken again with the next question
    },
    announced: () => [...poolIds],
    gone: async (others) => {
      await lockAll()
      const strangers = others.filter((poolId) => !poolIds.has(poolId))
      const gone: string[] = []
      for (const poolId of strangers) {
        const { rows } = await pool.query<{ free: boolean }>(
          'select pg_try_advisory_xact_lock($1, hashtext($2)) as free',
          [SPACE, poolId],
        )
        if (rows[0]?.free) gone.push(poolId)
      }
      return gone
    },
    leave: async () => {
      poolIds.clear()
      await giveUp(connection)
    },
  }
}
