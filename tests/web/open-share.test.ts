import { equal } from 'node:assert/strict'
import { createCipheriv, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { bytesFromBase64Url } from '../../web/verdict/base64url.ts'
import { isShareKey, openShare } from '../../web/verdict/open-share.ts'

function seal(text: string): { sealed: { ciphertext: string; iv: string }; key: string } {
  const key = randomBytes(32)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    sealed: { ciphertext: bytes.toString('base64url'), iv: iv.toString('base64url') },
    key: key.toString('base64url'),
  }
}

describe('opening a shared certificate', () => {
  it('gives what was shared, with the key of the link', async () => {
    const { sealed, key } = seal('{"name":"ⵜⴰⵎⴰⵣⵉⵖⵜ"}')
    equal(await openShare(sealed, key), '{"name":"ⵜⴰⵎⴰⵣⵉⵖⵜ"}')
  })

  it('gives nothing with another key', async () => {
    const { sealed } = seal('secret')
    equal(await openShare(sealed, seal('other').key), undefined)
  })

  it('gives nothing when a bit of it was changed', async () => {
    const { sealed, key } = seal('secret')
    const bytes = bytesFromBase64Url(sealed.ciphertext)
    bytes[0] = (bytes[0] ?? 0) ^ 1
    const changed = { ...sealed, ciphertext: Buffer.from(bytes).toString('base64url') }
    equal(await openShare(changed, key), undefined)
  })

  it('gives nothing, without an error, for garbage', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), fc.string(), async (ciphertext, iv, key) => {
        equal(await openShare({ ciphertext, iv }, key), undefined)
      }),
      { numRuns: 50 },
    )
  })

  it('knows a key by its form', () => {
    equal(isShareKey(seal('x').key), true)
    for (const key of ['', 'short', `${seal('x').key}=`, 'a'.repeat(44), 'ü'.repeat(43)]) {
      equal(isShareKey(key), false)
    }
  })
})
