import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { receiptPdf, unbakePdf } from '../../documents/index.ts'
import { receiptFacts } from '../../documents/receipt-facts.ts'
import { LANGUAGES } from '../../platform/i18n.ts'

const CHECK = {
  checkName: 'proof',
  outcome: 'passed',
  message: 'The signature is right.',
  source: 'did:web:academy.example#key-1',
  checkedAt: '2026-11-22T10:31:00Z',
}
const receipt = {
  id: 'urn:uuid:7',
  type: ['VerifiableCredential', 'VerificationReceipt'],
  issuer: `did:key:z6Mk${'a'.repeat(200)}`,
  validFrom: '2026-11-22T10:31:05Z',
  credentialSubject: {
    id: 'urn:uuid:1',
    outcome: 'failed',
    registryName: 'أكاديمية',
    credentialIssuer: 'did:web:academy.example',
    digestMultibase: 'uEiA',
    policy: { policyName: 'hire', policyVersion: 3 },
    check: [CHECK, { ...CHECK, checkName: 'status', outcome: 'failed', message: 'Revoked.' }],
  },
  relatedResource: { id: 'https://academy.example/did.json', digestMultibase: 'uEiB' },
}

const latin = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1')
const spoken = (pdf: Uint8Array): string => {
  const alt = /\/Alt <FEFF([\dA-F]+)>/.exec(latin(pdf))?.[1] ?? ''
  return Buffer.from(alt, 'hex').swap16().toString('utf16le')
}
const pagesOf = (pdf: Uint8Array): number => Number(/\/Count (\d+)/.exec(latin(pdf))?.[1])

/** Left edges of the lines drawn on the first page, in points. */
function edgesOf(pdf: Uint8Array): number[] {
  const file = latin(pdf)
  const begin = file.indexOf('stream\n', file.indexOf('/FlateDecode')) + 7
  const content = inflateSync(Buffer.from(file.slice(begin), 'latin1')).toString()
  ok(!/NaN|undefined|Infinity/.test(content))
  return Array.from(content.matchAll(/1 0 0 1 ([-\d.]+) [-\d.]+ cm/g), ([, x]) => Number(x))
}

describe('the sheet of a receipt', () => {
  it('says what the receipt says, with the outcome first', () => {
    const words = spoken(receiptPdf(receipt, 'en')).split('\n')
    deepEqual(words.slice(0, 3), [
      'Verification receipt',
      'Not valid',
      'Checked on 22 November 2026 · 10:31 UTC',
    ])
    for (const part of ['أكاديمية · did:web:academy.example', 'hire@3', 'Revoked.', 'uEiB']) {
      ok(words.includes(part), part)
    }
  })

  it('holds the receipt, so that the file verifies', () => {
    deepEqual(unbakePdf(receiptPdf(receipt, 'fr')), { found: 'credential', credential: receipt })
  })

  it('begins at the left, in Arabic at the right, and stays inside its margins', () => {
    ok(edgesOf(receiptPdf(receipt, 'fr')).every((x) => x === 56))
    const right = edgesOf(receiptPdf(receipt, 'ar'))
    ok(right.some((x) => x > 300))
    ok(right.every((x) => x >= 55))
  })

  it('is written in each language', () => {
    const titles = LANGUAGES.map((language) => spoken(receiptPdf(receipt, language)).split('\n')[1])
    equal(new Set(titles).size, LANGUAGES.length)
  })

  it('goes on over as many pages as it takes', () => {
    const check = Array.from({ length: 60 }, () => CHECK)
    const long = { ...receipt, credentialSubject: { ...receipt.credentialSubject, check } }
    equal(pagesOf(receiptPdf(receipt, 'en')), 1)
    ok(pagesOf(receiptPdf(long, 'en')) > 3)
    match(latin(receiptPdf(long, 'en')), /%%EOF\n$/)
  })

  it('never takes what is missing or odd for a pass', () => {
    for (const outcome of [undefined, 'PASSED', true, { passed: 1 }]) {
      equal(receiptFacts({ credentialSubject: { outcome } }).outcome, 'undetermined')
    }
  })

  it('takes text of strangers for text: no direction tricks, no endless lines', () => {
    const { about } = receiptFacts({
      credentialSubject: { registryName: `\u202eevil\u0000${'x'.repeat(5000)}` },
    })
    match(about[0]?.value ?? '', /^evilx+…$/)
    ok((about[0]?.value.length ?? 0) <= 500)
  })

  it('is drawn for any receipt', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (more, subject) => {
        const odd = { ...more, credentialSubject: subject, relatedResource: [subject] }
        match(latin(receiptPdf(odd, 'ar')), /^%PDF-2\.0\n/)
      }),
      { numRuns: 30 },
    )
  })
})
