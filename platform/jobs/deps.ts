import type { Ground } from '../ground.ts'

/** What a job runner needs of the ground. */
export type JobDeps = Pick<Ground, 'clock' | 'log' | 'random'>
