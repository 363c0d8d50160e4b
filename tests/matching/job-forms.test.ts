import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { readCsv } from '../../matching/jobs/forms/csv.ts'
import { readDocument } from '../../matching/jobs/forms/document.ts'
import type { ReadJob } from '../../matching/jobs/forms/read-job.ts'
import { Problem } from '../../platform/problem.ts'
import { createSkills } from '../../skills/index.ts'

const skills = createSkills({ publicUrl: 'https://brevet.example' })

type Job = Readonly<Record<string, unknown>> & {
  readonly skills: readonly unknown[]
  readonly words: readonly unknown[]
}
const jobsIn = (read: readonly ReadJob[]): readonly Job[] =>
  read.flatMap((one) => ('job' in one ? [one.job as Job] : []))
const faultsIn = (read: readonly ReadJob[]) =>
  read.flatMap((one) => ('faults' in one ? [[one.line, one.faults[0]?.rule]] : []))
const csv = (...lines: readonly string[]) => readCsv(lines.join('\n'), skills)
const document = (value: unknown) => readDocument(JSON.stringify(value), 'acme')

describe('jobs in a spreadsheet', () => {
  it('are read by their columns, skills by code, address and level', () => {
    const [job] = jobsIn(
      csv(
        'id,title,employer,language,location,workplace,permit,expires,must_have,nice_to_have',
        'a-1,Painter,Acme,fr,Fès,Hybrid,required,2027-01-31,check-ai-output@2 | https://s.example/1,spot-ai-bias',
      ),
    )
    deepEqual(job, {
      id: 'a-1',
      title: 'Painter',
      employer: 'Acme',
      language: 'fr',
      location: 'Fès',
      workplace: 'hybrid',
      permit: 'required',
      expires: '2027-01-31',
      skills: [
        { id: 'check-ai-output', importance: 'essential', level: 2 },
        { id: 'https://s.example/1', importance: 'essential' },
        { id: 'spot-ai-bias', importance: 'optional' },
      ],
      words: [],
    })
  })

  it('keep words that name no skill known here as words', () => {
    const [job] = jobsIn(csv('id,title,must_have', 'a,Painter,paint walls | check-ai-output'))
    deepEqual(job?.words, [{ text: 'paint walls', importance: 'essential' }])
    equal(job?.skills.length, 1)
  })

  it('may be parted by semicolons, as spreadsheets of many countries write them', () => {
    const [job] = jobsIn(csv('\uFEFFid;title;must_have', 'a;"Peintre; murs";"spot-ai-bias@1"'))
    deepEqual([job?.id, job?.title, job?.skills.length], ['a', 'Peintre; murs', 1])
  })

  it('are counted by the line they begin on, also behind cells of several lines', () => {
    const read = csv('id,title,description', 'a,One,"two', 'lines"', '', 'b,Two,x')
    deepEqual(
      read.map(({ line }) => line),
      [2, 5],
    )
  })

  it('lose nothing but the row that is broken', () => {
    const read = csv('id,title,must_have', 'a,One,spot-ai-bias', 'b,Two', 'c,Three,spot-ai-bias')
    deepEqual(
      jobsIn(read).map(({ id }) => id),
      ['a', 'c'],
    )
    deepEqual(faultsIn(read), [[3, 'csv']])
  })

  it('are refused whole when a column means nothing', () => {
    throws(
      () => csv('id,title,salary', 'a,One,1'),
      (error) => {
        ok(error instanceof Problem)
        equal(error.faults[0]?.pointer, 'line 1/salary')
        match(error.detail ?? '', /must_have/)
        return true
      },
    )
  })
})

const posting = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  identifier: { '@type': 'PropertyValue', name: 'Acme', value: '4711' },
  title: 'Painter',
  description: '<p>Paints &amp; sings.</p><ul><li>Walls</li></ul>',
  hiringOrganization: { '@type': 'Organization', name: 'Acme' },
  jobLocation: { '@type': 'Place', address: { addressLocality: 'Fès', addressCountry: 'MA' } },
  jobLocationType: 'TELECOMMUTE',
  eligibilityToWorkRequirement: 'A Moroccan work permit',
  inLanguage: 'fr-MA',
  validThrough: '2027-01-31T18:00',
  skills: [{ '@type': 'DefinedTerm', '@id': 'https://s.example/1', name: 'paint walls' }],
}

