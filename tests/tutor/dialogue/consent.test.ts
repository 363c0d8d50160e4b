import { deepEqual, equal } from 'node:assert/strict'
import { readConfig } from '../../../platform/config.ts'
import { MODEL_CONSENT, mayLeave, outsideModel } from '../../../tutor/dialogue/consent.ts'

const configFor = (baseUrl?: string) =>
  readConfig(baseUrl ? { MODEL_BASE_URL: baseUrl, MODEL_NAME: 'm' } : {})
const host = (baseUrl?: string) => outsideModel({ config: configFor(baseUrl) })?.host

describe('where a learner’s words may go', () => {
  for (const inside of [
    'http://localhost:11434/v1',
    'http://127.0.0.1:8080/v1',
    'http://127.9.9.9/v1',
    'http://10.0.0.4/v1',
    'http://192.168.1.20:1234/v1',
    'http://172.16.0.9/v1',
    'http://172.31.255.1/v1',
    'http://[::1]:8080/v1',
    'http://[fd12:3456::1]/v1',
    'http://ollama/v1',
    'http://gpu.internal/v1',
    'http://gpu.local/v1',
    'http://models.home.arpa/v1',
  ]) {
    it(`needs no consent within the organisation: ${inside}`, () => equal(host(inside), undefined))
  }

  for (const [outside, name] of [
    ['https://api.example.com/v1', 'api.example.com'],
    ['http://172.32.0.1/v1', '172.32.0.1'],
    ['http://11.0.0.1/v1', '11.0.0.1'],
    ['http://192.169.0.1/v1', '192.169.0.1'],
    ['https://localhost.example.com/v1', 'localhost.example.com'],
    ['https://local.example/v1', 'local.example'],
    ['http://[2001:db8::1]/v1', '[2001:db8::1]'],
  ] as const) {
    it(`is named where it is outside: ${outside}`, () => equal(host(outside), name))
  }

  it('is nowhere without a model', () => equal(host(), undefined))

  const inRegions = (model: string, home: string, baseUrl = 'https://api.example.com/v1') =>
    outsideModel({
      config: readConfig({
        ...{ MODEL_BASE_URL: baseUrl, MODEL_NAME: 'm', MODEL_LABEL: 'Example AI' },
        ...{ MODEL_REGION: model, ORGANISATION_REGION: home },
      }),
    })

  for (const [model, home] of [
    ['MA', 'MA'],
    ['FR', 'EU'],
    ['EU', 'EU'],
  ] as const) {
    it(`needs no consent in the region of the organisation: ${model} in ${home}`, () =>
      equal(inRegions(model, home), undefined))
  }

  for (const [model, home] of [
    ['US', 'MA'],
    ['EU', 'FR'],
    ['GB', 'EU'],
    ['FR', 'DE'],
  ] as const) {
    it(`is named with its region where that is another: ${model} for ${home}`, () =>
      deepEqual(inRegions(model, home), {
        ...{ name: 'Example AI', host: 'api.example.com', region: model },
        consentFor: `api.example.com (${model})`,
      }))
  }

  it('is outside although its address is near, when the settings say that it only passes on', () => {
    equal(inRegions('US', 'MA', 'http://127.0.0.1:4000/v1')?.region, 'US')
  })

  it('is outside where it is public and nobody said where', () => {
    const config = readConfig({
      ...{ MODEL_BASE_URL: 'https://api.example.com/v1', MODEL_NAME: 'm' },
      ORGANISATION_REGION: 'MA',
    })
    deepEqual(outsideModel({ config }), {
      ...{ name: 'api.example.com', host: 'api.example.com', consentFor: 'api.example.com' },
    })
  })

  it('is decided by a consent of the person for that very host', async () => {
    const asked: unknown[] = []
    const consents = {
      current: async (personId: string, purpose: string, employer: string) => {
        asked.push([personId, purpose, employer])
        return personId === 'ada' ? { id: 'c', personId, purpose, employer, givenAt: 0 } : undefined
      },
    }
    const ground = { config: configFor('https://api.example.com/v1'), consents }
    deepEqual(
      [
        await mayLeave(ground, 'ada'),
        await mayLeave(ground, 'bo'),
        await mayLeave(ground, undefined),
      ],
      [true, false, false],
    )
    deepEqual(asked, [
      ['ada', MODEL_CONSENT, 'api.example.com'],
      ['bo', MODEL_CONSENT, 'api.example.com'],
    ])
  })

  it('is not asked where the words stay inside', async () => {
    const consents = {
      current: () => Promise.reject(new Error('nobody asks')),
    }
    const inside = { config: configFor('http://localhost:1/v1'), consents }
    equal(await mayLeave(inside, undefined), true)
  })
})
