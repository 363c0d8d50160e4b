import { DEMO_CLIENT } from '../accounts/index.ts'
import type { RunningServer } from './start-server.ts'

/** What to open, and the client to try the interface with. */
export function banner({ config, readyMs }: RunningServer): string {
  const lines = [
    `Brevet is ready after ${(readyMs / 1000).toFixed(1)} s on ${config.publicUrl}`,
    `  pages        ${config.publicUrl}/`,
    `  verify       ${config.publicUrl}/verify`,
    `  interface    ${config.publicUrl}/docs`,
  ]
  const development = [
    `  mails        ${config.publicUrl}/dev/inbox   (sign in with any address; the link lands here)`,
    `  demo client  ${DEMO_CLIENT.clientId} / ${DEMO_CLIENT.clientSecret}`,
    'This is a demonstration: set NODE_ENV=production and PUBLIC_URL for the real thing.',
  ]
  return `${[...lines, ...(config.production ? [] : development)].join('\n')}\n`
}
