// The status of an SD-JWT VC: one entry of a signed list of tokens' states.
import { deflateSync, gzipSync } from 'node:zlib'
import type { JsonObject, Signer } from '../../../credentials/index.ts'
import { signJws } from '../../../credentials/jose/sign.ts'
import { attacker, holder, issuer } from '../support/signers.ts'
import { NOW } from '../support/world.ts'
import { type Group, type Make, type Pages, type Trap, trapsOf } from './kit.ts'

const INVALID = 'status: status-list-invalid'
const MALFORMED = 'status: status-malformed'
const TOKENS = 'https://brevet.example/tokens/7'
interface TokenList {
  readonly claims?: JsonObject
  readonly header?: JsonObject
  readonly signer?: Signer
}
const lst = (bytes: Buffer = Buffer.alloc(128)) => deflateSync(bytes).toString('base64url')
const tokenList = ({ claims = {}, header = {}, signer = issuer }: TokenList) =>
  signJws(
    { typ: 'statuslist+jwt', kid: signer.verificationMethod, ...header },
    { iss: issuer.did, sub: TOKENS, iat: NOW, status_list: { bits: 1, lst: lst() }, ...claims },
    signer,
  )
const tokenAt =
  (status: unknown, answer: TokenList | string): Make =>
  async (pages: Pages) => {
    pages.set(TOKENS, typeof answer === 'string' ? answer : await tokenList(answer))
    const claims = {
      iss: issuer.did,
      iat: NOW,
      sub: holder.did,
      vct: 'https://brevet.example/vct/1',
      status,
    }
    return `${await signJws({ typ: 'dc+sd-jwt', kid: issuer.verificationMethod }, claims, issuer)}~`
  }
const reference = (members: JsonObject = {}) => ({
  status_list: { idx: 0, uri: TOKENS, ...members },
})
const token = trapsOf<TokenList | string>((made) => tokenAt(reference(), made), INVALID)
const statusOf = (size: unknown, bytes?: Buffer): TokenList => ({
  claims: { status_list: { bits: size, lst: lst(bytes) } },
})
const pointing = (title: string, members: JsonObject, complaint = MALFORMED): Trap => ({
  title,
  complaint,
  hostile: tokenAt(reference(members), {}),
  twin: tokenAt(reference(), {}),
})
const TOKEN_LISTS: readonly Trap[] = [
  token('nothing', ''),
  token('a page', '<html></html>'),
  token('of another', { signer: attacker }),
  token('of another type', { header: { typ: 'JWT' } }),
  token('of no algorithm', { header: { alg: 'none' } }),
  token('for another address', { claims: { sub: `${TOKENS}/8` } }),
  token('that ended', { claims: { exp: NOW } }, INVALID, { claims: { exp: NOW + 1 } }),
  token('of tomorrow', { claims: { iat: NOW + 86_400 } }),
  token('without entries', { claims: { status_list: {} } }),
  token('with entries in a list', { claims: { status_list: [] } }),
  ...[0, 3, 16, '1', null, 1.5].map((size) =>
    token(`of ${JSON.stringify(size)} bits`, statusOf(size), INVALID, statusOf(8)),
  ),
  token('not packed', {
    claims: { status_list: { bits: 1, lst: Buffer.alloc(128).toString('base64url') } },
  }),
  token('packed by gzip', {
    claims: { status_list: { bits: 1, lst: gzipSync(Buffer.alloc(128)).toString('base64url') } },
  }),
  token('that is a bomb', {
    claims: { status_list: { bits: 1, lst: lst(Buffer.alloc(64 * 1_048_576)) } },
  }),
  token('shorter than its entry', statusOf(1, Buffer.alloc(0))),
  token(
    'with the entry set',
    statusOf(1, Buffer.from([1])),
    'status: revoked',
    statusOf(1, Buffer.from([254])),
  ),
  token(
    'with the entry suspended',
    statusOf(2, Buffer.from([2])),
    'status: suspended',
    statusOf(2, Buffer.from([252])),
  ),
  token(
    'with the entry of its own meaning',
    statusOf(2, Buffer.from([3])),
    'status: status-set',
    statusOf(2, Buffer.from([0])),
  ),
  ...[-1, 1.5, '0', null, [0], 2 ** 53].map((idx) =>
    pointing(`the index ${JSON.stringify(idx)}`, { idx }, `${MALFORMED}|form: malformed`),
  ),
  pointing('an index beyond', { idx: 1024 }, INVALID),
  pointing('a relative address', { uri: '/tokens/7' }),
  pointing('a file', { uri: 'file:///etc/passwd' }),
  pointing('an address in a list', { uri: [TOKENS] }),
]

export const tokenStatusGroups: readonly Group[] = [
  { name: 'a token status list', traps: TOKEN_LISTS },
]
