import { existsSync } from 'node:fs'

const PLACES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
]

/** The PKCS#11 module of SoftHSM, where it is installed. */
export const findSoftHsm = (): string | undefined => PLACES.find((place) => existsSync(place))
