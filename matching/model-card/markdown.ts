/**
 * The model card as a document for the repository.
 *
 * @module
 */

import type { MeasuredSet, ModelCard } from './card.ts'

const share = (value: number): string => value.toFixed(3).replace(/^0/, '')

export function modelCardMarkdown(card: ModelCard): string {
  const { formula, parts, niceToHave, policy, sees, measured } = card
  const { assurance, recency, crosswalks } = policy
  return [
    '# Model card: the ranking of jobs',
    '',
    'Written by `npm run brevet -- model-card`; the page `/ranking-model` says the same in four languages.',
    '',
    '| | |',
    '|---|---|',
    `| formula | \`${formula}\`: cosine of skills (${parts.exact}), words of their names (${parts.words}), occupations that need both (${parts.near}), title (${parts.title}); a nice-to-have counts ${niceToHave} of a must-have |`,
    `| what it knows of a person | ${sees.map((one) => `\`${one}\``).join(', ')}; no name, photo, age, gender, address, school, place of issue |`,
    `| evidence policy | \`${policy.id}\`, since ${policy.since}, \`matching/evidence/${policy.id.replace('evidence', 'policy')}.json\` |`,
    `| assessment | proctored ${assurance.proctored}, identity verified ${assurance['identity-verified']}, self-asserted ${assurance['self-asserted']}; not reviewed by a person × ${policy.notReviewed}; no record ${policy.noRecord} |`,
    `| level | stated 1, not stated ${policy.levelNotStated} |`,
    `| recency | halves every ${recency.halfLifeDays} days, never below ${recency.floor} |`,
    `| issuer | every registered issuer ${policy.otherIssuers}${Object.keys(policy.issuers).length > 0 ? ', but for those the policy names' : ', ours too'}; not registered: 0 |`,
    ...(crosswalks
      ? [
          `| crosswalks | a skill of another framework than the jobs' counts by a published crosswalk, in the version that the ranking names: exactMatch × ${crosswalks.exactMatch}, closeMatch × ${crosswalks.closeMatch}; broadMatch × ${crosswalks.broadMatch} and narrowMatch × ${crosswalks.narrowMatch}, as related, not verified; relatedMatch never |`,
        ]
      : []),
    '| meant for | ranking jobs for a person, and consenting people for a job, as one input of a human decision |',
    '| not meant for | rejecting anybody automatically; saying what somebody cannot do |',
    '| contest | every ranking, by its address, without an account; answered by a person within thirty days; ranked again where the contest was right |',
    '',
    `## Measured${measured.measuredOn ? ` on ${measured.measuredOn}` : ''}`,
    '',
    `By \`${measured.formula || 'nothing yet'}\`, taxonomy ${measured.taxonomy || 'none'}; nDCG@10 (linear gain) with its 95 % bootstrap interval, every skill at full weight.`,
    '',
    ...tableOf(measured.sets),
    '',
  ].join('\n')
}

function tableOf(sets: readonly MeasuredSet[]): readonly string[] {
  const names = [...new Set(sets.flatMap(({ systems }) => systems.map(({ system }) => system)))]
  const cell = ({ systems }: MeasuredSet, name: string): string => {
    const found = systems.find(({ system }) => system === name)
    if (!found) return ''
    return `${share(found.ndcg10)} (${share(found.low)}–${share(found.high)})`
  }
  return [
    `| set | profiles | jobs | titles | ${names.join(' | ')} |`,
    `|---|---|---|---|${names.map(() => '---|').join('')}`,
    ...sets.map((one) => {
      const { set, profiles, jobs, titles } = one
      return `| ${set} | ${profiles} | ${jobs} | ${titles} | ${names.map((name) => cell(one, name)).join(' | ')} |`
    }),
  ]
}
