import { stopPostgres } from './postgres.ts'

export const mochaGlobalTeardown = async (): Promise<void> => {
  await stopPostgres()
}
