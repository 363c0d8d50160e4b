import { deepEqual, equal } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openPlatform, refusalOf, type TestPlatform } from './platform.ts'
import { type Bench, client, migrations, openIssuer } from './support.ts'

describeOnBothDatabases('an award of a foreign platform is refused', migrations, (db) => {
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

  /** The refusal of an award with these members. */
  const refusal = async (more: Record<string, unknown>, as?: ReturnType<typeof client>) =>
    refusalOf(await acme.award(more, as))

  describe('and leaves nothing behind,', () => {
    afterEach(async () => {
      equal(await acme.stored(), '')
      equal((await acme.inbox()).length, 0)
    })

    it('for a course: its name is no template', async () => {
      for (const template of ['ai-foundations', 'demo']) {
        deepEqual(await refusal({ template }), [404, 'unknown-template'])
      }
      for (const template of [
        'demo.ai-foundations',
        'academy~x',
        '../achievements/ai-foundations',
      ]) {
        deepEqual(await refusal({ template }), [400, 'invalid-request', '/template'])
      }
    })

    it('for a template of another client, of the same organisation or another', async () => {
      const colleague = client('acme-other', ['awards:write'], 'acme')
      const stranger = client('acme-platform', ['awards:write'], 'globex')
      deepEqual(await refusal({}, colleague), [404, 'unknown-template'])
      deepEqual(await refusal({}, stranger), [404, 'unknown-template'])
      deepEqual(refusalOf(await acme.put({}, { as: colleague })), [409, 'template-taken'])
    })

    it('without the scope', async () => {
      const weak = client('acme-platform', ['offers:write'], 'acme')
      deepEqual(await refusal({}, weak), [403, 'not-allowed'])
      const nobody = await bench.call('POST', '/awards', { json: {} })
      deepEqual(refusalOf(nobody), [401, 'not-signed-in'])
    })

    it('when it does not fit the template', async () => {
      deepEqual(await refusal({ language: 'fr' }), [422, 'unsuitable-award', '/language'])
      const unknown = [{ result: 'speed', value: '3' }]
      const slug = 'unsuitable-award'
      deepEqual(await refusal({ results: unknown }), [422, slug, '/results/0/result'])
      const twice = [1, 2].map(() => ({ result: 'seams', value: '3' }))
      deepEqual(await refusal({ results: twice }), [422, slug, '/results/1/result'])
    })

    it('when it cites an assessment or achievement of the academy, or its DID', async () => {
      const slug = 'reserved-identifier'
      const { course, demo } = await bench.issuer.dids()
      const secure = bench.origin.replace('http:', 'https:')
      for (const path of ['/assessments/7/record.json', '/achievements/ai-foundations/2']) {
        const evidence = [{ id: `${secure}${path}`, name: 'Assessment' }]
        deepEqual(await refusal({ evidence }), [422, slug, '/evidence/0/id'])
      }
      for (const did of [course, demo]) {
        deepEqual(await refusal({ recipient: { did } }), [422, slug, '/recipient/did'])
      }
    })

    it('for nobody, and for what is no address', async () => {
      const slug = 'invalid-request'
      deepEqual(await refusal({ recipient: {} }), [400, slug, '/recipient'])
      deepEqual(await refusal({ recipient: { email: 'nobody' } }), [400, slug, '/recipient/email'])
      deepEqual(await refusal({ recipient: { did: 'key' } }), [400, slug, '/recipient/did'])
      const evidence = [{ id: 'http://acme.example/1', name: 'x' }]
      deepEqual(await refusal({ evidence }), [400, slug, '/evidence/0/id'])
      deepEqual(await refusal({ note: 'x' }), [400, slug, '/note'])
    })
  })
})
