/** Ties of a crosswalk that count, the best first. */
export const MATCHES = ['exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch'] as const

/** What `/api/ranking-model` answers. */
export interface ModelCard {
  readonly text: string
  readonly formula: string
  readonly niceToHave: number
  readonly policies: readonly string[]
  readonly policy: {
    readonly assurance: Readonly<
      Record<'proctored' | 'identity-verified' | 'self-asserted', number>
    >
    readonly notReviewed: number
    readonly noRecord: number
    readonly levelNotStated: number
    readonly recency: { readonly halfLifeDays: number; readonly floor: number }
    readonly otherIssuers: number
    readonly crosswalks?: Readonly<Record<(typeof MATCHES)[number], number>>
  }
  readonly measured: {
    readonly formula: string
    readonly taxonomy: string
    readonly measuredOn: string
    readonly sets: readonly MeasuredSet[]
  }
}

interface MeasuredSet {
  readonly set: string
  readonly titles: 'visible' | 'hidden'
  readonly profiles: number
  readonly jobs: number
  readonly systems: readonly { readonly system: string; readonly ndcg10: number }[]
}
