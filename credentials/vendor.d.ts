// Reference libraries that come without types, as far as we use them.
declare module 'jsonld' {
  interface Options {
    readonly documentLoader: (url: string) => Promise<{
      readonly contextUrl: null
      readonly document: object
      readonly documentUrl: string
    }>
    readonly base: null
    readonly safe: boolean
    readonly rdfDirection: 'i18n-datatype'
    readonly produceGeneralizedRdf: false
  }
  const jsonld: { toRDF(document: object, options: Options): Promise<object[]> }
  export = jsonld
}
declare module 'rdf-canonize' {
  export function canonize(
    dataset: object[] | string,
    options: {
      readonly algorithm: 'RDFC-1.0'
      readonly format: 'application/n-quads'
      readonly inputFormat?: 'application/n-quads'
      readonly canonicalIdMap?: Map<string, string>
      readonly messageDigestAlgorithm?: 'sha256' | 'sha384'
      readonly maxWorkFactor?: number
      readonly signal?: AbortSignal
    },
  ): Promise<string>
}
// Below: the parts of jsonld.js that process contexts, which the compiled contexts are made with.
declare module 'jsonld/lib/ContextResolver.js' {
  class ContextResolver {
    constructor(options: { readonly sharedCache: Map<string, unknown> })
  }
  export = ContextResolver
}
declare module 'jsonld/lib/context.js' {
  interface ActiveContext {
    readonly mappings: ReadonlyMap<string, { readonly [member: string]: unknown } | null>
    readonly previousContext?: ActiveContext
    readonly [member: string]: unknown
  }
  const api: {
    getInitialContext(options: { readonly processingMode: 'json-ld-1.1' }): ActiveContext
    process(options: {
      readonly activeCtx: ActiveContext
      readonly localCtx: unknown
      readonly options: object
      readonly propagate?: boolean
      readonly overrideProtected?: boolean
    }): Promise<ActiveContext>
  }
  export = api
}
// Below: the cryptosuites of selective disclosure, as far as they are called directly.
interface SelectiveRequest {
  readonly cryptosuite: object
  readonly document: object
  readonly proof: object
  readonly documentLoader: (url: string) => Promise<object>
}
interface SelectiveSigner {
  readonly publicKey?: Uint8Array
  sign?(options: { readonly data: Uint8Array }): Promise<Uint8Array>
  multisign?(options: {
    readonly header: Uint8Array
    readonly messages: Uint8Array[]
  }): Promise<Uint8Array>
}
interface SelectiveSuite {
  createVerifyData(request: SelectiveRequest): Promise<unknown>
  createVerifier(options: { readonly verificationMethod: object }): Promise<{
    verify(options: { readonly data: unknown }): Promise<boolean>
  }>
  createProofValue(options: {
    readonly verifyData: unknown
    readonly dataIntegrityProof: { readonly signer: SelectiveSigner }
  }): Promise<string>
  derive(options: {
    readonly cryptosuite: object
    readonly document: object
    readonly purpose: { readonly term: string }
    readonly proofSet: readonly object[]
    readonly documentLoader: (url: string) => Promise<object>
    readonly dataIntegrityProof: { matchProof(): Promise<boolean> }
  }): Promise<{ readonly [member: string]: unknown }>
}
interface SelectivePack {
  createSignCryptosuite(options: { readonly mandatoryPointers: readonly string[] }): SelectiveSuite
  createDiscloseCryptosuite(options: {
    readonly selectivePointers: readonly string[]
  }): SelectiveSuite
  createVerifyCryptosuite(options?: object): SelectiveSuite
}
declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  const pack: SelectivePack
  export = pack
}
declare module '@digitalbazaar/bbs-2023-cryptosuite' {
  const pack: SelectivePack
  export = pack
}
declare module '@digitalbazaar/bls12-381-multikey' {
  interface BbsKey {
    readonly publicKey: Uint8Array
    readonly publicKeyMultibase: string
    signer(): Required<Pick<SelectiveSigner, 'multisign'>> & SelectiveSigner
  }
  export function generateBbsKeyPair(options: {
    readonly algorithm: 'BBS-BLS12-381-SHA-256'
    readonly seed?: Uint8Array
  }): Promise<BbsKey>
}
