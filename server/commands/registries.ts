import { Command, Option } from 'commander'
import { isoTime } from '../../platform/clock.ts'
import { ConfigError } from '../../platform/config.ts'
import { EVERYBODY, REGISTRY_KINDS, type RegistryKind } from '../../verifier/index.ts'
import { withServices } from './open.ts'

interface Wish {
  readonly kind: RegistryKind
  readonly name?: string
  readonly framework?: readonly string[]
  readonly tenant: string
}

/** `registries add|list|remove`: registries of issuers elsewhere. */
export function registriesCommand(
  print: (line: string) => void,
  end: (held: boolean) => void,
): Command {
  const registries = new Command('registries').description('registries of issuers elsewhere')
  const tenant = new Option('--tenant <id>', 'the organisation; everybody unless said').default(
    EVERYBODY,
  )
  registries
    .command('add <url>')
    .description('adds a registry and reads it')
    .addOption(
      new Option('--kind <kind>', 'one JSON file, or a trust anchor')
        .choices(REGISTRY_KINDS)
        .makeOptionMandatory(),
    )
    .option('--name <name>', 'as it is shown until it says its own name')
    .option('--framework <uri...>', 'skill frameworks its issuers are registered for')
    .addOption(tenant)
    .action(async (url: string, { kind, name = url, framework = [], tenant: tenantId }: Wish) => {
      if (!URL.canParse(url)) throw new ConfigError(`${url} is no address`)
      const read = await withServices(async ({ verifier }) => {
        const wish = { tenantId, url, kind, name, frameworks: framework }
        await verifier.imports?.add(wish)
        return verifier.imports?.read(tenantId, url)
      })
      const held = read !== undefined && read.failure === undefined
      print(held ? `${read.name}: read` : `${url}: ${read?.failure?.text ?? 'went away'}`)
      end(held)
    })
  registries
    .command('list')
    .description('lists them, with when they were read')
    .addOption(tenant)
    .action(async ({ tenant: tenantId }: Pick<Wish, 'tenant'>) => {
      const all = await withServices(async ({ verifier }) => verifier.imports?.all([tenantId]))
      for (const { url, kind, readAt, failure } of all ?? []) {
        const when = readAt === undefined ? 'never read'.padEnd(20) : isoTime(readAt)
        print(
          `${when}  ${kind.padEnd(17)}  ${url}${failure === undefined ? '' : `  ${failure.text}`}`,
        )
      }
    })
  registries
    .command('remove <url>')
    .description('forgets a registry and every issuer it named')
    .addOption(tenant)
    .action(async (url: string, { tenant: tenantId }: Pick<Wish, 'tenant'>) => {
      const removed = await withServices(async ({ verifier }) =>
        verifier.imports?.remove(tenantId, url),
      )
      print(removed ? `${url}: removed` : `${url}: there is no such registry`)
      end(removed === true)
    })
  return registries
}
