/** One answer of a decided assessment. */
export interface GivenAnswer {
  readonly assessmentId: string
  readonly itemId: string
  readonly correct: boolean
}

export type ItemWarning = 'too-easy' | 'too-hard' | 'does-not-tell-apart'

/** How a question works. */
export interface ItemQuality {
  readonly itemId: string
  readonly answers: number
  /** Share of right answers: the higher, the easier. */
  readonly difficulty: number
  /** Correlation with the rest of the form: whether those who know more answer it more often. */
  readonly discrimination: number | undefined
  readonly warnings: readonly ItemWarning[]
}

/** Fewer answers tell nothing. */
export const ENOUGH_ANSWERS = 30

/** Statistics of every question asked, the one that tells apart least first. */
export function itemQuality(answers: readonly GivenAnswer[]): readonly ItemQuality[] {
  const totals = new Map<string, number>()
  for (const { assessmentId, correct } of answers) {
    totals.set(assessmentId, (totals.get(assessmentId) ?? 0) + Number(correct))
  }
  return [...Map.groupBy(answers, ({ itemId }) => itemId)]
    .map(([itemId, given]) => qualityOf(itemId, given, totals))
    .sort(
      (a, b) =>
        (a.discrimination ?? 2) - (b.discrimination ?? 2) || a.itemId.localeCompare(b.itemId, 'en'),
    )
}

function qualityOf(
  itemId: string,
  given: readonly GivenAnswer[],
  totals: ReadonlyMap<string, number>,
): ItemQuality {
  const right = given.map(({ correct }) => Number(correct))
  const rest = given.map(
    ({ assessmentId, correct }) => (totals.get(assessmentId) ?? 0) - Number(correct),
  )
  const quality = {
    ...{ itemId, answers: given.length, difficulty: mean(right) },
    discrimination: correlation(right, rest),
  }
  return { ...quality, warnings: warningsOf(quality) }
}

function warningsOf({
  answers,
  difficulty,
  discrimination = 1,
}: Omit<ItemQuality, 'warnings'>): readonly ItemWarning[] {
  if (answers < ENOUGH_ANSWERS) return []
  const found: readonly (readonly [ItemWarning, boolean])[] = [
    ['too-easy', difficulty > 0.95],
    ['too-hard', difficulty < 0.25],
    ['does-not-tell-apart', discrimination < 0.1],
  ]
  return found.flatMap(([warning, is]) => (is ? [warning] : []))
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length

/** Pearson's; `undefined` where one side never varies. */
export function correlation(a: readonly number[], b: readonly number[]): number | undefined {
  const meanA = mean(a)
  const meanB = mean(b)
  let ab = 0
  let aa = 0
  let bb = 0
  for (const [at, valueA] of a.entries()) {
    const dA = valueA - meanA
    const dB = (b[at] ?? 0) - meanB
    ab += dA * dB
    aa += dA * dA
    bb += dB * dB
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : undefined
}
