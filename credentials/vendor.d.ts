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
