import { deepEqual, equal } from 'node:assert/strict'
import { verifyCredential as verifyInBrowser } from '../../credentials/browser.ts'
import { type JsonObject, verifyCredential } from '../../credentials/index.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { base64Of, certify, derOf, type Party, signerBy } from './support/certificates.ts'
import { complaints, plain } from './support/documents.ts'
import { issuer, signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const ISSUER = 'https://issuer.example'

describe('a certificate chain in a header', () => {
  let root: Party
  let middle: Party
  let leaf: Party
  before(async () => {
    root = await certify({ name: 'Root', authority: true })
    middle = await certify({ name: 'Middle', by: root, authority: true })
    leaf = await certify({ name: 'Leaf', by: middle, hosts: ['issuer.example'] })
  })

  const token = async (
    claims: JsonObject = {},
    { by = leaf, x5c = [by, middle].map(base64Of) as unknown, header = {} as JsonObject } = {},
  ) => {
    const payload = { vct: 'urn:x:vct', iss: ISSUER, iat: NOW, ...claims }
    return `${await signJws({ typ: 'dc+sd-jwt', x5c, ...header }, payload, signerBy(by))}~`
  }
  const verify = async (text: unknown, anchors: readonly Party[] = [root]) => {
    const result = await verifyCredential(
      text,
      {},
      { ...createWorld(), trustAnchors: anchors.map(derOf) },
    )
    return [result.outcome, ...complaints(result)]
  }

  it('passes when it leads to an authority that is known, and its leaf names the issuer', async () => {
    deepEqual(await verify(await token()), ['passed'])
    deepEqual(await verify(await token(), [middle]), ['passed'])
    deepEqual(await verify(await token({ iss: `${ISSUER}/tenant/1` })), ['passed'])
    const whole = [leaf, middle, root].map(base64Of)
    deepEqual(await verify(await token({}, { x5c: whole })), ['passed'])
    deepEqual(await verify(await token({ iss: undefined })), ['passed'])
  })

  it('passes a credential of the data model as well', async () => {
    const payload = plain({ issuer: ISSUER, iss: ISSUER })
    const header = { typ: 'vc+jwt', x5c: [leaf, middle].map(base64Of) }
    deepEqual(await verify(await signJws(header, payload, signerBy(leaf))), ['passed'])
  })

  it('passes where the leaf names the issuer by address', async () => {
    const by = await certify({ name: 'Leaf', by: middle, uris: ['urn:x:issuer'] })
    deepEqual(await verify(await token({ iss: 'urn:x:issuer' }, { by })), ['passed'])
  })

  it('stays open without an authority, with a foreign one, and where nothing reads it', async () => {
    const foreign = await certify({ name: 'Root', authority: true })
    const open = ['undetermined', 'key: certificate-untrusted']
    deepEqual(await verify(await token(), []), open)
    deepEqual(await verify(await token(), [foreign]), open)
    deepEqual(await verify(await token({}, { x5c: [base64Of(leaf)] })), open)
    const result = await verifyInBrowser(await token(), {}, createWorld())
    deepEqual(
      [result.outcome, ...complaints(result)],
      ['undetermined', 'key: certificate-unsupported'],
    )
  })

  it('is refused when its leaf names somebody else', async () => {
    for (const iss of [
      'https://other.example',
      'https://issuer.example.evil',
      'http://issuer.example',
      'issuer.example',
    ]) {
      deepEqual(await verify(await token({ iss })), ['failed', 'key: controller-mismatch'], iss)
    }
  })

  const invalid = ['failed', 'key: certificate-invalid']

  it('is refused when a link does not hold', async () => {
    const stranger = await certify({ name: 'Middle', authority: true })
    deepEqual(await verify(await token({}, { x5c: [leaf, stranger].map(base64Of) })), invalid)
    deepEqual(await verify(await token({}, { x5c: [leaf, root].map(base64Of) })), invalid)
    const commoner = await certify({ name: 'Commoner', by: root })
    const by = await certify({ name: 'Leaf', by: commoner, hosts: ['issuer.example'] })
    deepEqual(await verify(await token({}, { by, x5c: [by, commoner].map(base64Of) })), invalid)
    deepEqual(await verify(await token({}, { by, x5c: [base64Of(by)] }), [commoner]), [
      'undetermined',
      'key: certificate-untrusted',
    ])
  })

  it('is refused when a leaf is its own issuer, or an authority', async () => {
    const by = await certify({ name: 'Own', hosts: ['issuer.example'] })
    deepEqual(await verify(await token({}, { by, x5c: [base64Of(by)] }), [by]), invalid)
    const ca = await certify({ name: 'Ca', by: middle, authority: true, hosts: ['issuer.example'] })
    deepEqual(await verify(await token({}, { by: ca })), invalid)
  })

  it('is refused when a certificate has ended', async () => {
    const until = '2026-06-01T00:00:00Z'
    const by = await certify({ name: 'Leaf', by: middle, hosts: ['issuer.example'], until })
    deepEqual(await verify(await token({}, { by })), invalid)
    const ended = await certify({ name: 'Ended', by: root, authority: true, until })
    const under = await certify({ name: 'Leaf', by: ended, hosts: ['issuer.example'] })
    deepEqual(
      await verify(await token({}, { by: under, x5c: [under, ended].map(base64Of) })),
      invalid,
    )
  })

  it('is refused when it is none', async () => {
    const text = base64Of(leaf)
    const odd: unknown[] = [
      [],
      'x',
      [7],
      [`${text}=`],
      [text.replaceAll('+', '-')],
      [text.slice(4)],
    ]
    const long = Array.from({ length: 7 }, () => text)
    const trailing = Buffer.concat([derOf(leaf), Buffer.from([0])]).toString('base64')
    for (const x5c of [...odd, long, [trailing], [`\n${text}`], null]) {
      const [outcome] = await verify(await token({}, { x5c }))
      equal(outcome, 'failed', JSON.stringify(x5c).slice(0, 80))
    }
  })

  it('is refused when another key signed', async () => {
    const text = await token(
      {},
      { by: await certify({ name: 'X', by: middle }), x5c: [leaf, middle].map(base64Of) },
    )
    deepEqual(await verify(text), ['failed', 'proof: signature-invalid'])
  })

  it('signs no presentations', async () => {
    const payload = {
      '@context': plain()['@context'],
      type: ['VerifiablePresentation'],
      holder: ISSUER,
    }
    const header = { typ: 'vp+jwt', x5c: [leaf, middle].map(base64Of) }
    const text = await signJws(header, payload, signerBy(leaf))
    const { verifyPresentation } = await import('../../credentials/index.ts')
    const result = await verifyPresentation(
      text,
      {},
      { ...createWorld(), trustAnchors: [derOf(root)] },
    )
    deepEqual(complaints(result), ['purpose: purpose-unauthorized'])
  })

  it('beside a DID must certify the same key', async () => {
    const p256 = signerOf('issuer', { algorithm: 'ES256' })
    const sign = async (by: typeof issuer, x5c: unknown) => {
      const payload = { vct: 'urn:x:vct', iss: by.did, iat: NOW }
      return `${await signJws({ typ: 'dc+sd-jwt', kid: by.verificationMethod, x5c }, payload, by)}~`
    }
    deepEqual(await verify(await sign(p256, [base64Of(leaf)])), invalid)
    deepEqual(await verify(await sign(issuer, ['no certificate'])), invalid)
  })
})
