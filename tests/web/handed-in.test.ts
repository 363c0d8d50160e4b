import { deepEqual, equal } from 'node:assert/strict'
import type { JsonObject } from '../../credentials/index.ts'
import { certificatePdf, sheetFacts } from '../../documents/index.ts'
import { readFile } from '../../web/verdict/read-input.ts'
import { unbakePdf } from '../../web/verdict/unbake-pdf.ts'
import { openLink } from '../../web/verify/open-link.ts'
import { badge } from '../credentials/support/documents.ts'

const ORIGIN = 'https://brevet.example'
const credential = badge()
const json = JSON.stringify(credential)

const pdfWith = (document: JsonObject | string): Uint8Array =>
  certificatePdf(sheetFacts(credential), { language: 'ar', credential: document })

describe('a PDF that is handed in', () => {
  it('gives the credential that we attached, signed as it was', async () => {
    const found = await readFile(new Blob([new Uint8Array(pdfWith(credential))]), ORIGIN)
    deepEqual(found, { kind: 'credential', value: credential })
  })

  it('says so when nothing is attached, or the attachment was cut', async () => {
    const bare = certificatePdf(sheetFacts(credential), { language: 'fr' })
    equal((await readFile(new Blob([new Uint8Array(bare)]), ORIGIN)).kind, 'pdf-without')
    const whole = Buffer.from(pdfWith(credential))
    const cut = whole.subarray(0, whole.indexOf('OpenBadgeCredential'))
    equal((await readFile(new Blob([new Uint8Array(cut)]), ORIGIN)).kind, 'pdf-without')
    equal((await readFile(new Blob(['%PDF-1.7 nothing']), ORIGIN)).kind, 'pdf-without')
  })

  it('is not guessed at when it carries several different ones', async () => {
    const two = Buffer.concat([pdfWith(credential), pdfWith({ ...credential, name: 'Other' })])
    equal(unbakePdf(two).length, 2)
    equal((await readFile(new Blob([two]), ORIGIN)).kind, 'picture-with-several')
    const twice = Buffer.concat([pdfWith(credential), pdfWith(credential)])
    equal(unbakePdf(twice).length, 1)
  })
})

describe('a link that is handed in', () => {
  const open = (url: string, answer: () => Response) => {
    const asked: (RequestInit | undefined)[] = []
    const ask: typeof fetch = async (_url, init) => {
      asked.push(init)
      return answer()
    }
    return { asked, found: openLink(url, { origin: ORIGIN, ask }) }
  }

  it('is opened where the other site lets it, without cookies or redirects', async () => {
    const { asked, found } = open('https://school.example/badge.json', () => new Response(json))
    deepEqual(await found, { kind: 'credential', value: credential })
    deepEqual(
      asked.map((init) => [init?.credentials, init?.redirect, init?.referrerPolicy]),
      [['omit', 'error', 'no-referrer']],
    )
  })

  it('is never asked when it leads into a private network', async () => {
    for (const url of ['http://school.example/x', 'https://192.168.1.1/', 'https://router.lan/x']) {
      const { asked, found } = open(url, () => new Response(json))
      equal((await found).kind, 'private-address', url)
      equal(asked.length, 0)
    }
  })

  it('stays a link when there is a page, an error, silence, or yet another link', async () => {
    const url = 'https://school.example/page'
    const answers: (() => Response)[] = [
      () => new Response('<!doctype html><title>Badge</title>'),
      () => new Response(json, { status: 404 }),
      () => new Response('https://school.example/other'),
      () => new Response(`${ORIGIN}/v/abc#key`),
      () => {
        throw new TypeError('Failed to fetch')
      },
    ]
    for (const answer of answers) {
      const found = await open(url, answer).found
      equal(found.kind, 'link')
    }
  })

  it('is not read to the end when it is too large', async () => {
    const large = () => new Response(new Uint8Array(6_000_001))
    equal((await open('https://school.example/large', large).found).kind, 'too-large')
  })
})
