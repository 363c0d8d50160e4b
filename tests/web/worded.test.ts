import { deepEqual, equal } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { smallTexts } from '../../web/i18n/small-texts.ts'
import type { Trust, Verification } from '../../web/verdict/verification.ts'
import { worded } from '../../web/verify/worded.ts'

const FILE = join(import.meta.dirname, '../../web/locales/en.json')
const texts = smallTexts('en', JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>)

const checked = (more: Partial<Verification>): Verification =>
  worded({ verified: true, outcome: 'passed', checks: [], ...more }, texts)
const trust = (more: Partial<Trust>) =>
  checked({ trust: { status: 'registered', message: '', ...more } }).trust?.message

describe('what the worker found, in words', () => {
  it('says of cited documents what was found, and leaves other checks as they are', () => {
    const proof = { name: 'proof', outcome: 'passed', checkedAt: 1 } as const
    const resources = { ...proof, name: 'resources' } as const
    const { checks } = checked({
      checks: [proof, resources, { ...resources, reason: 'not-present' }],
    })
    deepEqual(
      checks.map(({ message }) => message),
      [undefined, texts.t('resources.passed'), texts.t('resources.not-present')],
    )
  })

  it('keeps the words of the server', () => {
    equal(trust({ message: 'Registered.' }), 'Registered.')
  })

  it('tells “kept on this device” from “could not be asked”', () => {
    equal(trust({ status: 'registry-not-reachable' }), texts.t('trust.notReachable'))
    equal(trust({ keptAt: 1_795_340_000 })?.includes('2026'), true)
  })

  it('adds no trust where none was found', () => {
    equal(checked({}).trust, undefined)
  })
})
