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
    dataset: object[],
    options: {
      readonly algorithm: 'RDFC-1.0'
      readonly format: 'application/n-quads'
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
