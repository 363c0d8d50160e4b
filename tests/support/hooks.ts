import { sharePostgres, stopPostgres } from './postgres.ts'

/** Several processes run the tests: one PostgreSQL for all of them. Alone, it is started at its first use. */
export const mochaGlobalSetup = async (): Promise<void> => {
  if (process.env.BREVET_TEST_JOBS) await sharePostgres()
}

export const mochaGlobalTeardown = async (): Promise<void> => {
  await stopPostgres()
}
