import { canonizeStock } from '../../../credentials/canonize/stock.ts'
import { issueCredential, type JsonObject, verifyCredential } from '../../../credentials/index.ts'
import { badge, plain } from '../support/documents.ts'
import { holder, issuer, signerOf } from '../support/signers.ts'
import { createWorld } from '../support/world.ts'
import { createBadges } from './badges.ts'
import { mutate } from './mutations.ts'
import { createRandom, type Random } from './random.ts'

/** Valid credentials, changed at random: none may be accepted unless it says the same. */

interface Original {
  readonly name: string
  /** Makes a mutant; `undefined` when nothing was changed. */
  readonly mutant: (random: Random) => unknown
  /** Whether a mutant that was accepted says what the original says. */
  readonly same: (mutant: unknown) => Promise<boolean>
}

const world = createWorld()

async function statements(credential: unknown): Promise<string> {
  const { proof, ...document } = credential as JsonObject
  const configuration = { ...(proof as JsonObject), '@context': document['@context'] }
  const { proofValue, ...rest } = configuration as JsonObject
  return [await canonizeStock(document), await canonizeStock(rest), proofValue].join('\n')
}

/** A document by RDF: order, repetition and nothing at all are not statements. */
async function statedDocument(name: string, credential: JsonObject): Promise<Original> {
  const before = await statements(credential)
  return {
    name,
    mutant: (random) => changedDocument(credential, random),
    same: async (mutant) => (await statements(mutant)) === before,
  }
}

function changedDocument(credential: JsonObject, random: Random): JsonObject | undefined {
  const copy = structuredClone(credential) as Record<string, unknown>
  const { values } = createBadges(random)
  if (random.chance(0.3)) mutateText(copy, random)
  else mutate(copy, random, Object.values(values))
  return JSON.stringify(copy) === JSON.stringify(credential) ? undefined : copy
}

/** Changes one character of one text. */
function mutateText(document: Record<string, unknown>, random: Random): void {
  const places: (readonly [owner: Record<string, unknown>, name: string])[] = []
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, item] of Object.entries(value)) {
      if (typeof item === 'string') places.push([value as Record<string, unknown>, name])
      else collect(item)
    }
  }
  collect(document)
  const [owner, name] = random.pick(places)
  owner[name] = changedText(String(owner[name]), random)
}

const LETTERS = 'ABCXYZabcxyz0189-_.~:/# é'

function changedText(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  const letter = LETTERS[random.below(LETTERS.length)] ?? 'A'
  const kinds = [
    text.slice(0, at) + letter + text.slice(at + 1),
    text.slice(0, at) + letter + text.slice(at),
    text.slice(0, at) + text.slice(at + 1),
  ]
  return random.pick(kinds)
}

const never = async (): Promise<boolean> => false

/** A document by its JSON: every change counts, but for what JSON itself does not tell apart. */
const literalDocument = (name: string, credential: JsonObject): Original => ({
  name,
  mutant: (random) => changedDocument(credential, random),
  same: never,
})

const compact = (name: string, text: string): Original => ({
  name,
  mutant: (random) => {
    const changed = changedText(text, random)
    return changed.trim() === text ? undefined : changed
  },
  same: never,
})

async function originals(): Promise<readonly Original[]> {
  const es256 = signerOf('issuer', { algorithm: 'ES256' })
  const es384 = signerOf('issuer', { algorithm: 'ES384' })
  const of = { credential: badge(), signer: issuer }
  const sd = { credential: plain(), signer: issuer, options: { holderJwk: holder.publicJwk } }
  const by = (did: string) => plain({ issuer: did })
  return [
    await statedDocument(
      'eddsa-rdfc-2022',
      await issueCredential({ ...of, mechanism: 'eddsa-rdfc-2022' }, world),
    ),
    await statedDocument(
      'ecdsa-rdfc-2019',
      await issueCredential(
        { credential: by(es256.did), signer: es256, mechanism: 'ecdsa-rdfc-2019' },
        world,
      ),
    ),
    literalDocument(
      'eddsa-jcs-2022',
      await issueCredential({ ...of, mechanism: 'eddsa-jcs-2022' }, world),
    ),
    literalDocument(
      'ecdsa-jcs-2019',
      await issueCredential(
        { credential: by(es384.did), signer: es384, mechanism: 'ecdsa-jcs-2019' },
        world,
      ),
    ),
    compact('vc+jwt', await issueCredential({ ...of, mechanism: 'vc+jwt' }, world)),
    compact('vc+sd-jwt', await issueCredential({ ...sd, mechanism: 'vc+sd-jwt' }, world)),
  ]
}

export interface MutantTally {
  mutants: number
  /** Accepted, since they say the same. */
  same: number
  /** Accepted although they say something else: each is a hole. */
  readonly accepted: string[]
}

export async function hunt(seed: number, mutants: number): Promise<MutantTally> {
  const random = createRandom(seed)
  const stock = await originals()
  const tally: MutantTally = { mutants: 0, same: 0, accepted: [] }
  while (tally.mutants < mutants) {
    const original = random.pick(stock)
    const mutant = original.mutant(random)
    if (mutant === undefined) continue
    tally.mutants++
    const { verified } = await verifyCredential(mutant, {}, world)
    if (!verified) continue
    if (await original.same(mutant)) tally.same++
    else tally.accepted.push(`${original.name}: ${JSON.stringify(mutant)}`)
  }
  return tally
}
