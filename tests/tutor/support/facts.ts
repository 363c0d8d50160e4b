import { CRITERIA } from './course.ts'

/** Three facts per criterion of the test course, each in a sentence of its own. */
const FACTS: Readonly<Record<(typeof CRITERIA)[number], readonly string[]>> = {
  errors: ['census of 2004', 'date is wrong', 'the law is not named'],
  evidence: ['statistics office', 'official bulletin', 'compared both tables'],
  correction: ['now reads eighteen thousand', 'removed the second sentence', 'added the article'],
  residual: ['could not settle', 'still open', 'ask the registrar'],
}

/** For `Criterion errors` and the like. */
export const factsOf = (criterion: string): readonly string[] =>
  FACTS[criterion.split(' ').at(-1) as (typeof CRITERIA)[number]]

const SENTENCES: Readonly<Record<string, string>> = {
  'census of 2004':
    'The number of people contradicts the census of 2004, which I looked up myself.',
  'date is wrong': 'I also found that the date is wrong by six years in the first line.',
  'the law is not named': 'In the second half the law is not named, so nobody can check it.',
  'statistics office':
    'For the population I used the table of the statistics office from last spring.',
  'official bulletin': 'For the permit I searched the official bulletin under market and stall.',
  'compared both tables':
    'Where they differed I compared both tables line by line with a colleague.',
  'now reads eighteen thousand': 'The first line now reads eighteen thousand four hundred people.',
  'removed the second sentence':
    'I removed the second sentence because it claims what no text says.',
  'added the article': 'Instead I added the article of the decree that really deals with stalls.',
  'could not settle': 'One thing I could not settle is the number of seasonal residents.',
  'still open': 'It is still open whether small stalls need the permit as well.',
  'ask the registrar': 'Before it is printed somebody should ask the registrar about both points.',
}

/** An answer that shows `level` facts for every criterion, or by criterion. */
export function answerAt(
  level: number | Partial<Record<(typeof CRITERIA)[number], number>>,
): string {
  const wanted = (criterion: (typeof CRITERIA)[number]) =>
    typeof level === 'number' ? level : (level[criterion] ?? 3)
  const sentences = CRITERIA.flatMap((criterion) =>
    FACTS[criterion].slice(0, wanted(criterion)).map((fact) => SENTENCES[fact] ?? ''),
  )
  return [
    'I read the draft twice and made notes before I changed anything in it.',
    ...sentences,
  ].join(' ')
}
