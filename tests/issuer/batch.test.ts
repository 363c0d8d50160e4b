import { deepEqual, equal, match, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { readBatch } from '../../issuer/awards/batch.ts'
import { type Fault, Problem } from '../../platform/problem.ts'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'
import { type Answer, type Bench, client, migrations, openIssuer, slugOf } from './support.ts'

const platform = client('acme-platform', ['awards:write'], 'acme')

const faultsIn = (text: string, type: 'csv' | 'ndjson'): readonly Fault[] => {
  try {
    readBatch(text, type)
  } catch (error) {
    if (error instanceof Problem && error.type.slug === 'unreadable-batch') return error.faults
    throw error
  }
  return []
}

const pointersIn = (text: string, type: 'csv' | 'ndjson') =>
  faultsIn(text, type).map(({ pointer, rule }) => [pointer, rule])

const line = (email: string) => JSON.stringify({ template: 'welding', recipient: { email } })

describe('a batch of awards as NDJSON', () => {
  it('is read line by line, empty ones left out', () => {
    const text = `${line('a@example.org')}\n\n${line('b@example.org')}\r\n`
    deepEqual(
      readBatch(text, 'ndjson').map(({ line, input }) => [line, input.recipient.email]),
      [
        [1, 'a@example.org'],
        [3, 'b@example.org'],
      ],
    )
  })

  it('names line and member of every fault', () => {
    const text = ['{"template":"welding"}', line('a@example.org'), '{', line('nobody'), '[]'].join(
      '\n',
    )
    deepEqual(pointersIn(text, 'ndjson'), [
      ['line 1/recipient', 'required'],
      ['line 3', 'malformed'],
      ['line 4/recipient/email', 'format'],
      ['line 5', 'type'],
    ])
  })

  it('refuses a member that is there twice', () => {
    const text = '{"template":"a","template":"b","recipient":{"email":"a@example.org"}}'
    deepEqual(pointersIn(text, 'ndjson'), [['line 1', 'duplicate-member']])
  })

  it('refuses nothing, and too much', () => {
    deepEqual(pointersIn('\n \n', 'ndjson'), [['', 'minItems']])
    const many = Array.from({ length: 5001 }, (_, n) => line(`a${n}@example.org`)).join('\n')
    deepEqual(pointersIn(many, 'ndjson'), [['', 'maxItems']])
  })

  it('is an award list or a refusal, whatever text stands there', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        equal(faultsIn(text, 'ndjson').length > 0, true)
      }),
    )
  })
})

describe('a batch of awards as CSV', () => {
  const HEAD = 'template,email,did,language,results,evidence_url,evidence_name,evidence_narrative'

  it('is read with the columns in any order, quotes and a byte order mark', () => {
    const text =
      '\ufeffEmail,Template,evidence_name,evidence_narrative\r\na@example.org,welding,Photos,"Three seams,\nall ""good"""\r\n'
    const [first] = readBatch(text, 'csv')
    deepEqual(first?.input, {
      template: 'welding',
      recipient: { email: 'a@example.org' },
      evidence: [{ name: 'Photos', narrative: 'Three seams,\nall "good"' }],
    })
  })

  it('reads results and evidence', () => {
    const row = 'welding,a@example.org,,ar,seams=3; speed = 2,https://acme.example/1,Photos,'
    deepEqual(readBatch(`${HEAD}\n${row}\n`, 'csv'), [
      {
        line: 2,
        input: {
          template: 'welding',
          recipient: { email: 'a@example.org' },
          language: 'ar',
          results: [
            { result: 'seams', value: '3' },
            { result: 'speed', value: '2' },
          ],
          evidence: [{ id: 'https://acme.example/1', name: 'Photos' }],
        },
      },
    ])
  })

  it('names line and column of every fault', () => {
    const rows = [
      'welding,nobody,,,,,,',
      ',a@example.org,,,,,,',
      'welding,,,,,,,',
      'welding,a@example.org,,de,seams,,,',
    ]
    deepEqual(
      faultsIn([HEAD, ...rows].join('\n'), 'csv').map(({ pointer }) => pointer),
      ['line 2/recipient/email', 'line 3/template', 'line 4/recipient', 'line 5/results/0/result'],
    )
  })

  it('refuses a column that means nothing', () => {
    deepEqual(pointersIn('template,email,grade\nx,a@example.org,1\n', 'csv'), [
      ['line 1/grade', 'unknown-member'],
    ])
  })

  it('refuses a column that stands twice, by its name', () => {
    const text = 'template,email,Email\nwelding,a@example.org,b@example.org'
    deepEqual(pointersIn(text, 'csv'), [['line 1/email', 'unique-column']])
    const both = 'template,email,did,did,did\nwelding,a@example.org,x,y,z'
    deepEqual(pointersIn(both, 'csv'), [
      ['line 1/did', 'unique-column'],
      ['line 1/did', 'unique-column'],
    ])
  })

  it('refuses rows of another length, and open quotes', () => {
    match(faultsIn('template,email\nwelding\n', 'csv')[0]?.pointer ?? '', /^line \d$/)
    match(faultsIn('template,email\n"welding,a@example.org\n', 'csv')[0]?.rule ?? '', /^csv$/)
    deepEqual(pointersIn('', 'csv'), [['', 'minItems']])
  })

  it('throws nothing but refusals, whatever text stands there', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        throws(() => readBatch(`${HEAD}\n"${text}`, 'csv'), Problem)
      }),
    )
  })
})

