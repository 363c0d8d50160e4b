import { rejects } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keysMigrations } from '../../keys/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { openKeys, temporaryFolder } from './support.ts'
import { fault, itIsAVault } from './vault-behaviour.ts'

const PIN = '4711'

/** A real PKCS#11 module with a token on disk; it has no EdDSA, so the keys are of P-256. */
describe('keys in a PKCS#11 token', function () {
  this.timeout(60_000)
  const module = process.env.SOFTHSM2_MODULE ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'brevet-hsm-'))
  const pinFile = join(folder, 'pin')

  const uri = ({ token = 'brevet', at = module, pin = pinFile } = {}) =>
    `pkcs11:token=${token}?module-path=${encodeURIComponent(at)}&pin-source=file:${pin}`
  const env = (how: Parameters<typeof uri>[0] = {}) => ({
    KEY_STORE: uri(how),
    ISSUING_ALGORITHM: 'ES256',
  })

  before(() => {
    const tokens = join(folder, 'tokens')
    mkdirSync(tokens)
    const conf = join(folder, 'softhsm2.conf')
    writeFileSync(
      conf,
      `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`,
    )
    writeFileSync(pinFile, `${PIN}\n`)
    process.env.SOFTHSM2_CONF = conf
    const words = [
      '--init-token',
      '--free',
      '--label',
      'brevet',
      '--pin',
      PIN,
      '--so-pin',
      '12345678',
    ]
    const { status, stderr } = spawnSync('softhsm2-util', words)
    if (status !== 0) throw new Error(String(stderr))
    // Reads SOFTHSM2_CONF, once for the process; the vault finds that it was done.
    const { PKCS11 } = createRequire(import.meta.url)('pkcs11js') as typeof import('pkcs11js')
    const api = new PKCS11()
    api.load(module)
    api.C_Initialize()
  })
  after(() => rmSync(folder, { recursive: true }))

  /** Looked up by another session than the vault's. */
  const count = async () => {
    const { default: library } = await import('pkcs11js')
    const api = new library.PKCS11()
    api.load(module)
    const slot = api
      .C_GetSlotList(true)
      .find((each) => api.C_GetTokenInfo(each).label.trim() === 'brevet')
    if (!slot) throw new Error('the token is gone')
    const session = api.C_OpenSession(slot, library.CKF_SERIAL_SESSION)
    api.C_FindObjectsInit(session, [{ type: library.CKA_CLASS, value: library.CKO_PUBLIC_KEY }])
    const found = api.C_FindObjects(session, 1000)
    api.C_FindObjectsFinal(session)
    api.C_CloseSession(session)
    return found.length
  }
  itIsAVault('pkcs11', () => ({ env: env(), algorithm: 'ES256', count }))

  const refused = async (
    settings: Readonly<Record<string, string>>,
    code: string,
    line: RegExp,
  ) => {
    const [db, close] = await openTestDatabase('sqlite', keysMigrations)
    const [dataDir, remove] = await temporaryFolder()
    const open = async () =>
      (await openKeys({ db, dataDir, env: settings })).course.signer('course', { did: 'did:key' })
    await rejects(open(), fault(code, line))
    await close()
    await remove()
  }

  it('ends a start with one line: the module is not there', () =>
    refused(env({ at: '/no/such.so' }), 'unreadable', /\/no\/such\.so/))
  it('ends a start with one line: no token of that name', () =>
    refused(env({ token: 'other' }), 'missing', /has no token named other/))
  it('ends a start with one line: the PIN file is not there', () =>
    refused(env({ pin: '/no/pin' }), 'unreadable', /PIN file \/no\/pin cannot be read/))
  it('makes no key of a kind that the token does not sign with', () =>
    refused({ KEY_STORE: uri() }, 'unsupported', /ES256 or ES384: set ISSUING_ALGORITHM/))
})
