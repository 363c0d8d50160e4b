import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { didWebOf, type Keys, keysMigrations, type Signer } from '../../keys/index.ts'
import { Problem } from '../../platform/problem.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { NOW, openKeys, temporaryFolder } from './support.ts'

const WEB = 'did:web:brevet.example'

const signs = async (signer: Signer) => {
  const data = Buffer.from('x')
  const key = createPublicKey({ key: signer.publicJwk, format: 'jwk' })
  return verify(null, data, key, await signer.sign(data))
}

const refusal = (slug: string) => (error: unknown) =>
  error instanceof Problem && error.type.slug === slug

describeOnBothDatabases('the key store', keysMigrations, (db) => {
  let dataDir: string
  let remove: () => Promise<void>
  let keys: Keys
  let now: number
  const open = (passphrase?: string) =>
    openKeys({ db: db(), dataDir, now: () => now, ...(passphrase ? { passphrase } : {}) })
  const idOf = async (signer: Signer) => {
    const found = (await keys.list()).find(
      (key) => key.did === signer.did && key.state === 'active',
    )
    return found?.id ?? ''
  }

  beforeEach(async () => {
    ;[dataDir, remove] = await temporaryFolder()
    now = NOW
    keys = await open()
  })
  afterEach(async () => {
    await remove()
  })

  it('makes a key at its first use and gives the same one ever after', async () => {
    const first = await keys.course.signer('course', { did: WEB })
    equal(
      (await keys.course.signer('course', { did: WEB })).publicKeyMultibase,
      first.publicKeyMultibase,
    )
    const restarted = await (await open()).course.signer('course', { did: WEB })
    equal(restarted.publicKeyMultibase, first.publicKeyMultibase)
    equal(await signs(restarted), true)
  })

  it('makes one key when ten processes ask at once', async () => {
    const processes = await Promise.all(Array.from({ length: 10 }, () => open()))
    const signers = await Promise.all(
      processes.map(({ instances }) => instances.signer('default', { did: 'did:key' })),
    )
    equal(new Set(signers.map(({ did }) => did)).size, 1)
    for (const signer of signers) equal(await signs(signer), true)
    equal((await keys.list()).length, 1)
    deepEqual((await readdir(join(dataDir, 'keys'))).length, 2) // the key and the master secret
  })

  it('gives each ring keys of its own under the same name', async () => {
    const rings = [keys.course, keys.demo, keys.awards, keys.instances]
    const dids = await Promise.all(
      rings.map(async (ring) => (await ring.signer('main', { did: 'did:key' })).did),
    )
    equal(new Set(dids).size, 4)
  })

  it('gives each name, DID and algorithm a key of its own', async () => {
    const signers = await Promise.all([
      keys.instances.signer('a', { did: 'did:key' }),
      keys.instances.signer('b', { did: 'did:key' }),
      keys.instances.signer('a', { did: 'did:key', algorithm: 'ES256' }),
      keys.instances.signer('a', { did: 'did:key', algorithm: 'ES384' }),
      keys.instances.signer('a', { did: WEB }),
    ])
    equal(new Set(signers.map(({ publicKeyMultibase }) => publicKeyMultibase)).size, 5)
    deepEqual(
      signers.map(({ algorithm }) => algorithm),
      ['Ed25519', 'Ed25519', 'ES256', 'ES384', 'Ed25519'],
    )
  })

  it('keeps nothing of a private key in the database', async () => {
    await keys.instances.signer('default', { did: 'did:key' })
    const [key] = await keys.list()
    deepEqual(Object.keys(key?.publicJwk ?? {}).sort(), ['crv', 'kty', 'x'])
  })

  it('keeps private keys on disk encrypted', async () => {
    const signer = await keys.instances.signer('default', { did: 'did:key' })
    const file = join(dataDir, 'keys', `${await idOf(signer)}.json`)
    const content = JSON.parse(await readFile(file, 'utf8'))
    deepEqual(Object.keys(content as object), ['version', 'sealed'])
  })

  describe('a DID document', () => {
    it('names the key for assertion and authentication', async () => {
      const signer = await keys.course.signer('course', { did: WEB })
      deepEqual(await keys.didDocument(WEB), {
        '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
        id: WEB,
        verificationMethod: [
          {
            id: signer.verificationMethod,
            type: 'Multikey',
            controller: WEB,
            publicKeyMultibase: signer.publicKeyMultibase,
          },
        ],
        assertionMethod: [signer.verificationMethod],
        authentication: [signer.verificationMethod],
      })
    })

    it('is there for no DID that is not ours', async () => {
      equal(await keys.didDocument('did:web:other.example'), undefined)
    })

    it('is not served for did:key, which is its own document', async () => {
      const { did } = await keys.instances.signer('default', { did: 'did:key' })
      equal(await keys.didDocument(did), undefined)
    })
  })

  it('publishes the keys of did:web issuers as a JWK set', async () => {
    await keys.instances.signer('default', { did: 'did:key' })
    const signer = await keys.course.signer('course', { did: WEB, algorithm: 'ES256' })
    deepEqual(await keys.jwks(), {
      keys: [{ ...signer.publicJwk, kid: signer.verificationMethod, alg: 'ES256', use: 'sig' }],
    })
  })

  describe('rotation', () => {
    it('signs with a new key and leaves the old one published with its end, a minute on for what was being signed', async () => {
      const old = await keys.course.signer('course', { did: WEB })
      now = NOW + 60
      const next = await keys.rotate(await idOf(old))
      const signer = await keys.course.signer('course', { did: WEB })
      equal(signer.verificationMethod, next.verificationMethod)
      notEqual(signer.verificationMethod, old.verificationMethod)
      const document = await keys.didDocument(WEB)
      deepEqual(
        document?.verificationMethod.map(({ id, expires }) => [id, expires]),
        [
          [old.verificationMethod, '2026-11-22T09:35:20Z'],
          [signer.verificationMethod, undefined],
        ],
      )
      deepEqual(document?.assertionMethod, [old.verificationMethod, signer.verificationMethod])
      deepEqual(document?.authentication, [signer.verificationMethod])
      equal((await keys.jwks()).keys.length, 2)
    })

    it('is seen by other processes at their next signature', async () => {
      const other = await open()
      const old = await other.course.signer('course', { did: WEB })
      await keys.rotate(await idOf(old))
      notEqual(
        (await other.course.signer('course', { did: WEB })).verificationMethod,
        old.verificationMethod,
      )
    })

    it('destroys the private half of the old key', async () => {
      const old = await keys.course.signer('course', { did: WEB })
      const id = await idOf(old)
      await keys.rotate(id)
      equal((await readdir(join(dataDir, 'keys'))).includes(`${id}.json`), false)
    })

    it('happens once when asked for twice at the same time', async () => {
      const id = await idOf(await keys.course.signer('course', { did: WEB }))
      const done = await Promise.allSettled([keys.rotate(id), keys.rotate(id)])
      deepEqual(done.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
      equal((await keys.list()).filter(({ state }) => state === 'active').length, 1)
    })

    it('refuses an unknown key and a key already out of use', async () => {
      await rejects(keys.rotate('no-such-key'), refusal('unknown-key'))
      const id = await idOf(await keys.course.signer('course', { did: WEB }))
      await keys.rotate(id)
      await rejects(keys.rotate(id), refusal('key-not-active'))
    })
  })

  describe('a compromised key', () => {
    it('stays readable with the time and is authorised for nothing', async () => {
      const old = await keys.course.signer('course', { did: WEB })
      const next = await keys.compromise(await idOf(old), NOW - 3600) // seconds
      const document = await keys.didDocument(WEB)
      const published = document?.verificationMethod.find(({ id }) => id === old.verificationMethod)
      equal(published?.revoked, '2026-11-22T08:33:20Z')
      deepEqual(document?.assertionMethod, [next.verificationMethod])
      deepEqual(document?.authentication, [next.verificationMethod])
      deepEqual(
        (await keys.jwks()).keys.map(({ kid }) => kid),
        [next.verificationMethod],
      )
    })

    it('may have been retired before', async () => {
      const id = await idOf(await keys.course.signer('course', { did: WEB }))
      await keys.rotate(id)
      const info = await keys.compromise(id)
      deepEqual([info.id, info.state, info.revokedAt], [id, 'compromised', NOW])
      equal((await keys.list()).length, 2)
    })

    it('is declared so once', async () => {
      const id = await idOf(await keys.course.signer('course', { did: WEB }))
      await keys.compromise(id)
      await rejects(keys.compromise(id), refusal('key-not-active'))
      await rejects(keys.compromise('no-such-key'), refusal('unknown-key'))
      await rejects(keys.rotate(id), refusal('key-not-active'))
    })
  })

  describe('a start', () => {
    const keyFile = async () => {
      const name = (await readdir(join(dataDir, 'keys'))).find((file) => file !== 'master.json')
      return join(dataDir, 'keys', name ?? '')
    }
    beforeEach(async () => {
      await keys.course.signer('course', { did: WEB })
    })

    it('opens keys made before a passphrase was set', async () => {
      const locked = await open('correct horse')
      ok(await signs(await locked.course.signer('course', { did: WEB })))
      await rejects(open(), { name: 'KeyStoreError', code: 'passphrase-missing' })
      await rejects(open('wrong'), { name: 'KeyStoreError', code: 'passphrase-wrong' })
    })

    it('ends with one line when a private key is missing', async () => {
      await rm(await keyFile())
      await rejects(open(), (error: Error) => {
        match(error.message, /^the private key [^\n]+ is missing \(course key of did:web:[^\n]+\)$/)
        return error.name === 'KeyStoreError'
      })
    })

    it('ends with one line when the master secret is missing', async () => {
      await rm(join(dataDir, 'keys', 'master.json'))
      await rejects(open(), { code: 'missing' })
    })

    it('ends with one line when a private key was changed', async () => {
      const file = await keyFile()
      const text = await readFile(file, 'utf8')
      await writeFile(
        file,
        text.replace(/.(?="\n)/, (last) => (last === 'A' ? 'Q' : 'A')),
      )
      await rejects(open(), { code: 'damaged' })
      await writeFile(file, '{"version":1}')
      await rejects(open(), { code: 'damaged' })
    })

    it('ends with one line when others may read a private key', async () => {
      await chmod(await keyFile(), 0o604)
      await rejects(open(), { code: 'exposed', message: /chmod 600/ })
    })

    it('does not mind lost keys that were retired', async () => {
      const [key] = await keys.list()
      await keys.rotate(key?.id ?? '')
      ok(await open())
    })
  })
})

describe('the did:web of a URL', () => {
  it('percent-encodes the colon of a port', () => {
    equal(didWebOf('http://localhost:3000'), 'did:web:localhost%3A3000')
  })

  it('joins path segments by colons', () => {
    equal(
      didWebOf('https://brevet.example', ['issuers', 'web']),
      'did:web:brevet.example:issuers:web',
    )
  })
})
