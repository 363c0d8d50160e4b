import { Command } from 'commander'

/** `bench`: the numbers of README. The bench reads its options itself; peers are development packages. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('measures speed, with peers side by side')
    .option('--json', 'for machines')
    .option('--quick', 'less exact')
    .action(async () => {
      await import('../../tests/bench/bench.ts')
    })
}
