import { deepEqual, equal, ok } from 'node:assert/strict'
import { verifyCredential as verifyInBrowser } from '../../credentials/browser.ts'
import { undetermined } from '../../credentials/checks/finding.ts'
import { type JsonObject, verifyCredential } from '../../credentials/index.ts'
import { contradicts, findCertifiedKey } from '../../credentials/jose/certificates.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { base64Of, certify, derOf, type Party, signerBy } from './support/certificates.ts'
import { complaints, plain } from './support/documents.ts'
import { issuer, signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const ISSUER = 'https://issuer.example'
const open = { found: undetermined('not-reached'), authorized: undetermined('not-reached') }

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

  it('is refused when a link names another than its issuer, although the key is the same', async () => {
    const renamed: Party = {
      certificate: (await certify({ name: 'Other', authority: true })).certificate,
      keys: middle.keys,
    }
    const by = await certify({ name: 'Leaf', by: renamed, hosts: ['issuer.example'] })
    deepEqual(await verify(await token({}, { by, x5c: [by, middle].map(base64Of) })), invalid)
  })

  it('names its issuer by the host of an https address, and by no other part', async () => {
    const mismatch = ['failed', 'key: controller-mismatch']
    for (const iss of [ISSUER, `${ISSUER}/`, `${ISSUER}:443`, `${ISSUER}:443/a`]) {
      deepEqual(await verify(await token({ iss })), ['passed'], iss)
    }
    for (const iss of [
      ...[`${ISSUER}:8443`, `${ISSUER}.evil.example`, 'http://issuer.example', 'issuer.example'],
      ...['https://evil.example/https://issuer.example/', 'urn:x:https://issuer.example/'],
      ...['https://issuer.example@evil.example/', 'https://ISSUER.example', 'urn:x:undefined'],
    ]) {
      deepEqual(await verify(await token({ iss })), mismatch, iss)
    }
  })

  it('counts from its first second to its last, as its authority does', async () => {
    const at = async (text: string, now: number, anchors: readonly Party[]) => {
      const deps = { ...createWorld(now), trustAnchors: anchors.map(derOf) }
      return complaints(await verifyCredential(text, {}, deps)).join()
    }
    const early = await token({ iat: undefined })
    const [begin, end] = [Date.UTC(2026, 0, 1) / 1000, Date.UTC(2030, 0, 1) / 1000]
    for (const now of [begin, end]) equal(await at(early, now, [root]), '', `${now}`)
    for (const now of [begin - 1, end + 1]) {
      equal(await at(early, now, [root]), 'key: certificate-invalid', `${now}`)
    }
    const ended = await certify({ name: 'Ended', authority: true, until: '2026-06-01T00:00:00Z' })
    const by = await certify({ name: 'Leaf', by: ended, hosts: ['issuer.example'] })
    const under = await token({ iat: undefined }, { by, x5c: [base64Of(by)] })
    equal(await at(under, Date.UTC(2026, 5, 1) / 1000, [ended]), '')
    equal(await at(under, Date.UTC(2026, 5, 1) / 1000 + 1, [ended]), 'key: certificate-untrusted')
  })

  it('is as long as six certificates, and says what is wrong with it', async () => {
    const found = (x5c: unknown, controller = '') =>
      findCertifiedKey(
        { x5c, controller, purpose: 'assertionMethod' },
        workshopFor({ ...createWorld(), trustAnchors: [derOf(root), new Uint8Array(7)] }),
      )
    const told = (x5c: unknown, controller?: string) => {
      const { reason, detail } = found(x5c, controller).found
      return `${reason} ${detail}`
    }
    const parties = [root]
    for (let at = 1; at < 7; at++) {
      parties.unshift(await certify({ name: `C${at}`, by: parties[0], authority: at < 6 }))
    }
    const chain = parties.map(base64Of)
    equal(found(chain.slice(0, 6)).found.outcome, 'passed')
    equal(told(chain), 'certificate-invalid x5c')
    equal(told(undefined), 'certificate-invalid x5c')
    equal(told([7]), 'certificate-invalid x5c')
    equal(told([chain[1], chain[2]]), 'certificate-invalid leaf')
    equal(told([chain[0], chain[2]]), 'certificate-invalid chain')
    const ended = await certify({ name: 'X', by: middle, until: '2026-06-01T00:00:00Z' })
    equal(told([ended].map(base64Of)), 'certificate-invalid period')
    equal(
      told([leaf, middle].map(base64Of), 'urn:b'),
      'controller-mismatch the certificate does not name urn:b',
    )
    equal(found([ended].map(base64Of)).key, undefined)
    const unknown = findCertifiedKey(
      { x5c: [leaf, middle].map(base64Of), controller: '', purpose: 'assertionMethod' },
      workshopFor(createWorld()),
    )
    deepEqual([unknown.found.outcome, unknown.key?.kind], ['undetermined', 'P-256'])
  })

  it('stands beside a DID by the same key alone', () => {
    const workshop = workshopFor(createWorld())
    const x5c = [leaf, middle].map(base64Of)
    const { key, ...found } = findCertifiedKey(
      { x5c, controller: '', purpose: 'assertionMethod' },
      workshop,
    )
    ok(key)
    equal(contradicts(x5c, { key, ...found }, workshop), undefined)
    const other = contradicts([base64Of(middle)], { key, ...found }, workshop)
    equal(other?.detail, 'another key')
    equal(contradicts(x5c, found, workshop)?.detail, 'another key')
    equal(contradicts('x', { key, ...found }, workshop)?.detail, 'x5c')
  })

  it('is of no use by a key that signs no credentials', async () => {
    for (const algorithm of [
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 },
      { name: 'ECDSA', namedCurve: 'P-521' },
    ]) {
      const by = await certify({ name: 'Leaf', by: middle, hosts: ['issuer.example'], algorithm })
      const text = await token({}, { by: leaf, x5c: [by, middle].map(base64Of) })
      deepEqual(await verify(text), ['failed', 'key: key-unsuitable'], algorithm.name)
      const known = { key: { kind: 'P-256', bytes: new Uint8Array(33) }, ...open } as const
      const other = contradicts([base64Of(by)], known, workshopFor(createWorld()))
      deepEqual([other?.reason, other?.detail], ['certificate-invalid', 'another key'])
    }
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
    // five of the character whose bits are those of "+": one of them is written so wherever they stand
    const plus = base64Of(await certify({ name: 'Leaf', by: middle, uris: ['urn:>>>>>'] }))
    ok(plus.includes('+'))
    const odd: unknown[] = [
      [],
      'x',
      [7],
      [`${text}=`],
      [plus.replaceAll('+', '-')],
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
