import { Command } from 'commander'
import { ACADEMY, ALL_SCOPES, isScope } from '../../accounts/index.ts'
import { ConfigError } from '../../platform/config.ts'
import { withServices } from './open.ts'

interface NewClient {
  readonly name: string
  readonly scope: string
  readonly tenant: string
}

/** `clients create`: an API client, its secret shown once. */
export function clientsCommand(print: (line: string) => void): Command {
  const clients = new Command('clients').description('API clients')
  clients
    .command('create')
    .description('makes a client and prints its id and secret once')
    .requiredOption('--name <name>', 'what people call it')
    .requiredOption('--scope <scopes>', `divided by spaces: ${ALL_SCOPES.join(' ')}`)
    .option('--tenant <id>', 'the organisation it belongs to', ACADEMY)
    .action(async ({ name, scope, tenant }: NewClient) => {
      const words = scope.split(/\s+/).filter(Boolean)
      const scopes = words.filter(isScope)
      const unknown = words.find((word) => !isScope(word))
      if (unknown !== undefined) throw new ConfigError(`${unknown} is not a scope`)
      const made = await withServices(({ accounts }) =>
        accounts.clients.create({ name, scopes, tenantId: tenant }),
      )
      print(`client_id      ${made.clientId}`)
      print(`client_secret  ${made.clientSecret}`)
      print('The secret is not shown again.')
    })
  return clients
}
