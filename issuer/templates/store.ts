import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { TemplateContent } from '../../schemas/issuer.ts'
import type { TemplatesTables, TemplateTable } from './tables.ts'
import type { Template } from './template.ts'

const COLUMNS = ['client_id', 'tenant_id', 'slug', 'version', 'content', 'created_at'] as const

export interface TemplateKey {
  readonly tenantId: string
  readonly slug: string
}

export const templateStore = (db: Db) => {
  const tables = db.tables<TemplatesTables>()
  const select = ({ tenantId, slug }: TemplateKey) =>
    tables
      .selectFrom('issuer_template')
      .select(COLUMNS)
      .where('tenant_id', '=', tenantId)
      .where('slug', '=', slug)
  return {
    newest: (key: TemplateKey): Promise<Template | undefined> =>
      select(key)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst()
        .then((row) => row && fromRow(row)),
    version: (key: TemplateKey, version: number): Promise<Template | undefined> =>
      select(key)
        .where('version', '=', version)
        .executeTakeFirst()
        .then((row) => row && fromRow(row)),
    /** The newest of each that a client owns. */
    ofClient: async (clientId: string): Promise<readonly Template[]> => {
      const rows = await tables
        .selectFrom('issuer_template')
        .select(COLUMNS)
        .where('client_id', '=', clientId)
        .orderBy('slug')
        .orderBy('version')
        .execute()
      return [...new Map(rows.map((row) => [row.slug, fromRow(row)])).values()]
    },
    /** `false` when this version was there first. */
    add: async (template: Template, now: UnixSeconds): Promise<boolean> => {
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('issuer_template')
        .values({
          client_id: template.clientId,
          tenant_id: template.tenantId,
          slug: template.slug,
          version: template.version,
          content: JSON.stringify(template.content),
          created_at: now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
  }
}

const fromRow = (row: TemplateTable): Template => ({
  clientId: row.client_id,
  tenantId: row.tenant_id,
  slug: row.slug,
  version: row.version,
  content: JSON.parse(row.content) as TemplateContent,
})
