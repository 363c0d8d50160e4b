import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { ACADEMY } from '../../accounts/index.ts'
import { ConfigError } from '../../platform/config.ts'
import type { Services } from '../services.ts'
import { withServices } from './open.ts'

/** `issue FILE`: signs a credential with the key of an instance and prints it. */
export function issueCommand(print: (line: string) => void): Command {
  return new Command('issue')
    .argument('<file>')
    .option('--instance <id>', 'the issuer instance', 'default')
    .description('signs the credential in a file')
    .action(async (file: string, { instance }: { instance: string }) => {
      const credential = parse(await readFile(file, 'utf8'), file)
      const signed = await withServices(async (services) => {
        await seedInstances(services)
        const by = { id: 'command-line', tenantId: ACADEMY }
        const { instances } = services.issuer
        const { did } = await instances.info(instance)
        const whole = { ...credential, issuer: credential.issuer ?? did }
        return instances.issue({ instanceId: instance, by, credential: whole, options: {} })
      })
      print(typeof signed === 'string' ? signed : JSON.stringify(signed, null, 2))
    })
}

/** A fresh clone has the instances of the development server, and production its own. */
async function seedInstances({ ground, issuer }: Services): Promise<void> {
  if (!ground.config.production) await issuer.seedDevelopment()
}

function parse(text: string, file: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch (cause) {
    throw new ConfigError(`${file} is not JSON`, { cause })
  }
  throw new ConfigError(`${file} does not hold a credential`)
}
