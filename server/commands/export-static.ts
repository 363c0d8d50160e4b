import { resolve } from 'node:path'
import { Command } from 'commander'
import { writeSurvivalKit } from '../survival-kit/survival-kit.ts'
import { withServices } from './open.ts'

/** `export static`: ends well when every address answered. */
export function exportCommand(
  print: (line: string) => void,
  end: (held: boolean) => void,
): Command {
  const command = new Command('export').description('what outlives this installation')
  command
    .command('static')
    .requiredOption('--out <folder>', 'a new or empty folder')
    .description('writes all that certificates refer to as files for any web server')
    .action(async ({ out }: { out: string }) => {
      const folder = resolve(out)
      const { files, missing } = await withServices((services) =>
        writeSurvivalKit(services, folder),
      )
      print(`${files} files in ${folder}; README.txt says how to serve them`)
      for (const path of missing) print(`missing: ${path}`)
      end(missing.length === 0)
    })
  return command
}
