import { deepEqual, equal, match, notDeepEqual } from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { certificateHash, type Keys, keysMigrations } from '../../keys/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { NOW, openKeys, temporaryFolder } from './support.ts'

const DAY = 86_400

describeOnBothDatabases('certificates of our keys', keysMigrations, (db) => {
  let keys: Keys
  let dataDir: string
  let now = NOW
  let removeFolder: () => Promise<void>
  beforeEach(async () => {
    now = NOW
    ;[dataDir, removeFolder] = await temporaryFolder()
    keys = await openKeys({ db: db(), dataDir, now: () => now })
  })
  afterEach(async () => {
    await removeFolder()
  })

  const signer = (from = keys) =>
    from.course.signer('course', { did: 'did:web:brevet.example', algorithm: 'ES256' })
  const leafOf = async (from = keys) => (await from.certificates.of(await signer(from)))[0] ?? ''
  const read = (leaf: string) => new X509Certificate(Buffer.from(leaf, 'base64'))

  it('are signed by the anchor and not by themselves, and name who they speak for', async () => {
    const leaf = read(await leafOf())
    const anchor = new X509Certificate(await keys.certificates.anchor())
    deepEqual([leaf.verify(anchor.publicKey), leaf.verify(leaf.publicKey)], [true, false])
    deepEqual([leaf.checkIssued(anchor), anchor.ca, leaf.ca], [true, true, false])
    match(leaf.subjectAltName ?? '', /URI:did:web:brevet\.example/)
    const { x, y } = leaf.publicKey.export({ format: 'jwk' })
    const { publicJwk } = await signer()
    deepEqual([x, y], [publicJwk.x, publicJwk.y])
  })

  it('leave the anchor out, and do not change while they hold', async () => {
    const chain = await keys.certificates.of(await signer())
    equal(chain.length, 1)
    now += 300 * DAY
    equal(await leafOf(), chain[0])
    equal(certificateHash(chain[0] ?? ''), certificateHash(await leafOf()))
    match(certificateHash(chain[0] ?? ''), /^[\w-]{43}$/)
  })

  it('are renewed a month before their end', async () => {
    const first = await leafOf()
    now += 370 * DAY
    const second = await leafOf()
    notDeepEqual(second, first)
    equal(Date.parse(read(second).validTo) > Date.parse(read(first).validTo), true)
  })

  it('are the same in two processes that make them at the same time', async () => {
    await signer()
    await keys.certificates.anchor()
    const other = await openKeys({ db: db(), dataDir, now: () => now })
    const leaves = await Promise.all([leafOf(), leafOf(other), leafOf(), leafOf(other)])
    equal(new Set(leaves).size, 1)
  })

  it('are another one for a key that came after', async () => {
    const first = await leafOf()
    const [key] = (await keys.list()).filter(({ ring }) => ring === 'course')
    await keys.rotate(key?.id ?? '')
    notDeepEqual(await leafOf(), first)
  })
})
