import { Command } from 'commander'
import { ACADEMY } from '../../accounts/index.ts'
import { ConfigError } from '../../platform/config.ts'
import { isLanguage } from '../../platform/i18n.ts'
import { withServices } from './open.ts'

interface NewAdmin {
  readonly name: string
  readonly language: string
}

/** `people make-admin EMAIL`: the first administrator of an installation. */
export function peopleCommand(print: (line: string) => void): Command {
  const people = new Command('people').description('people and their roles')
  people
    .command('make-admin <email>')
    .option('--name <name>', 'what others read', '')
    .option('--language <language>', 'fr, en, ar or zgh', 'fr')
    .description('makes a person an administrator of the academy; they sign in by a link')
    .action(async (email: string, { name, language }: NewAdmin) => {
      if (!isLanguage(language)) throw new ConfigError(`${language} is not fr, en, ar or zgh`)
      await withServices(async ({ accounts, ground }) => {
        const { id: personId } = await accounts.people.ensure({ email, name, language })
        await ground.db.transaction((tx) =>
          accounts.organisations.addMember(tx, ACADEMY, { personId, roles: ['admin'] }),
        )
      })
      print(`${email} is an administrator now.`)
    })
  return people
}
