import { Command } from 'commander'
import type { Taxonomies } from '../../skills/index.ts'
import { withServices } from './open.ts'

/** What is taken in, by which function, and the words its makers ask for wherever it is used. */
const SOURCES = [
  {
    name: 'esco',
    path: 'CSV distribution: a folder, a ZIP archive or one table',
    take: 'importEsco',
    // Commission Decision 2011/833/EU
    attribution: 'This service uses the ESCO classification of the European Commission.',
  },
  {
    name: 'onet',
    path: 'text distribution (db_29_1_text): a folder or a ZIP archive',
    take: 'importOnet',
    // Creative Commons Attribution 4.0
    attribution:
      'This service includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license.',
  },
  {
    name: 'crosswalk',
    path: 'table of concepts that mean the same: ESCO and O*NET (CSV), or any two (SSSOM)',
    take: 'importCrosswalk',
    attribution:
      'Whoever made the crosswalk may ask to be named; that of ESCO and O*NET was made by the European Commission and O*NET.',
  },
] as const satisfies readonly {
  readonly name: string
  readonly path: string
  readonly take: keyof Taxonomies
  readonly attribution: string
}[]

/** `taxonomy import esco|onet|crosswalk PATH`, `taxonomy list|crosswalks`, `taxonomy related URI`. */
export function taxonomyCommand(print: (line: string) => void): Command {
  const imports = new Command('import').description(
    'takes a taxonomy in; an import that was broken off goes on',
  )
  for (const source of SOURCES) imports.addCommand(importCommand(source, print))
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
    .addCommand(crosswalksCommand(print))
    .addCommand(
      new Command('related')
        .argument('<uri>', 'a skill or an occupation')
        .description('what a crosswalk says it is elsewhere')
        .action((uri: string) =>
          withServices(async ({ taxonomies }) => {
            for (const { uri: other, match, crosswalk } of await taxonomies.related(uri)) {
              print(`${match} ${other} (${crosswalk})`)
            }
          }),
        ),
    )
}

const crosswalksCommand = (print: (line: string) => void): Command =>
  new Command('crosswalks')
    .description('versions of crosswalks, the oldest first; rankings are made by those in use')
    .action(() =>
      withServices(async ({ taxonomies }) => {
        for (const { id, rows, digest, inUse } of await taxonomies.crosswalks()) {
          print(`${id}: ${rows} rows, sha256 ${digest}${inUse ? ', in use' : ''}`)
        }
      }),
    )

interface Told {
  readonly version?: string
  readonly name?: string
}

function importCommand(
  { name, path, take, attribution }: (typeof SOURCES)[number],
  print: (line: string) => void,
): Command {
  const command = new Command(name)
    .argument('<path>', path)
    .option('--version <version>', 'version, where no file name tells it')
  if (take === 'importCrosswalk') {
    command.option('--name <name>', 'whose next version it is; the name of the file unless told')
  }
  return command.action(async (from: string, { version, name: series }: Told) => {
    await withServices(({ taxonomies }) =>
      taxonomies[take]({
        path: from,
        ...(version !== undefined && { version }),
        ...(series !== undefined && { name: series }),
        progress: ({ what, name: step, count }) =>
          print(`${step}: ${what} ${count || ''}`.trimEnd()),
      }),
    )
    print(attribution)
  })
}
