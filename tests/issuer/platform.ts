import type { IssuerTables } from '../../issuer/index.ts'
import { type Answer, type Bench, client } from './support.ts'

/** A platform of Acme that teaches welding and awards through us. */
export const platform = client(
  'acme-platform',
  ['awards:write', 'offers:write', 'credentials:status'],
  'acme',
)

/** What it awards, as a template. */
export const WELDING = {
  texts: {
    en: { name: 'Welding', description: 'Joins metal.', criteria: 'Three seams.', tags: ['metal'] },
    ar: { name: 'اللحام', description: 'يصل المعادن.', criteria: 'ثلاث لحامات.' },
  },
  achievementType: 'Certificate',
  skills: ['check-ai-output'],
  results: [{ id: 'seams', name: 'Seams', valueMin: '0', valueMax: '3', requiredValue: '3' }],
  validDays: 365,
}

export type TestPlatform = ReturnType<typeof openPlatform>

export function openPlatform(bench: Bench) {
  const { db } = bench
  const put = (more: Record<string, unknown> = {}, { as = platform, name = 'welding' } = {}) =>
    bench.call('PUT', `/api/templates/${name}`, { as, json: { ...WELDING, ...more } })
  const award = (more: Record<string, unknown> = {}, as = platform) =>
    bench.call('POST', '/awards', {
      as,
      json: { template: 'welding', recipient: { email: 'Brahim@example.org' }, ...more },
    })
  const inbox = async () => (await bench.accounts.inbox?.()) ?? []
  const stored = async () => {
    const rows = await db.tables<IssuerTables>().selectFrom('issuer_award').selectAll().execute()
    return rows
      .map((row) =>
        Object.values(row)
          .map((value) =>
            value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
          )
          .join(),
      )
      .join()
  }

  return { put, award, inbox, stored }
}

/** Whether an answer is the refusal wanted, and about which member. */
export const refusalOf = ({ status, body }: Answer) => {
  const [fault] = (body.errors ?? []) as { pointer: string }[]
  const slug = String(body.type).split('/').at(-1)
  return fault ? [status, slug, fault.pointer] : [status, slug]
}
