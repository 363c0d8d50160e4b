import { deepEqual, equal } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import {
  type Fetch,
  type JsonObject,
  provenanceOf,
  resourcesFinding,
} from '../../credentials/index.ts'
import { createWorld, NOW } from './support/world.ts'

const sri = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`
const record = '{"answers":7}'
const id = 'https://a.example/record'
const cited = (text = record, address = id) => ({ id: address, digestSRI: sri(text) })
const evidence = (...ids: string[]) => ids.map((address) => ({ id: address, type: ['Evidence'] }))

async function found(
  members: JsonObject,
  pages: Readonly<Record<string, string>> = { [id]: record },
) {
  const world = createWorld()
  for (const [url, page] of Object.entries(pages)) world.pages.set(url, page)
  return { ...(await provenanceOf(members, world)), asked: world.asked }
}

describe('the documents that a credential cites as evidence (Data Model 2.0 §5.3)', () => {
  it('are fetched and compared, and the record is read', async () => {
    deepEqual(await found({ evidence: evidence(id), relatedResource: [cited()] }), {
      resources: [{ id, outcome: 'passed', checkedAt: NOW }],
      record: { answers: 7 },
      asked: [id],
    })
    const alone = await found({ evidence: evidence(id)[0], relatedResource: cited() })
    deepEqual(alone.resources, [{ id, outcome: 'passed', checkedAt: NOW }])
  })

  it('are those alone, and four of them at most', async () => {
    const other = 'https://a.example/translation'
    const both = [cited(record, other), cited()]
    deepEqual((await found({ evidence: evidence(id), relatedResource: both })).asked, [id])
    deepEqual(await found({ relatedResource: both }), { resources: [], asked: [] })
    deepEqual(await found({ evidence: ['x', 7], relatedResource: ['x'] }), {
      resources: [],
      asked: [],
    })
    const many = Array.from({ length: 5 }, (_, at) => `https://a.example/${at}`)
    const { asked } = await found({
      evidence: evidence(...many),
      relatedResource: many.map((address) => cited(record, address)),
    })
    deepEqual(asked, many.slice(0, 4))
  })

  it('are another where the digest does not fit, and open where nothing can be said', async () => {
    const outcome = async (resource: JsonObject, pages?: Record<string, string>) => {
      const { resources, record: read } = await found(
        { evidence: evidence(id), relatedResource: [resource] },
        pages,
      )
      return [resources[0]?.outcome, read]
    }
    deepEqual(await outcome(cited('other')), ['failed', undefined])
    deepEqual(await outcome(cited(), {}), ['undetermined', undefined])
    deepEqual(await outcome({ id, digestSRI: 'md5-x' }), ['undetermined', undefined])
    deepEqual(await outcome(cited('[]'), { [id]: '[]' }), ['passed', undefined])
    deepEqual(await outcome(cited('%PDF'), { [id]: '%PDF' }), ['passed', undefined])
  })

  it('are asked for within limits, and believed of an answer alone', async () => {
    const asked: unknown[] = []
    const fetch: Fetch = async (url, options) => {
      asked.push(url, options)
      return { status: 404, headers: {}, body: Buffer.from(record), url }
    }
    const credential = { evidence: evidence(id), relatedResource: [cited()] }
    const { resources } = await provenanceOf(credential, { ...createWorld(), fetch })
    deepEqual(resources, [{ id, outcome: 'undetermined', checkedAt: NOW }])
    const headers = { accept: 'application/json, */*;q=0.1' }
    deepEqual(asked, [id, { headers, maxBytes: 262_144, timeoutMs: 1_500 }])
  })

  it('are summed up in one finding', () => {
    const told = (...outcomes: ('passed' | 'failed' | 'undetermined')[]) => {
      const resources = outcomes.map((outcome, at) => ({
        id: `urn:a:${at}`,
        outcome,
        checkedAt: NOW,
      }))
      const { outcome, reason, source } = resourcesFinding({ resources })
      return [outcome, reason, source].join(' ')
    }
    equal(told('passed', 'undetermined', 'failed'), 'failed resource-changed urn:a:2')
    equal(told('passed', 'undetermined'), 'not-applicable resource-unreachable urn:a:1')
    equal(told('passed', 'passed'), 'passed  urn:a:0')
    equal(told(), 'not-applicable not-present ')
    deepEqual(resourcesFinding(undefined), { outcome: 'not-applicable', reason: 'not-reached' })
  })
})
