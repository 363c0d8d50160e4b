import type { FairnessReport } from './report.ts'

const HEAD =
  'dimension,category,people,scoring_rate,impact_ratio,suppressed,under_two_percent,alert'

/** One line for each group; empty where a group is too small to be shown. */
export const fairnessCsv = ({ groups }: FairnessReport): string =>
  [
    HEAD,
    ...groups.map(({ dimension, category, people, rate, impactRatio, ...flags }) =>
      [
        ...[dimension, category, people ?? '', fixed(rate), fixed(impactRatio)],
        ...[flags.suppressed, flags.tooFew, flags.alert],
      ].join(','),
    ),
    '',
  ].join('\r\n')

const fixed = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(4))
