import { deepEqual, equal } from 'node:assert/strict'
import { addProof } from '../../credentials/data-integrity/sign.ts'
import { suiteOf } from '../../credentials/data-integrity/suites.ts'
import {
  envelope,
  issueCredential,
  type JsonObject,
  type PresentationOptions,
  signPresentation,
  signPresentationJwt,
  verifyPresentation,
} from '../../credentials/index.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { changed, complaints, plain, V2 } from './support/documents.ts'
import { attacker, holder, issuer, signerOf } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world = createWorld()
const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }

const PEOPLE = { amal: holder, idir: attacker, nobody: undefined } as const
type Person = keyof typeof PEOPLE

const about = (credentialSubject: unknown) =>
  issueCredential(
    { credential: plain({ credentialSubject }), signer: issuer, mechanism: 'eddsa-jcs-2022' },
    world,
  )

const subjectOf = (person: Person): JsonObject => {
  const did = PEOPLE[person]?.did
  return { name: 'Amal', ...(did === undefined ? {} : { id: did }) }
}

interface Who {
  readonly signer: Person
  readonly named: Person
  readonly subject: Person
}

/** A presentation with signer, holder and subject chosen one by one. */
async function present({ signer, named, subject }: Who): Promise<JsonObject> {
  const by = PEOPLE[signer]
  const did = PEOPLE[named]?.did
  const document = {
    '@context': [V2],
    type: ['VerifiablePresentation'],
    verifiableCredential: [await about(subjectOf(subject))],
    ...(did === undefined ? {} : { holder: did }),
  }
  const suite = suiteOf('eddsa-jcs-2022')
  if (!by || !suite) return document
  const members = { proofPurpose: 'authentication', ...question }
  return addProof({ document, signer: by, suite, members }, workshopFor(world))
}

const outcomeOf = async (presentation: unknown, options: PresentationOptions) => {
  const result = await verifyPresentation(presentation, options, world)
  const inner = result.credentials.flatMap(complaints)
  return { outcome: result.outcome, complaints: [...complaints(result), ...inner] }
}

const PERSONS: readonly Person[] = ['amal', 'idir', 'nobody']

const COMBINATIONS: readonly Who[] = PERSONS.flatMap((signer) =>
  PERSONS.flatMap((named) => PERSONS.map((subject) => ({ signer, named, subject }))),
)

describe('signer, holder and subject', () => {
  for (const who of COMBINATIONS) {
    const { signer, named, subject } = who
    const title = `signed by ${signer}, holder ${named}, about ${subject}`
    const honest = named === 'nobody' || named === signer
    const bound = signer !== 'nobody' && honest && subject === signer
    const free = signer === 'nobody' || honest

    it(`${bound ? 'pass' : 'fail'} when they must be one: ${title}`, async () => {
      const expected = bound ? 'passed' : 'failed'
      equal((await outcomeOf(await present(who), question)).outcome, expected)
      const asked = { requireHolderBinding: true, domain: question.domain }
      equal((await outcomeOf(await present(who), asked)).outcome, expected)
    })

    it(`${free ? 'pass' : 'fail'} when nobody asks about them: ${title}`, async () => {
      const expected = free ? 'passed' : 'failed'
      equal((await outcomeOf(await present(who), {})).outcome, expected)
      const options = { requireHolderBinding: false }
      equal((await outcomeOf(await present(who), options)).outcome, expected)
    })
  }
})

