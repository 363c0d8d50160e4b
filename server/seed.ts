/**
 * What a new installation begins with.
 *
 * @module
 */

import { DEMO_EMPLOYER } from '../accounts/index.ts'
import { ESCO } from '../matching/index.ts'
import jobs from './development/jobs.json' with { type: 'json' }
import type { Services } from './services.ts'

/** The issuer of the courses is known to the verifier like any other: by an entry in its registry. */
export async function registerOwnIssuer({ issuer, verifier, skills }: Services): Promise<void> {
  const { course } = await issuer.dids()
  const frameworks = [skills.framework.id, ESCO]
  await verifier.registry.ensureIssuer({ did: course, name: 'Brevet Academy', frameworks })
}

/** People, a client, instances and jobs to look at on a fresh clone. Every start in development calls it. */
export async function seedDevelopment(services: Services): Promise<void> {
  const { accounts, issuer, verifier, skills, matching } = services
  await accounts.seedDevelopment()
  await issuer.seedDevelopment()
  const { demo, demoEs256 } = await issuer.dids()
  const frameworks = [skills.framework.id, ESCO]
  for (const did of [demo, demoEs256]) {
    await verifier.registry.ensureIssuer({ did, name: 'Brevet (demonstration)', frameworks })
  }
  await matching.jobs.putLines(
    DEMO_EMPLOYER,
    jobs.map((job) => JSON.stringify(job)),
  )
}
