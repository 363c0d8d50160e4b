import type { Certificates, KeyRing, Sealer } from '../keys/index.ts'

/** What a verifier signs and seals with: receipts, requests, and what was presented. */
export interface VerifierKeys {
  readonly instances: Pick<KeyRing, 'signer'>
  readonly sealer: Sealer
  readonly certificates: Pick<Certificates, 'of'>
  didDocument(did: string): Promise<object | undefined>
}
