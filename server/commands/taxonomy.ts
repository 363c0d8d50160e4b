import { Command } from 'commander'
import { withServices } from './open.ts'

/** ESCO asks for these words wherever it is used (Commission Decision 2011/833/EU). */
const ATTRIBUTION = 'This service uses the ESCO classification of the European Commission.'

/** `taxonomy import esco PATH`, `taxonomy list`. */
export function taxonomyCommand(print: (line: string) => void): Command {
  const imports = new Command('import')
    .description('takes a taxonomy in; an import that was broken off goes on')
    .addCommand(
      new Command('esco')
        .argument('<path>', 'CSV distribution: a folder, a ZIP archive or one table')
        .option('--version <version>', 'version, where no file name tells it')
        .action(async (path: string, { version }: { readonly version?: string }) => {
          await withServices(async ({ taxonomies }) => {
            await taxonomies.importEsco({
              path,
              ...(version !== undefined && { version }),
              progress: ({ what, name, count }) =>
                print(`${name}: ${what} ${count || ''}`.trimEnd()),
            })
          })
          print(ATTRIBUTION)
        }),
    )
  return new Command('taxonomy')
    .description('the taxonomies of skills beside our own framework')
    .addCommand(imports)
    .addCommand(
      new Command('list').action(() =>
        withServices(async ({ taxonomies }) => {
          for (const version of await taxonomies.versions()) print(version)
        }),
      ),
    )
}
