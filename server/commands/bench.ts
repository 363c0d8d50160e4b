import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'

const BENCH = fileURLToPath(new URL('../../tests/bench/bench.ts', import.meta.url))

/** `bench`: the numbers of README, in a process of its own; the peers are development packages. */
export function benchCommand(end: (held: boolean) => void): Command {
  return new Command('bench')
    .description('measures speed, with peers side by side')
    .option('--json', 'for machines')
    .option('--quick', 'less exact')
    .action(async (options: { readonly json?: true; readonly quick?: true }) => {
      const flags = [...(options.json ? ['--json'] : []), ...(options.quick ? ['--quick'] : [])]
      const [code] = await once(
        spawn(process.execPath, [BENCH, ...flags], { stdio: 'inherit' }),
        'exit',
      )
      end(code === 0)
    })
}
