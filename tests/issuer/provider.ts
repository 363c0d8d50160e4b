import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSigner, generateKey, type PublicJwk, type Signer } from '../../keys/index.ts'
import { signCertificate } from '../../keys/x509.ts'
import { systemRandom } from '../../platform/id.ts'

type Members = Readonly<Record<string, unknown>>

/** A provider of wallets: an authority, and a certified key that vouches for wallets and their keys. */
export interface Provider {
  /** File of the authority's certificate (PEM). */
  readonly file: string
  token(header: Members, payload: Members, by?: Signer): Promise<string>
  /** Headers of a request by an attested wallet. */
  attest(how: {
    readonly clientId: string
    readonly audience: string
    readonly now: number
    readonly attestation?: Members
    readonly pop?: Members
    readonly popBy?: Signer
  }): Promise<{ 'oauth-client-attestation': string; 'oauth-client-attestation-pop': string }>
  /** Vouches for keys of holders. */
  keyAttestation(keys: readonly PublicJwk[], payload: Members): Promise<string>
  end(): Promise<void>
}

export async function openProvider(now: number): Promise<Provider> {
  const folder = await mkdtemp(join(tmpdir(), 'brevet-provider-'))
  const file = join(folder, 'providers.pem')
  const [authority, signer, instance] = [1, 2, 3].map(() =>
    createSigner('ES256', generateKey('ES256')),
  ) as [Signer, Signer, Signer]
  const issuer = { name: 'Wallet authority', signer: authority }
  const period = { notBefore: now - 86_400, notAfter: now + 86_400 }
  const own = { subject: { name: issuer.name, publicJwk: authority.publicJwk }, issuer, ...period }
  const anchor = Buffer.from(await signCertificate(own, systemRandom)).toString('base64')
  await writeFile(file, `-----BEGIN CERTIFICATE-----\n${anchor}\n-----END CERTIFICATE-----\n`)
  const names = { dns: 'provider.example', uris: [] }
  const wanted = { subject: { name: 'Provider', publicJwk: signer.publicJwk }, issuer, names }
  const leaf = await signCertificate({ ...wanted, ...period }, systemRandom)
  const x5c = [Buffer.from(leaf).toString('base64')]
  const token = async (header: Members, payload: Members, by = signer) => {
    const input = [{ alg: 'ES256', ...header }, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    const signature = await by.sign(Buffer.from(input))
    return `${input}.${Buffer.from(signature).toString('base64url')}`
  }
  return {
    file,
    token,
    attest: async ({
      clientId,
      audience,
      now: at,
      attestation = {},
      pop = {},
      popBy = instance,
    }) => ({
      'oauth-client-attestation': await token(
        { typ: 'oauth-client-attestation+jwt', x5c },
        {
          iss: 'https://provider.example',
          sub: clientId,
          exp: at + 3600,
          cnf: { jwk: instance.publicJwk },
          ...attestation,
        },
      ),
      'oauth-client-attestation-pop': await token(
        { typ: 'oauth-client-attestation-pop+jwt' },
        {
          iss: clientId,
          aud: audience,
          exp: at + 60,
          jti: randomBytes(8).toString('hex'),
          ...pop,
        },
        popBy,
      ),
    }),
    keyAttestation: (keys, payload) =>
      token({ typ: 'key-attestation+jwt', x5c }, { attested_keys: keys, ...payload }),
    end: () => rm(folder, { recursive: true, force: true }),
  }
}