describe('jobs published as schema.org JobPosting', () => {
  it('are read with all that we keep, their HTML as text', () => {
    deepEqual(jobsIn(document(posting)), [
      {
        id: 'acme:4711',
        title: 'Painter',
        description: 'Paints & sings.\nWalls',
        employer: 'Acme',
        language: 'fr',
        location: 'Fès',
        workplace: 'remote',
        permit: 'required',
        expires: '2027-01-31T18:00:00Z',
        skills: [{ id: 'https://s.example/1', importance: 'essential', label: 'paint walls' }],
        words: [],
      },
    ])
  })

  it('are found in lists, graphs and item lists, beside what a page says of itself', () => {
    const second = { ...posting, identifier: 'b' }
    const page = { '@type': 'WebSite', name: 'Acme' }
    for (const holder of [
      [posting, second],
      { '@context': 'https://schema.org', '@graph': [page, posting, second] },
      { itemListElement: [posting, second].map((item) => ({ '@type': 'ListItem', item })) },
    ]) {
      deepEqual(
        jobsIn(document(holder)).map(({ id }) => id),
        ['acme:4711', 'acme:b'],
      )
    }
  })

  it('are read under every way of writing schema.org', () => {
    const [job] = jobsIn(
      document({
        '@type': ['http://schema.org/JobPosting'],
        'http://schema.org/url': 'https://acme.example/jobs/1?x=y',
        'schema:title': [{ '@value': 'Painter' }],
        'https://schema.org/skills': 'paint walls, mix colours',
      }),
    )
    match(String(job?.id), /^acme:[0-9a-f]{32}$/)
    equal(job?.title, 'Painter')
    deepEqual(job?.words, [
      { text: 'paint walls', importance: 'essential' },
      { text: 'mix colours', importance: 'essential' },
    ])
  })

  it('have the same id each time, and none without anything that tells them apart', () => {
    const twice = [1, 2].map(() => jobsIn(document({ ...posting, identifier: 'ا ب' }))[0]?.id)
    equal(twice[0], twice[1])
    const { identifier: _, ...nameless } = posting
    deepEqual(faultsIn(document([posting, nameless])), [[2, 'required']])
  })
})

describe('jobs of personnel systems', () => {
  it('are read from HR Open position openings, each profile by itself', () => {
    const profile = (value: number) => ({
      positionId: { value },
      positionTitle: 'Painter',
      positionLocation: [{ city: 'Fès' }],
      positionOrganizations: [{ name: 'Acme' }],
      postingInstructions: [{ start: '2026-01-01', end: '2027-01-31' }],
      positionFormattedDescriptions: [{ content: '<b>Walls</b>' }],
      positionCompetencies: [
        { competencyId: { value: 'https://s.example/1' }, competencyName: 'paint walls' },
        { competencyName: 'mix colours', required: false },
      ],
    })
    const read = document([
      { documentId: { value: 'd' }, language: 'en-US', positionProfiles: [profile(1), profile(2)] },
    ])
    const [job, second] = jobsIn(read)
    equal(second?.id, 'acme:2')
    deepEqual(job, {
      id: 'acme:1',
      title: 'Painter',
      description: 'Walls',
      employer: 'Acme',
      language: 'en',
      location: 'Fès',
      expires: '2027-01-31',
      skills: [{ id: 'https://s.example/1', label: 'paint walls', importance: 'essential' }],
      words: [{ text: 'mix colours', importance: 'optional' }],
    })
  })

  it('are read from JSON Resume job descriptions, whose skills are words', () => {
    const [job] = jobsIn(
      document({
        title: 'Web developer',
        company: 'Acme',
        date: '2026-10',
        description: 'Builds pages.',
        responsibilities: ['Tests them.'],
        remote: 'Full',
        location: { city: 'Rabat' },
        skills: [{ name: 'HTML', level: 'Master', keywords: ['CSS', 'HTML'] }],
      }),
    )
    deepEqual([job?.workplace, job?.location, job?.employer], ['remote', 'Rabat', 'Acme'])
    equal(job?.description, 'Builds pages.\nTests them.')
    deepEqual(
      job?.words.map((word) => (word as { text: string }).text),
      ['HTML', 'CSS'],
    )
  })

  it('are read in our own form, too', () => {
    const own = { id: 'x', title: 'Painter', skills: [{ id: 'a', importance: 'essential' }] }
    deepEqual(jobsIn(document(own)), [{ words: [], ...own }])
  })

  it('are reported where they have no form known here', () => {
    deepEqual(faultsIn(document([posting, 3, { name: 'x' }])), [
      [2, 'form'],
      [3, 'form'],
    ])
    deepEqual(faultsIn(document({ '@type': 'WebSite' })), [[1, 'form']])
    deepEqual(faultsIn(document([])), [[1, 'form']])
  })

  it('are refused whole when the file is not JSON', () => {
    throws(() => readDocument('{"a":', 'acme'), Problem)
  })
})
