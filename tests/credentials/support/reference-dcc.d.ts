// The libraries of the Digital Credentials Consortium come without types; they are forks of the reference.
declare module '@digitalcredentials/data-integrity' {
  export { DataIntegrityProof } from '@digitalbazaar/data-integrity'
}
declare module '@digitalcredentials/eddsa-rdfc-2022-cryptosuite' {
  export { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
}
declare module '@digitalcredentials/vc' {
  export {
    createPresentation,
    issue,
    signPresentation,
    verifyCredential,
  } from '@digitalbazaar/vc'
}
declare module '@digitalcredentials/ed25519-signature-2020' {
  /** Signs and verifies as the badges of before cryptosuites had names. */
  export class Ed25519Signature2020 {
    constructor(options: {
      readonly signer?: {
        readonly id: string
        sign(input: { readonly data: Uint8Array }): Promise<Uint8Array>
      }
      readonly date?: string
    })
  }
}
