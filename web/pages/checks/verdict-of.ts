import type { Verdict } from '../../verdict/headline.ts'

/** What an outcome of the server is called on a page. */
export const VERDICT_OF: Readonly<Record<'passed' | 'failed' | 'undetermined', Verdict>> = {
  passed: 'valid',
  failed: 'invalid',
  undetermined: 'undetermined',
}
