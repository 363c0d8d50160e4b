import { readFile, writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import {
  CredentialFault,
  type GivenKeyFeature,
  openByGivenKey,
  parseStrict,
  secureByGivenKey,
} from '../../credentials/index.ts'
import { ConfigError } from '../../platform/config.ts'

interface Options {
  readonly input: string
  readonly key: string
  readonly feature: string
  readonly output: string
  readonly disclose?: readonly string[]
}

/** What a suite reads: `indeterminate` for what is not spoken here, e.g. COSE. */
interface Result {
  readonly result: 'success' | 'failure' | 'indeterminate'
  readonly data?: unknown
}

const FEATURES: readonly string[] = [
  'credential_jose',
  'presentation_jose',
  'credential_sdjwt',
  'presentation_sdjwt',
] satisfies readonly GivenKeyFeature[]

/** `conformance issue|verify`: one test of a VC-JOSE-COSE suite, from files into a file. */
export function conformanceCommand(): Command {
  const conformance = new Command('conformance').description(
    'secures and opens by a key in a file, for conformance suites',
  )
  const each = (name: string, description: string, work: (options: Options) => Promise<unknown>) =>
    conformance
      .command(name)
      .description(description)
      .requiredOption('--input <file>', 'credential or presentation, plain or secured')
      .requiredOption('--key <file>', 'a verification method with publicKeyJwk and secretKeyJwk')
      .requiredOption('--feature <name>', FEATURES.join(', '))
      .requiredOption('--output <file>', 'where the result goes')
      .option('--disclose <pointers...>', 'JSON Pointers that the holder may hide (SD-JWT)')
      .action(async (options: Options) => {
        const result = FEATURES.includes(options.feature)
          ? await resultOf(() => work(options))
          : ({ result: 'indeterminate' } as const)
        await writeFile(options.output, `${JSON.stringify(result, null, 2)}\n`)
      })
  each('issue', 'secures a credential or presentation', issue)
  each('verify', 'opens a secured credential or presentation', verify)
  return conformance
}

async function issue({ input, key, feature, disclose }: Options): Promise<string> {
  return secureByGivenKey({
    document: await objectIn(input),
    key: await objectIn(key),
    feature: feature as GivenKeyFeature,
    ...(disclose && { disclosable: disclose }),
  })
}

async function verify({ input, key, feature }: Options): Promise<unknown> {
  const how = { feature: feature as GivenKeyFeature, key: await objectIn(key) }
  return openByGivenKey(await compactIn(input), how)
}

/** What the input says is a result; that a file cannot be read is a failure of the command. */
async function resultOf(work: () => Promise<unknown>): Promise<Result> {
  try {
    return { result: 'success', data: await work() }
  } catch (error) {
    if (!(error instanceof CredentialFault)) throw error
    return { result: 'failure', data: `${error.rule}: ${error.message}` }
  }
}

async function read(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (cause) {
    throw new ConfigError(`${file} cannot be read`, { cause })
  }
}

async function objectIn(file: string): Promise<Readonly<Record<string, unknown>>> {
  const parsed = parseStrict(await read(file))
  if (parsed.ok && isObject(parsed.value)) return parsed.value
  const detail = parsed.ok ? 'is not an object' : parsed.detail
  throw new CredentialFault({ pointer: '', rule: 'malformed', detail })
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A compact text as it is, as a JSON text, in an envelope, or as `issue` wrote it. */
async function compactIn(file: string): Promise<string> {
  const text = await read(file)
  const parsed = parseStrict(text)
  if (!parsed.ok) return text
  if (typeof parsed.value === 'string') return parsed.value
  const { id, data } = isObject(parsed.value) ? parsed.value : {}
  if (typeof data === 'string') return data
  return typeof id === 'string' ? id.replace(/^data:[^,]*,/, '') : text
}
