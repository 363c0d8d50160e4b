import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { parseStrict } from '../../credentials/index.ts'
import { type Unbaked, unbakePng, unbakeSvg } from '../../documents/index.ts'
import { ConfigError } from '../../platform/config.ts'
import type { GuardedFetch } from '../../platform/fetch.ts'
import type { CredentialReport } from '../../verifier/index.ts'
import { withServices } from './open.ts'

/** `verify FILE|URL`: a credential as JSON, compact text, PNG or SVG. */
export function verifyCommand(
  print: (line: string) => void,
  end: (held: boolean) => void,
): Command {
  return new Command('verify')
    .argument('<file-or-url>')
    .description('verifies a credential and prints every check')
    .action(async (source: string) => {
      const report = await withServices(async ({ ground, verifier }) =>
        verifier.verifyCredential(credentialIn(await read(source, ground.fetch))),
      )
      for (const line of linesOf(report)) print(line)
      end(report.verified)
    })
}

const read = async (source: string, fetch: GuardedFetch): Promise<Buffer> =>
  /^https?:\/\//.test(source) ? Buffer.from((await fetch(source)).body) : readFile(source)

const linesOf = ({ checks, trust, outcome }: CredentialReport): readonly string[] => [
  ...checks.map(({ name, outcome: found, message = '', source }) =>
    `${found.padEnd(15)} ${name.padEnd(10)} ${message} ${source ?? ''}`.trimEnd(),
  ),
  ...(trust ? [`issuer          ${trust.status} ${trust.name ?? ''}`.trimEnd()] : []),
  outcome,
]

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])

/** The credential in a file. */
function credentialIn(bytes: Buffer): unknown {
  const text = bytes.toString('utf8').trim()
  if (bytes.subarray(0, PNG.length).equals(PNG)) return baked(unbakePng(bytes))
  if (/^<(\?xml|svg|!)/.test(text)) return baked(unbakeSvg(text))
  if (!text.startsWith('{')) return text
  const result = parseStrict(text)
  return result.ok ? result.value : text
}

function baked(found: Unbaked): unknown {
  if (found.found === 'credential') return found.credential
  throw new ConfigError(`the picture has no badge to verify (${found.found})`)
}
