// Provides SoftHSM for the tests of hardware security modules, where the system's package manager has it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { buildHsm } from './build-hsm.mjs'

const PLACES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
]

/** The PKCS#11 module of SoftHSM, `undefined` where it is not installed. */
export const findSoftHsm = () => PLACES.find((place) => existsSync(place))

/** The tests do without when there is none; one line of theirs says so. */
export function provideSoftHsm() {
  const quiet = { stdio: 'ignore', timeout: 120_000 } // milliseconds
  if (!findSoftHsm() && process.getuid?.() === 0) {
    spawnSync('apt-get', ['install', '-y', 'softhsm2'], quiet)
  }
  buildHsm({ stdio: 'ignore' })
}
