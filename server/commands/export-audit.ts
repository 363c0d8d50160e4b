import { Command } from 'commander'
import { withServices } from './open.ts'

/** `audit export`: ends well when the chain holds. */
export function auditCommand(print: (line: string) => void, end: (held: boolean) => void): Command {
  const audit = new Command('audit').description('the record of decisions')
  audit
    .command('export')
    .requiredOption('--tenant <id>', 'the organisation')
    .description('prints the chain of an organisation as NDJSON, once it verifies')
    .action(async ({ tenant }: { tenant: string }) => end(await exportAudit(print, tenant)))
  return audit
}

function exportAudit(print: (line: string) => void, tenant: string): Promise<boolean> {
  return withServices(async ({ audit }) => {
    for await (const line of audit.exportChain(tenant)) print(line.trimEnd())
    const { entries, intact, brokenAt } = await audit.verifyChain(tenant)
    const verdict = intact ? `${entries} entries, the chain holds` : `broken at ${brokenAt}`
    process.stderr.write(`${verdict}\n`)
    return intact
  })
}
