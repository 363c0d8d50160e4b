/**
 * A handle that counts what is removed and changed through it, table by table, whoever does it.
 *
 * @module
 */

import type {
  Kysely,
  KyselyPlugin,
  OperationNode,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
} from 'kysely'
import type { Db } from './database.ts'

/** Rows of one table. What a foreign key removes along is not seen. */
export interface TableCount {
  readonly table: string
  readonly removed: number
  readonly changed: number
}

export interface Counted {
  readonly db: Db
  /** Tables in which anything happened, by name. */
  counts(): readonly TableCount[]
}

type Kind = 'removed' | 'changed'

interface Statement {
  readonly table: string
  readonly kind: Kind
}

export function counted(db: Db): Counted {
  const found = new Map<string, Record<Kind, number>>()
  const plugin = counter(({ table, kind }, rows) => {
    const known = found.get(table) ?? { removed: 0, changed: 0 }
    known[kind] += rows
    if (rows > 0) found.set(table, known)
  })
  const handle: Db = {
    kind: db.kind,
    isTransaction: db.isTransaction,
    tables: <T>(): Kysely<T> => db.tables<T>().withPlugin(plugin),
    transaction: (work) =>
      db.isTransaction ? work(handle) : Promise.reject(new Error('count within a transaction')),
  }
  return {
    db: handle,
    counts: () =>
      [...found]
        .map(([table, counts]) => ({ table, ...counts }))
        .sort((a, b) => (a.table < b.table ? -1 : 1)),
  }
}

function counter(count: (statement: Statement, rows: number) => void): KyselyPlugin {
  const statements = new WeakMap<object, Statement>()
  return {
    transformQuery: ({ node, queryId }: PluginTransformQueryArgs) => {
      const statement = statementOf(node)
      if (statement) statements.set(queryId, statement)
      return node
    },
    transformResult: ({ queryId, result }: PluginTransformResultArgs) => {
      const statement = statements.get(queryId)
      if (statement) count(statement, Number(result.numAffectedRows ?? result.rows.length))
      return Promise.resolve(result)
    },
  }
}

function statementOf(node: PluginTransformQueryArgs['node']): Statement | undefined {
  if (node.kind === 'DeleteQueryNode') return named(node.from.froms[0], 'removed')
  return node.kind === 'UpdateQueryNode' ? named(node.table, 'changed') : undefined
}

function named(node: OperationNode | undefined, kind: Kind): Statement | undefined {
  if (!node || !('table' in node)) return undefined
  const { identifier } = node.table as { readonly identifier?: { readonly name: string } }
  return identifier && { table: identifier.name, kind }
}