for (const kind of DB_KINDS) {
  describe(`a batch of awards over HTTP (${kind})`, () => {
    let bench: Bench
    let close: () => Promise<void>
    before(async () => {
      const [database, closeDatabase] = await openTestDatabase(kind, migrations)
      bench = await openIssuer(database)
      const texts = { en: { name: 'Welding', description: 'x', criteria: 'y' } }
      await bench.call('PUT', '/api/templates/welding', { as: platform, json: { texts } })
      close = async () => {
        await bench.close()
        await closeDatabase()
      }
    })
    after(async () => {
      await close()
    })

    const post = (body: string, type = 'application/x-ndjson', as = platform) =>
      bench.call('POST', '/awards/batch', { as, body, headers: { 'content-type': type } })
    const linesOf = ({ text }: Answer) =>
      text
        .trim()
        .split('\n')
        .map((each) => JSON.parse(each) as Record<string, unknown>)
    const count = async () => (await bench.issuer.awards.ofTenant('acme')).length

    it('makes all of them, one line of answer each', async () => {
      const answer = await post([1, 2, 3].map((n) => line(`a${n}@example.org`)).join('\n'))
      equal(answer.status, 201)
      equal(answer.headers.get('content-type'), 'application/x-ndjson; charset=utf-8')
      deepEqual(
        linesOf(answer).map(({ line: number, claimUrl }) => [number, typeof claimUrl]),
        [1, 2, 3].map((n) => [n, 'string']),
      )
      equal(await count(), 3)
      equal(((await bench.accounts.inbox?.()) ?? []).length, 3)
    })

    it('takes what a spreadsheet writes', async () => {
      const before = await count()
      const answer = await post(
        'template,email\r\nwelding,c@example.org\r\n',
        'text/csv; charset=utf-8',
      )
      equal(answer.status, 201, answer.text)
      equal(await count(), before + 1)
    })

    it('makes none when one line is wrong, and names it', async () => {
      const before = await count()
      const wrong = JSON.stringify({ template: 'flying', recipient: { email: 'a@example.org' } })
      const answer = await post([line('a@example.org'), wrong].join('\n'))
      deepEqual([answer.status, slugOf(answer)], [422, 'unreadable-batch'])
      deepEqual(
        (answer.body.errors as Fault[]).map(({ pointer, rule }) => [pointer, rule]),
        [['line 2', 'unknown-template']],
      )
      equal(await count(), before)
    })

    it('refuses another media type, no scope, and too large a body', async () => {
      const json = await post('[]', 'application/json')
      deepEqual([json.status, slugOf(json)], [422, 'unreadable-batch'])
      const weak = await post(
        line('a@example.org'),
        undefined,
        client('c', ['offers:write'], 'acme'),
      )
      equal(weak.status, 403)
      equal((await post('x'.repeat(9_000_000))).status, 413)
    })
  })
}
