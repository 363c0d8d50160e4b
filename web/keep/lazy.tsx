import { lazy, Suspense } from 'react'
import type { Verification } from '../verdict/verification.ts'

const Actions = lazy(() =>
  import('./verdict-actions.tsx').then((module) => ({ default: module.VerdictActions })),
)

const ReportAlone = lazy(() =>
  import('./report.tsx').then((module) => ({ default: module.Report })),
)

/** Fetched once there is a verdict: the first page has no need of it. */
export const LazyActions = ({ verification }: { readonly verification: Verification }) => (
  <Suspense fallback={null}>
    <Actions verification={verification} />
  </Suspense>
)

/** Where nothing could be read there is still something to report. */
export const LazyReport = () => (
  <div className="keep no-print">
    <Suspense fallback={null}>
      <ReportAlone />
    </Suspense>
  </div>
)
