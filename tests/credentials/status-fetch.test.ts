import { deepEqual } from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import {
  createStatusListCredential,
  emptyStatusList,
  verifyCredential,
} from '../../credentials/index.ts'
import { changed, complaints } from './support/documents.ts'
import { signerOf } from './support/signers.ts'
import { entry, LIST, listOf, verdict, withStatus } from './support/status-lists.ts'
import { createWorld, type World } from './support/world.ts'

const INVALID = ['status: status-list-invalid']

describe('a list that does not come', () => {
  it('leaves the status open, whatever the server answers instead', async () => {
    for (const status of [204, 301, 304, 400, 403, 404, 410, 429, 500, 503]) {
      const world = createWorld()
      const credential = await withStatus(world, entry())
      const body = Buffer.from(JSON.stringify(await listOf(world, [])))
      const fetch = async (url: string) => ({ status, headers: {}, body, url })
      const result = await verifyCredential(credential, {}, { ...world, fetch })
      deepEqual(
        [result.outcome, complaints(result)],
        ['undetermined', ['status: status-unreachable']],
        String(status),
      )
    }
  })

  it('is asked for with a limit of size and of time', async () => {
    const world = createWorld()
    let limits: unknown
    const fetch = async (_: string, options: unknown) => {
      limits = options
      throw new Error('out of reach')
    }
    await verifyCredential(await withStatus(world, entry()), {}, { ...world, fetch })
    deepEqual(limits, { maxBytes: 1_048_576, timeoutMs: 5_000 })
  })

  it('leaves it open when the key of the list cannot be found just now', async () => {
    const web = signerOf('issuer', { did: 'did:web:issuer.example' })
    const world = createWorld()
    world.pages.set('https://issuer.example/.well-known/did.json', {
      id: web.did,
      verificationMethod: [
        {
          ...{ id: web.verificationMethod, type: 'Multikey', controller: web.did },
          publicKeyMultibase: web.publicKeyMultibase,
        },
      ],
      assertionMethod: [web.verificationMethod],
    })
    const request = {
      id: LIST,
      purpose: 'revocation',
      bits: emptyStatusList(),
      signer: web,
    } as const
    world.pages.set(LIST, await createStatusListCredential(request, world))
    const credential = await withStatus(world, entry(), web)
    deepEqual(complaints(await verifyCredential(credential, {}, world)), [])
    let asked = 0
    const fetch: World['fetch'] = async (url) => {
      // the document of the DID answers once, for the credential, and then no more
      if (url !== LIST && asked++ > 0) throw new Error('out of reach')
      return world.fetch(url)
    }
    const result = await verifyCredential(credential, {}, { ...world, fetch })
    deepEqual(complaints(result), ['status: status-unreachable'])
  })

  it('fails on bytes that are not UTF-8, not JSON, or name a member twice', async () => {
    const good = JSON.stringify(await listOf(createWorld(), []))
    const twice = good.replace('{', '{"id":"urn:a:b",')
    for (const page of ['<html>', '', '[]', '"x"', twice]) {
      deepEqual(await verdict(entry(), () => page), INVALID, page.slice(0, 20))
    }
  })

  it('fails when the list was changed after signing', async () => {
    const found = await verdict(entry(), async (world) =>
      changed(await listOf(world, [0]), '/credentialSubject/encodedList', encodedZero),
    )
    deepEqual(found, INVALID)
  })
  const encodedZero = `u${gzipSync(Buffer.alloc(16_384)).toString('base64url')}`
})
