import { deepEqual, equal, ok } from 'node:assert/strict'
import { getMigrations } from 'better-auth/db/migration'
import { accountsMigrations } from '../../accounts/index.ts'
import { authOptions } from '../../accounts/sign-in/auth.ts'
import { readConfig } from '../../platform/config.ts'
import { systemRandom } from '../../platform/id.ts'
import { captureLog } from '../platform/support/log.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { NOW } from './harness.ts'

describeOnBothDatabases('the tables of accounts', accountsMigrations, (open) => {
  const options = (environment: Record<string, string> = {}) =>
    authOptions({
      db: open(),
      config: readConfig(environment),
      clock: () => NOW,
      random: systemRandom,
      log: captureLog(),
      secret: systemRandom(32),
      sendLink: async () => {},
    })

  it('leave better-auth nothing to add or to mend', async () => {
    const plan = await getMigrations(options())
    deepEqual(
      [plan.toBeCreated, plan.toBeAdded, plan.toBeAddedIndexes, plan.schemaProblems],
      [[], [], [], []],
    )
  })

  it('are all in our names', () => {
    const { user, session, account, verification } = options()
    for (const { modelName } of [user, session, account, verification]) {
      ok(modelName.startsWith('accounts_'))
    }
  })
})

describeOnBothDatabases('the settings of better-auth', accountsMigrations, (open) => {
  const log = captureLog()
  const options = (environment: Record<string, string> = {}) =>
    authOptions({
      db: open(),
      config: readConfig(environment),
      clock: () => NOW,
      random: systemRandom,
      log,
      secret: systemRandom(32),
      sendLink: async () => {},
    })

  it('trust the public address alone in production', () => {
    const production = { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:9' }
    const made = options({ ...production, PUBLIC_URL: 'https://brevet.example' })
    deepEqual(made.trustedOrigins, ['https://brevet.example'])
    equal(made.advanced.useSecureCookies, true)
    deepEqual(options().trustedOrigins, ['http://localhost:3000', 'http://127.0.0.1:3000'])
  })

  it('check origins, whatever the environment says, and tell nobody about us', () => {
    const { advanced, telemetry } = options()
    deepEqual(
      [advanced.disableCSRFCheck, advanced.disableOriginCheck, telemetry.enabled],
      [false, false, false],
    )
    equal(advanced.ipAddress.disableIpTracking, true)
  })

  it('log what it says without the things it says it about', () => {
    const { logger } = options()
    logger.log?.('error', 'something failed', { email: 'lina@example.org' })
    logger.log?.('warn', 'something is odd', 'lina@example.org')
    deepEqual(
      log.lines.slice(-2).map(({ level, message, fields }) => [level, message, fields]),
      [
        ['error', 'something failed', { from: 'better-auth' }],
        ['warn', 'something is odd', { from: 'better-auth' }],
      ],
    )
  })
})
