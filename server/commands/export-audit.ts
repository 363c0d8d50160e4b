import { withServices } from './open.ts'

/** @returns whether the chain holds */
export function exportAudit(print: (line: string) => void, tenant: string): Promise<boolean> {
  return withServices(async ({ audit }) => {
    for await (const line of audit.exportChain(tenant)) print(line.trimEnd())
    const { entries, intact, brokenAt } = await audit.verifyChain(tenant)
    const verdict = intact ? `${entries} entries, the chain holds` : `broken at ${brokenAt}`
    process.stderr.write(`${verdict}\n`)
    return intact
  })
}
