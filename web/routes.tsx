import { type ComponentType, lazy } from 'react'
import { match, type Parameters } from './router/match.ts'

export type PageComponent = ComponentType<{ readonly parameters: Parameters }>

/** A page in a file of its own, fetched when one goes there. */
const page = (load: () => Promise<PageComponent>): PageComponent =>
  lazy(async () => ({ default: await load() }))

/** Every page but those that verify (`verify/app.tsx`); the first pattern that fits has it. */
const PAGES: readonly (readonly [string, PageComponent])[] = [
  ['/', page(() => import('./pages/home/home.tsx').then((file) => file.Home))],
  ['/sign-in', page(() => import('./pages/sign-in/sign-in.tsx').then((file) => file.SignIn))],
  [
    '/sign-in/check',
    page(() => import('./pages/sign-in/link-sent.tsx').then((file) => file.CheckMail)),
  ],
  ['/courses', page(() => import('./pages/courses/courses.tsx').then((file) => file.Courses))],
  ['/courses/:slug', page(() => import('./pages/courses/course.tsx').then((file) => file.Course))],
  [
    '/courses/:slug/modules/:id',
    page(() => import('./pages/module/module.tsx').then((file) => file.Module)),
  ],
  [
    '/role-plays',
    page(() => import('./pages/role-plays/role-plays.tsx').then((file) => file.RolePlays)),
  ],
  [
    '/role-plays/:scenario',
    page(() => import('./pages/role-plays/begin.tsx').then((file) => file.BeginRolePlay)),
  ],
  [
    '/role-plays/:scenario/:id',
    page(() =>
      import('./pages/role-plays/conversation.tsx').then((file) => file.RolePlayConversation),
    ),
  ],
  [
    '/courses/:slug/assessment',
    page(() => import('./pages/assessment/assessment.tsx').then((file) => file.Assessment)),
  ],
  [
    '/assessments/:id',
    page(() => import('./pages/assessment/result.tsx').then((file) => file.Result)),
  ],
  [
    '/certificates',
    page(() => import('./pages/certificates/certificates.tsx').then((file) => file.Certificates)),
  ],
  [
    '/certificates/:id',
    page(() => import('./pages/certificates/certificate.tsx').then((file) => file.Certificate)),
  ],
  [
    '/profiles',
    page(() => import('./pages/profiles/profiles-page.tsx').then((file) => file.Profiles)),
  ],
  ['/history', page(() => import('./pages/history/history.tsx').then((file) => file.History))],
  ['/present', page(() => import('./pages/present/present.tsx').then((file) => file.Present))],
  [
    '/wallet/authorized',
    page(() => import('./pages/wallet/authorized.tsx').then((file) => file.Authorized)),
  ],
  ['/unlock', page(() => import('./pages/wallet/unlock.tsx').then((file) => file.Unlock))],
  ['/jobs', page(() => import('./pages/jobs/jobs.tsx').then((file) => file.Jobs))],
  ['/rankings/:id', page(() => import('./pages/ranking/ranking.tsx').then((file) => file.Ranking))],
  [
    '/rankings/:id/jobs/:jobId',
    page(() => import('./pages/ranking/place.tsx').then((file) => file.Place)),
  ],
  [
    '/rankings/:id/contest',
    page(() => import('./pages/jobs/contest-ranking.tsx').then((file) => file.ContestRanking)),
  ],
  [
    '/authorize/:request',
    page(() => import('./pages/authorize/authorize.tsx').then((file) => file.Authorize)),
  ],
  ['/grants/:request', page(() => import('./pages/grants/grant.tsx').then((file) => file.Grant))],
  [
    '/employers',
    page(() => import('./pages/employers/employers.tsx').then((file) => file.Employers)),
  ],
  ['/employer', page(() => import('./pages/employer/my-jobs.tsx').then((file) => file.MyJobs))],
  [
    '/employer/new',
    page(() => import('./pages/employer/edit-job.tsx').then((file) => file.NewJob)),
  ],
  [
    '/employer/import',
    page(() => import('./pages/employer/import-jobs.tsx').then((file) => file.ImportJobs)),
  ],
  [
    '/employer/drafts/:id',
    page(() => import('./pages/employer/edit-job.tsx').then((file) => file.ConfirmDraft)),
  ],
  [
    '/employer/jobs/:id',
    page(() => import('./pages/employer/one-job.tsx').then((file) => file.OneJob)),
  ],
  [
    '/employer/jobs/:id/edit',
    page(() => import('./pages/employer/edit-job.tsx').then((file) => file.EditJob)),
  ],
  [
    '/employer/receipts',
    page(() => import('./pages/checks/receipts.tsx').then((file) => file.Receipts)),
  ],
  [
    '/employer/receipts/:id',
    page(() => import('./pages/checks/receipt.tsx').then((file) => file.Receipt)),
  ],
  [
    '/employer/requests',
    page(() => import('./pages/checks/requests.tsx').then((file) => file.Requests)),
  ],
  [
    '/employer/requests/:id',
    page(() => import('./pages/checks/request.tsx').then((file) => file.PresentationRequest)),
  ],
  [
    '/employer/watches',
    page(() => import('./pages/checks/watches.tsx').then((file) => file.Watches)),
  ],
  [
    '/employer/registries',
    page(() => import('./pages/checks/registries.tsx').then((file) => file.Registries)),
  ],
  ['/ranking-stop', page(() => import('./pages/stop/stop.tsx').then((file) => file.Stop))],
  ['/claim/:code', page(() => import('./pages/claim/claim.tsx').then((file) => file.Claim))],
  ['/org', page(() => import('./pages/org/org.tsx').then((file) => file.Org))],
  [
    '/assurance',
    page(() => import('./pages/assurance/assurance.tsx').then((file) => file.Assurance)),
  ],
  ['/quality', page(() => import('./pages/quality/quality.tsx').then((file) => file.Quality))],
  [
    '/quality/:course',
    page(() => import('./pages/quality/quality.tsx').then((file) => file.Quality)),
  ],
  ['/review', page(() => import('./pages/review/queue.tsx').then((file) => file.Queue))],
  ['/review/:id', page(() => import('./pages/review/review.tsx').then((file) => file.Review))],
  [
    '/ranking-model',
    page(() => import('./pages/fairness/ranking-model.tsx').then((file) => file.RankingModel)),
  ],
  ['/fairness', page(() => import('./pages/fairness/fairness.tsx').then((file) => file.Fairness))],
  ['/cases', page(() => import('./pages/cases/cases.tsx').then((file) => file.Cases))],
  ['/me', page(() => import('./pages/me/me.tsx').then((file) => file.Me))],
  ['/erased', page(() => import('./pages/me/erased.tsx').then((file) => file.Erased))],
  ['/dev/inbox', page(() => import('./pages/inbox/inbox.tsx').then((file) => file.Inbox))],
]

export interface Route {
  readonly Page: PageComponent
  readonly parameters: Parameters
}

/** The page at a path; `undefined` where there is none. */
export function routeOf(path: string): Route | undefined {
  for (const [pattern, Page] of PAGES) {
    const parameters = match(pattern, path)
    if (parameters) return { Page, parameters }
  }
  return undefined
}
