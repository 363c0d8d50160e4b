import { deepEqual } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { openTestDatabase } from '../support/databases.ts'
import { openLearner } from './learner.ts'
import { openPlatform } from './platform.ts'
import { type Bench, migrations, openIssuer } from './support.ts'
import { credentialIn, openWallet } from './wallet.ts'

/** The official JSON Schema of Open Badges, from the test data. */
async function officialSchema(): Promise<(value: unknown) => unknown[]> {
  const folder = join(process.env.BREVET_TEST_DATA ?? '', 'ob3', 'schema')
  const file = join(folder, 'ob_v3p0_achievementcredential_schema.json')
  const schema = JSON.parse(await readFile(file, 'utf8')) as { readonly $schema?: string }
  const Validator = schema.$schema?.includes('2019') ? Ajv2019 : Ajv
  const ajv = new Validator({ strict: false, allErrors: true })
  addFormats.default(ajv as Ajv)
  const validate = ajv.compile(schema)
  return (value) => (validate(value) ? [] : (validate.errors ?? []))
}

describe('certificates and the official schema of Open Badges', () => {
  let bench: Bench
  let faults: (value: unknown) => unknown[]
  let close: () => Promise<void>
  before(async () => {
    faults = await officialSchema()
    const [database, closeDatabase] = await openTestDatabase('sqlite', migrations)
    bench = await openIssuer(database)
    close = async () => {
      await bench.close()
      await closeDatabase()
    }
  })
  after(async () => {
    await close()
  })

  it('fit for a course, in every language', async () => {
    const learner = await openLearner(bench)
    for (const language of ['fr', 'en', 'ar', 'zgh'] as const) {
      await learner.pass({ assessmentId: `assessment-${language}`, language })
      deepEqual(faults(credentialIn(await learner.claim())), [], language)
    }
  })

  it('fit for a demonstration', async () => {
    const learner = await openLearner(bench)
    await learner.pass({ assessmentId: 'assessment-demo', demo: true, gradedBy: ['demo'] })
    deepEqual(faults(credentialIn(await learner.claim())), [])
  })

  it('fit for a foreign platform, with results and evidence and without', async () => {
    const acme = openPlatform(bench)
    await acme.put()
    for (const more of [
      {},
      { results: [{ result: 'seams', value: '2' }] },
      { evidence: [{ name: 'Photos', narrative: 'Three seams.' }] },
      { recipient: { did: openWallet(bench).signer.did } },
    ]) {
      const wallet = openWallet(bench)
      const recipient = 'recipient' in more ? { recipient: { did: wallet.signer.did } } : {}
      const { body } = await acme.award({ ...more, ...recipient })
      deepEqual(faults(credentialIn(await wallet.receive(String(body.offerUri)))), [])
    }
  })
})
