import { Command } from 'commander'
import { ACADEMY, ALL_SCOPES, isScope } from '../../accounts/index.ts'
import { ConfigError, type QuotaLimits } from '../../platform/config.ts'
import { MOST_CREDENTIALS_PER_DAY, MOST_REQUESTS_PER_MINUTE } from '../../platform/quota-config.ts'
import type { Services } from '../services.ts'
import { withServices } from './open.ts'

interface NewClient {
  readonly name: string
  readonly scope: string
  readonly tenant: string
}

interface NewLimits {
  readonly requestsPerMinute?: string
  readonly credentialsPerDay?: string
}

/** `clients create|quotas`: an API client, its secret shown once; what it may use and has used. */
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
  clients
    .command('quotas <id>')
    .description('what a client has used of its quotas; with options, gives it limits of its own')
    .option('--requests-per-minute <n>', 'a number, or default: as for all clients')
    .option('--credentials-per-day <n>', 'credentials checked in a day: a number, or default')
    .action((id: string, limits: NewLimits) => showQuotas(print, id, limits))
  return clients
}

async function showQuotas(
  print: (line: string) => void,
  id: string,
  wanted: NewLimits,
): Promise<void> {
  const usages = await withServices(async ({ accounts: { clients }, quotas }) => {
    const client = await findClient(clients, id)
    if (Object.keys(wanted).length === 0) return quotas.usage(client)
    return quotas.usage(await clients.setQuotas(id, changed(client.quotas ?? {}, wanted)))
  })
  for (const { name, limit, used, resetsIn } of usages) {
    const said = limit === undefined ? 'not limited' : `${used} of ${limit}, anew in ${resetsIn} s`
    print(`${name.padEnd(20)} ${said}`)
  }
}

async function findClient(clients: Services['accounts']['clients'], id: string) {
  const client = await clients.byId(id)
  if (!client) throw new ConfigError(`${id} is no client`)
  return client
}

function changed(own: QuotaLimits, wanted: NewLimits): QuotaLimits {
  const requestsPerMinute = limitOf(
    { name: '--requests-per-minute', text: wanted.requestsPerMinute },
    { before: own.requestsPerMinute, most: MOST_REQUESTS_PER_MINUTE },
  )
  const credentialsPerDay = limitOf(
    { name: '--credentials-per-day', text: wanted.credentialsPerDay },
    { before: own.credentialsPerDay, most: MOST_CREDENTIALS_PER_DAY },
  )
  return {
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    ...(credentialsPerDay !== undefined && { credentialsPerDay }),
  }
}

function limitOf(
  { name, text }: { readonly name: string; readonly text: string | undefined },
  { before, most }: { readonly before: number | undefined; readonly most: number },
): number | undefined {
  if (text === undefined) return before
  if (text === 'default') return undefined
  const limit = /^\d{1,10}$/.test(text) ? Number(text) : 0
  if (limit >= 1 && limit <= most) return limit
  throw new ConfigError(`${name}=${text} must be from 1 to ${most}, or default`)
}
