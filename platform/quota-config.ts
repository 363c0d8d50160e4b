import { ConfigError } from './config-error.ts'

/** What an API client may do; a limit that is absent does not limit. */
export interface QuotaLimits {
  readonly requestsPerMinute?: number
  /** Credentials checked in a day. */
  readonly credentialsPerDay?: number
}

/** Largest limit that can be set. */
export const MOST_REQUESTS_PER_MINUTE = 1_000_000
export const MOST_CREDENTIALS_PER_DAY = 1_000_000_000

/** In development clients are not limited unless one says so. */
const IN_PRODUCTION: Required<QuotaLimits> = { requestsPerMinute: 6000, credentialsPerDay: 100_000 }

/**
 * Limits of clients that have none of their own.
 *
 * @throws {ConfigError}
 */
export function readQuotas(
  env: Readonly<Record<string, string | undefined>>,
  { production }: { readonly production: boolean },
): QuotaLimits {
  const requestsPerMinute = readLimit(env, {
    name: 'CLIENT_REQUESTS_PER_MINUTE',
    most: MOST_REQUESTS_PER_MINUTE,
    otherwise: production ? IN_PRODUCTION.requestsPerMinute : undefined,
  })
  const credentialsPerDay = readLimit(env, {
    name: 'CLIENT_CREDENTIALS_PER_DAY',
    most: MOST_CREDENTIALS_PER_DAY,
    otherwise: production ? IN_PRODUCTION.credentialsPerDay : undefined,
  })
  return {
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    ...(credentialsPerDay !== undefined && { credentialsPerDay }),
  }
}

function readLimit(
  env: Readonly<Record<string, string | undefined>>,
  {
    name,
    most,
    otherwise,
  }: { readonly name: string; readonly most: number; readonly otherwise: number | undefined },
): number | undefined {
  const text = env[name]
  if (!text) return otherwise
  if (text === 'none') return undefined
  const limit = /^\d{1,10}$/.test(text) ? Number(text) : 0
  if (limit >= 1 && limit <= most) return limit
  throw new ConfigError(`${name}=${text} must be from 1 to ${most}, or none`)
}
