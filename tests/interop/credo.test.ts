import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import {
  Agent,
  DidDocument,
  DidKey,
  type DidResolver,
  DidsModule,
  InjectionSymbols,
  JsonTransformer,
  JwkDidResolver,
  KeyDidResolver,
  Kms,
  SdJwtVcRecord,
  W3cCredentialRecord,
  X509Module,
} from '@credo-ts/core'
import { OpenId4VcModule } from '@credo-ts/openid4vc'
import { MemoryKeys, MemoryStorage } from './memory.ts'
import { asked, openPlatform, type Platform } from './platform.ts'

/** did:web over http, for a server on this machine. */
class LocalWebResolver implements DidResolver {
  readonly supportedMethods = ['web']
  readonly allowsCaching = false
  async resolve(_context: unknown, did: string) {
    const [host = '', ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent)
    const where = path.length > 0 ? path.join('/') : '.well-known'
    const document = await (await fetch(`http://${host}/${where}/did.json`)).json()
    return {
      didDocument: JsonTransformer.fromJSON(document, DidDocument),
      didDocumentMetadata: {},
      didResolutionMetadata: { contentType: 'application/did+ld+json' },
    }
  }
}

async function openWallet(anchor: string) {
  const dependencies = {
    FileSystem: class {},
    EventEmitterClass: EventEmitter,
    fetch,
    WebSocketClass: class {},
  }
  const storage = {
    register: (manager: { registerInstance(name: string, value: unknown): void }) =>
      manager.registerInstance(InjectionSymbols.StorageService, new MemoryStorage()),
  }
  const agent = new Agent({
    config: { allowInsecureHttpUrls: true, autoUpdateStorageOnStartup: true },
    dependencies: dependencies as never,
    modules: {
      storage: storage as never,
      kms: new Kms.KeyManagementModule({ backends: [new MemoryKeys() as never] }),
      dids: new DidsModule({
        resolvers: [new KeyDidResolver(), new JwkDidResolver(), new LocalWebResolver() as never],
      }),
      x509: new X509Module({ trustedCertificates: [anchor] }),
      openid4vc: new OpenId4VcModule(),
    },
  })
  await agent.initialize()
  return agent
}

/** Credo hides what went wrong in causes, which a test should tell. */
async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const reasons: string[] = []
    for (let at: unknown = error; at instanceof Error; at = at.cause) reasons.push(at.message)
    throw new Error(reasons.join(' ← '), { cause: error })
  }
}

type Wallet = Awaited<ReturnType<typeof openWallet>>

describe('a wallet made with Credo 0.6.3', () => {
  let brevet: Platform
  let wallet: Wallet
  before(async () => {
    brevet = await openPlatform()
    const anchor = await (await fetch(`${brevet.origin}/.well-known/trust-anchor.pem`)).text()
    wallet = await openWallet(anchor)
  })
  after(async () => {
    await wallet.shutdown()
    await brevet.end()
  })

  /** A did:key of the wallet, in its own storage. */
  const holderKey = async (crv: 'P-256' | 'Ed25519' = 'P-256') => {
    const type = crv === 'P-256' ? ({ kty: 'EC', crv } as const) : ({ kty: 'OKP', crv } as const)
    const { keyId, publicJwk } = await wallet.kms.createKey({ type })
    const key = Kms.PublicJwk.fromPublicJwk(publicJwk as never)
    const { did, didDocument } = new DidKey(key as never)
    await wallet.dids.import({
      did,
      didDocument,
      overwrite: true,
      keys: [{ kmsKeyId: keyId, didDocumentRelativeKeyId: `#${did.slice('did:key:'.length)}` }],
    })
    return `${did}#${did.slice('did:key:'.length)}`
  }

  const accept = async (configuration: string, offerUri: string) => {
    const holder = wallet.modules.openid4vc.holder
    const offer = await holder.resolveCredentialOffer(offerUri)
    const token = await holder.requestToken({ resolvedCredentialOffer: offer })
    const didUrl = await holderKey()
    const { publicJwk } = await wallet.kms.createKey({ type: { kty: 'EC', crv: 'P-256' } })
    const bareKey = Kms.PublicJwk.fromPublicJwk(publicJwk as never)
    return explained(
      holder.requestCredentials({
        resolvedCredentialOffer: offer,
        ...token,
        credentialConfigurationIds: [configuration],
        verifyCredentialStatus: false,
        credentialBindingResolver: ({ supportsJwk }) =>
          supportsJwk
            ? { method: 'jwk', keys: [bareKey as never] }
            : { method: 'did', didUrls: [didUrl] },
      }),
    )
  }

  const present = async (requestUri: string) => {
    const holder = wallet.modules.openid4vc.holder
    const request = await holder.resolveOpenId4VpAuthorizationRequest(requestUri)
    ok(request.dcql?.queryResult.can_be_satisfied, JSON.stringify(request.dcql?.queryResult))
    const credentials = holder.selectCredentialsForDcqlRequest(request.dcql.queryResult)
    const answer = await holder.acceptOpenId4VpAuthorizationRequest({
      authorizationRequestPayload: request.authorizationRequestPayload,
      dcql: { credentials },
    })
    ok(answer.serverResponse)
    return answer.serverResponse
  }

  it('accepts the SD-JWT form, its leaf trusted by our anchor, and presents it', async () => {
    const { offerUri } = await brevet.award()
    const { credentials } = await accept('OpenBadge_dc+sd-jwt', offerUri)
    const [first] = credentials
    ok(first?.record instanceof SdJwtVcRecord)
    await wallet.sdJwtVc.store({ record: first.record })
    const { id, requestUri } = await brevet.ask([asked['dc+sd-jwt'](brevet.origin)])
    equal((await present(requestUri)).status, 200)
    const { result } = await brevet.result(id)
    deepEqual([result?.verified, result?.satisfied], [true, true], JSON.stringify(result))
  })

  it('accepts the JWT form, and presents it', async () => {
    const { offerUri } = await brevet.award()
    const { credentials } = await accept('OpenBadge_jwt_vc_json', offerUri)
    const [first] = credentials
    ok(first?.record instanceof W3cCredentialRecord)
    await wallet.w3cCredentials.store({ record: first.record })
    const { id, requestUri } = await brevet.ask([asked.jwt_vc_json()])
    equal((await present(requestUri)).status, 200)
    const { result } = await brevet.result(id)
    deepEqual([result?.verified, result?.satisfied], [true, true], JSON.stringify(result))
  })

  it('cannot redeem an offer twice', async () => {
    const { offerUri } = await brevet.award()
    await accept('OpenBadge_jwt_vc_json', offerUri)
    await rejects(accept('OpenBadge_jwt_vc_json', offerUri))
  })
})
