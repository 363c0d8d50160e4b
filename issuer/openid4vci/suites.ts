/** Cryptosuites of presentations that prove a key (OpenID4VCI 1.0 §F.2). */
export const PRESENTATION_SUITES = [
  'eddsa-rdfc-2022',
  'eddsa-jcs-2022',
  'ecdsa-rdfc-2019',
  'ecdsa-jcs-2019',
]
