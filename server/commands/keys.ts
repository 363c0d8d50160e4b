import { Command } from 'commander'
import type { KeyInfo } from '../../keys/index.ts'
import { isoTime, parseTime } from '../../platform/clock.ts'
import { ConfigError } from '../../platform/config.ts'
import { withServices } from './open.ts'

/** `keys list|rotate|compromise`. */
export function keysCommand(print: (line: string) => void): Command {
  const keys = new Command('keys').description('signing keys')
  const show = (key: KeyInfo): void => {
    const since = isoTime(key.createdAt)
    print(`${key.id}  ${key.state.padEnd(11)}  ${since}  ${key.ring}/${key.name}  ${key.did}`)
  }
  keys
    .command('list')
    .description('lists every key, with its state')
    .action(async () => {
      for (const key of await withServices((services) => services.keys.list())) show(key)
    })
  keys
    .command('rotate <id>')
    .description('retires a key and makes its successor; what it signed stays good')
    .action(async (id: string) => {
      show(await withServices((services) => services.keys.rotate(id)))
    })
  keys
    .command('compromise <id>')
    .option('--at <time>', 'since when it is in other hands, e.g. 2026-11-22T09:30:00Z')
    .description('declares a key stolen: nothing it signed is good any more')
    .action(async (id: string, { at }: { at?: string }) => {
      const time = at === undefined ? undefined : parseTime(at)
      if (at !== undefined && time === undefined) throw new ConfigError(`--at ${at} is no time`)
      show(await withServices((services) => services.keys.compromise(id, time)))
    })
  return keys
}
