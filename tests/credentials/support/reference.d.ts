// The reference libraries that our results are compared with come without types.
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: {
      readonly cryptosuite: unknown
      readonly signer?: unknown
      readonly date?: string
    })
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: unknown
}
declare module '@digitalbazaar/vc' {
  type Loader = (url: string) => Promise<object>
  export function issue(options: {
    readonly credential: object
    readonly suite: unknown
    readonly documentLoader: Loader
  }): Promise<{ readonly [member: string]: unknown }>
  export function verifyCredential(options: {
    readonly credential: object
    readonly suite: unknown
    readonly documentLoader: Loader
    readonly now: string
  }): Promise<{ readonly verified: boolean; readonly error?: { readonly errors?: unknown[] } }>
}