describe('the holder of several credentials', () => {
  const both = async (subjects: readonly unknown[]) => {
    const credentials = await Promise.all(subjects.map(about))
    return signPresentation({ credentials, holder, ...question }, world)
  }

  it('is refused when one is about another, or about nobody', async () => {
    const mine = { id: holder.did, name: 'Amal' }
    equal((await outcomeOf(await both([mine, mine]), question)).outcome, 'passed')
    for (const other of [
      { id: attacker.did, name: 'Idir' },
      { name: 'Amal' },
      [mine, { name: 'x' }],
    ]) {
      const { outcome, complaints: found } = await outcomeOf(await both([mine, other]), question)
      deepEqual([outcome, found], ['failed', ['holder: subject-mismatch']])
    }
  })

  it('may hold none, and then proves nothing but the key', async () => {
    equal((await outcomeOf(await both([]), question)).outcome, 'passed')
  })

  it('is refused with one credential changed, expired, unsigned or unreadable', async () => {
    const mine = { id: holder.did, name: 'Amal' }
    const good = await about(mine)
    const { proof: _, ...unsigned } = good
    const wrong: readonly unknown[] = [
      changed(good, '/name', 'AI Mastery'),
      unsigned,
      {},
      envelope('a.b.c'),
    ]
    for (const bad of wrong) {
      const request = { credentials: [good, bad], holder, ...question }
      equal(
        (await outcomeOf(await signPresentationJwt(request, world), question)).outcome,
        'failed',
      )
    }
  })
})

describe('challenge and domain', () => {
  const mine = { id: holder.did, name: 'Amal' }
  const forms = [
    ['Data Integrity', async () => signPresentation(await requestOf(), world)],
    ['vp+jwt', async () => signPresentationJwt(await requestOf(), world)],
  ] as const
  const requestOf = async () => ({ credentials: [await about(mine)], holder, ...question })

  for (const [form, make] of forms) {
    const rows: readonly [title: string, PresentationOptions, complaint: string][] = [
      ['another challenge', { ...question, challenge: 'nonce-2' }, 'holder: challenge-mismatch'],
      ['an empty challenge', { ...question, challenge: '' }, 'holder: challenge-mismatch'],
      ['a longer challenge', { ...question, challenge: 'nonce-11' }, 'holder: challenge-mismatch'],
      ['another case', { ...question, challenge: 'NONCE-1' }, 'holder: challenge-mismatch'],
      ['another domain', { ...question, domain: 'https://a.example' }, 'holder: domain-mismatch'],
      ['a slash more', { ...question, domain: `${question.domain}/` }, 'holder: domain-mismatch'],
      [
        'another scheme',
        { ...question, domain: 'http://verifier.example' },
        'holder: domain-mismatch',
      ],
      ['an empty domain', { ...question, domain: '' }, 'holder: domain-mismatch'],
    ]
    for (const [title, options, complaint] of rows) {
      it(`are compared letter by letter in ${form}: ${title}`, async () => {
        deepEqual((await outcomeOf(await make(), options)).complaints, [complaint])
      })
    }

    it(`are not asked of ${form} when the caller has none`, async () => {
      equal((await outcomeOf(await make(), {})).outcome, 'passed')
      equal((await outcomeOf(await make(), { challenge: question.challenge })).outcome, 'passed')
      equal((await outcomeOf(await make(), { domain: question.domain })).outcome, 'passed')
    })
  }

  it('may be one of several domains', async () => {
    const other = {
      ...question,
      domain: ['https://a.example', question.domain] as unknown as string,
    }
    const request = { credentials: [await about(mine)], holder, ...other }
    for (const sign of [signPresentation, signPresentationJwt]) {
      equal((await outcomeOf(await sign(request, world), question)).outcome, 'passed')
    }
  })

  it('are not those of a proof for something else', async () => {
    const presentation = await signPresentation(await requestOf(), world)
    const options = { ...question, expectedProofPurpose: 'assertionMethod' }
    deepEqual((await outcomeOf(presentation, options)).complaints, ['purpose: purpose-mismatch'])
    const es384 = signerOf('holder', { algorithm: 'ES384' })
    const request = { credentials: [await about(mine)], holder: es384, ...question }
    deepEqual((await outcomeOf(await signPresentation(request, world), question)).complaints, [
      'holder: subject-mismatch',
    ])
  })
})
