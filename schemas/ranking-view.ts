/**
 * A ranking as it is answered.
 *
 * @module
 */

import Type, { type Static } from 'typebox'

const Amount = Type.Integer({ minimum: 0, description: 'Millionths.' })

/** How a skill of another framework came to count: SKOS mapping property, name and version of the crosswalk. */
const MappingView = Type.Object({
  from: Type.String({ description: 'The skill that the credential shows.' }),
  label: Type.String(),
  match: Type.Union([
    Type.Literal('exactMatch'),
    Type.Literal('closeMatch'),
    Type.Literal('broadMatch'),
    Type.Literal('narrowMatch'),
  ]),
  crosswalk: Type.String(),
})

const Crosswalks = Type.Optional(
  Type.Array(Type.String(), {
    description:
      'Name and version of each crosswalk that was looked in; absent when every skill is of the frameworks of the jobs.',
  }),
)

const ContributionView = Type.Object({
  skillId: Type.String(),
  label: Type.String(),
  /** `related`: not verified itself, but near to a verified skill; `title`: by the advert's title. */
  kind: Type.Union([Type.Literal('exact'), Type.Literal('related'), Type.Literal('title')]),
  amount: Amount,
  credentialId: Type.Optional(Type.String()),
  relatedTo: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  mapping: Type.Optional(MappingView),
})

const MissingView = Type.Object({
  skillId: Type.String(),
  label: Type.String(),
  importance: Type.String(),
  level: Type.Optional(Type.Integer()),
  gain: Amount,
  course: Type.Optional(Type.String()),
})

const ResultView = Type.Object({
  jobId: Type.String(),
  jobVersion: Type.Integer(),
  title: Type.String(),
  employer: Type.Optional(Type.String()),
  location: Type.Optional(Type.String()),
  remote: Type.Optional(Type.Boolean()),
  score: Amount,
  coverage: Type.Object({ met: Type.Integer(), of: Type.Integer() }),
  contributions: Type.Array(ContributionView),
  missing: Type.Array(MissingView),
  explanation: Type.Object({ brief: Type.String(), full: Type.String() }),
})

const Share = Type.Number({ minimum: 0, maximum: 1 })

const EvidenceView = Type.Object({
  skillId: Type.String(),
  label: Type.String(),
  credentialId: Type.String(),
  level: Type.Optional(Type.Integer()),
  assessment: Share,
  levelStated: Share,
  recency: Share,
  issuer: Share,
  /** Of a skill that a crosswalk brought: what its tie counts. */
  mapped: Type.Optional(Share),
  weight: Amount,
  mapping: Type.Optional(MappingView),
})

const GraphNode = Type.Object({
  id: Type.String(),
  kind: Type.Union([
    Type.Literal('credential'),
    /** A skill of another framework, as the credential shows it. */
    Type.Literal('mapped'),
    Type.Literal('exact'),
    Type.Literal('related'),
    Type.Literal('title'),
    Type.Literal('missing'),
    Type.Literal('job'),
  ]),
  label: Type.String(),
  amount: Amount,
  /** Of what is missing: what it would add. */
  gain: Type.Optional(Amount),
})

/** From credentials over skills to the job; what reaches the job is the score. */
const Graph = Type.Object({
  nodes: Type.Array(GraphNode),
  edges: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), amount: Amount })),
})

const NotCreditedView = Type.Object({
  credentialId: Type.Optional(Type.String()),
  skillId: Type.Optional(Type.String()),
  amount: Type.Literal(0),
  reason: Type.String({
    description:
      'One of credential-not-verified, credential-undetermined, holder-is-not-subject, issuer-not-registered, registry-not-reachable, framework-unknown, no-crosswalk, level-not-reached, not-an-open-badge.',
  }),
  message: Type.String(),
})

/** A course with what it certifies, what the job lacks first; or a skill that no course grants. */
const PathStepView = Type.Object({
  course: Type.Optional(Type.String()),
  courseTitle: Type.Optional(Type.String()),
  skills: Type.Array(
    Type.Object({ skillId: Type.String(), label: Type.String(), level: Type.Integer() }),
    { minItems: 1 },
  ),
  gain: Amount,
  score: Amount,
})

/** What would raise the score of one job most, each step on top of those before it. */
export const PathView = Type.Object({ score: Amount, steps: Type.Array(PathStepView) })

/** Everything that explains the place of one job in a ranking. */
export const JobExplanationView = Type.Object({
  rankingId: Type.String(),
  madeAt: Type.String(),
  place: Type.Integer({ minimum: 1 }),
  of: Type.Integer({ minimum: 1 }),
  result: ResultView,
  evidence: Type.Object({ policy: Type.String(), skills: Type.Array(EvidenceView) }),
  notCredited: Type.Array(NotCreditedView),
  graph: Graph,
  formula: Type.Object({ id: Type.String(), text: Type.String() }),
  taxonomyVersion: Type.String(),
  crosswalks: Crosswalks,
})

export const RankingView = Type.Object({
  rankingId: Type.String(),
  results: Type.Array(ResultView),
  notCredited: Type.Array(NotCreditedView),
  /** What each verified skill weighs; the parts' product is the weight. */
  evidence: Type.Object({
    policy: Type.String(),
    skills: Type.Array(EvidenceView),
  }),
  formula: Type.Object({ id: Type.String(), text: Type.String() }),
  taxonomyVersion: Type.String(),
  crosswalks: Crosswalks,
  contestUrl: Type.String(),
  /** The ranking that was contested and made again as this one; the one that was made of this. */
  replaces: Type.Optional(Type.String()),
  replacedBy: Type.Optional(Type.String()),
})

export type ExplanationGraph = Static<typeof Graph>
export type JobExplanation = Static<typeof JobExplanationView>
export type UpskillingPath = Static<typeof PathView>
export type RankingAnswer = Static<typeof RankingView>
