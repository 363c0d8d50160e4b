// The libraries of the Digital Credentials Consortium come without types; they are forks of the reference.
declare module '@digitalcredentials/data-integrity' {
  export { DataIntegrityProof } from '@digitalbazaar/data-integrity'
}
declare module '@digitalcredentials/eddsa-rdfc-2022-cryptosuite' {
  export { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
}
declare module '@digitalcredentials/vc' {
  export { issue, verifyCredential } from '@digitalbazaar/vc'
}
