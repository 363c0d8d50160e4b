import { deepEqual, equal } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openPlatform, platform, type TestPlatform } from './platform.ts'
import { type Answer, type Bench, client, migrations, openIssuer, slugOf } from './support.ts'

describeOnBothDatabases('a template of a foreign platform', migrations, (db) => {
  let bench: Bench
  let acme: TestPlatform
  beforeEach(async () => {
    bench = await openIssuer(db())
    acme = openPlatform(bench)
    const made = await acme.put()
    equal(made.status, 200, made.text)
  })
  afterEach(async () => {
    await bench.close()
  })

  const versionOf = (answer: Answer) => answer.body.version

  it('whose version counts changes alone', async () => {
    equal(versionOf(await acme.put()), 1)
    equal(versionOf(await acme.put({ validDays: 30 })), 2)
    equal(versionOf(await acme.put({ validDays: 30 })), 2)
    const { body } = await bench.call('GET', '/api/templates', { as: platform })
    const [own] = body.templates as Record<string, unknown>[]
    deepEqual([own?.template, own?.version], ['welding', 2])
    equal(own?.achievement, `${bench.origin}/achievements/acme~welding/2`)
  })

  it('whose changes at the same time all count', async () => {
    await Promise.all([10, 20, 30].map((validDays) => acme.put({ validDays })))
    equal(versionOf(await acme.put({ validDays: 99 })), 5)
  })

  it('whose past versions stay as certificates cite them', async () => {
    await acme.award()
    await acme.put({ texts: { en: { name: 'Soldering', description: 'x', criteria: 'y' } } })
    const first = await bench.call('GET', '/achievements/acme~welding/1?lang=en')
    equal(first.body.name, 'Welding')
    const second = await bench.call('GET', '/achievements/acme~welding/2?lang=en')
    equal(second.body.name, 'Soldering')
  })

  it('that names only skills we know', async () => {
    const answer = await acme.put({ skills: ['check-ai-output', 'flying'] }, { name: 'flying' })
    deepEqual([answer.status, slugOf(answer)], [422, 'unknown-skill-code'])
    const { body } = await bench.call('GET', '/achievements/acme~welding/1?lang=en')
    const [alignment] = body.alignment as { targetCode: string; targetUrl: string }[]
    equal(alignment?.targetCode, 'check-ai-output')
    equal(alignment.targetUrl, `${bench.origin}/skills/check-ai-output`)
  })

  it('that does not speak for the academy', async () => {
    const criteria = `${bench.origin}/achievements/ai-foundations/2`
    const texts = { en: { name: 'x', description: 'y', criteria } }
    const answer = await acme.put({ texts }, { name: 'fake' })
    deepEqual([answer.status, slugOf(answer)], [422, 'reserved-identifier'])
  })

  it('in at least one language, under a plain name', async () => {
    const weak = client('c', ['credentials:issue'], 'acme')
    equal((await acme.put({ texts: {} }, { name: 'empty' })).status, 400)
    equal((await acme.put({}, { name: 'Big_Name' })).status, 400)
    equal((await acme.put({}, { name: 'a~b' })).status, 400)
    equal((await acme.put({}, { as: weak, name: 'other' })).status, 403)
  })
})
