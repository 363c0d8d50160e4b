/**
 * The only file that reads the environment.
 *
 * @module
 */

import { resolve } from 'node:path'
import { ConfigError } from './config-error.ts'
import {
  type IssuingAlgorithm,
  type KeyStoreConfig,
  readIssuingAlgorithm,
  readKeyStore,
} from './key-store-config.ts'
import type { LogLevel } from './log.ts'
import {
  type ModelConfig,
  readModel,
  readRegion,
  readTutorLimits,
  type TutorLimits,
} from './model-config.ts'
import { type QuotaLimits, readQuotas } from './quota-config.ts'
import { readWallets, type WalletsConfig } from './wallet-profile-config.ts'

export { ConfigError } from './config-error.ts'
export type { KmsConfig, Pkcs11Config } from './key-store-config.ts'
export type { ModelConfig, TutorLimits } from './model-config.ts'
export type { QuotaLimits } from './quota-config.ts'
export type { WalletsConfig } from './wallet-profile-config.ts'

export type ServiceName =
  | 'accounts'
  | 'courses'
  | 'tutor'
  | 'issuer'
  | 'wallet'
  | 'verifier'
  | 'matching'

export const SERVICE_NAMES: readonly ServiceName[] = [
  'accounts',
  'courses',
  'tutor',
  'issuer',
  'wallet',
  'verifier',
  'matching',
]

export interface Config {
  readonly production: boolean
  readonly host: string
  readonly port: number
  /** Origin without trailing slash, e.g. `https://brevet.example`. */
  readonly publicUrl: string
  readonly dataDir: string
  /** `undefined`: SQLite in `dataDir`. */
  readonly databaseUrl: string | undefined
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  readonly services: ReadonlySet<ServiceName>
  readonly logLevel: LogLevel
  /** `host:port` pairs that outgoing requests may reach although private; development only. */
  readonly fetchAllow: ReadonlySet<string>
  /** Number of proxies in front whose `x-forwarded-*` are believed. */
  readonly trustProxy: number
  /** Threads that the jobs are parted among; 1: they are ranked in the server's own. */
  readonly rankingThreads: number
  /** What API clients may do that have no limits of their own. */
  readonly quotas: QuotaLimits
  /** SMTP URL; `undefined`: the development inbox page. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** File of certificates (PEM) of the authorities whose chains verify; none when absent. */
  readonly trustAnchors: string | undefined
  /** What is demanded of wallets that come for a certificate. */
  readonly wallets: WalletsConfig
  /** Encrypts key files at rest when set. */
  readonly keyPassphrase: string | undefined
  /** Where new signing keys are made. */
  readonly keyStore: KeyStoreConfig
  /** Algorithm of the keys that sign certificates of courses, demonstrations and organisations. */
  readonly issuingAlgorithm: IssuingAlgorithm
  /** Language model of tutor and grader; `undefined`: authored hints and human review. */
  readonly model: ModelConfig | undefined
  /** Where the organisation keeps what learners write: a country or `EU`; `undefined`: its own network. */
  readonly region: string | undefined
  readonly tutorLimits: TutorLimits
  /** `demo` only in development: watermarked, leads to credentials of the demo issuer alone. */
  readonly grader: 'model' | 'human' | 'demo'
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws {ConfigError} naming the variable and the rule */
export function readConfig(env: Environment): Config {
  const production = env.NODE_ENV === 'production'
  const port = readPort(env.PORT)
  const host = env.HOST ?? (production ? '0.0.0.0' : '127.0.0.1')
  const tls = readTls(env)
  const publicUrl = readPublicUrl(env, { production, port, tls: tls !== undefined })
  const model = readModel(env)
  const config: Config = {
    production,
    host,
    port,
    publicUrl,
    dataDir: resolve(env.DATA_DIR ?? 'data'),
    databaseUrl: env.DATABASE_URL || undefined,
    tls,
    services: readServices(env.SERVICES),
    logLevel: readLogLevel(env.LOG_LEVEL ?? (production ? 'info' : 'warn')),
    fetchAllow: readFetchAllow(env.FETCH_ALLOW, production),
    trustProxy: readWhole('TRUST_PROXY', env.TRUST_PROXY ?? '0'),
    rankingThreads: readThreads(env.RANKING_THREADS ?? '1'),
    quotas: readQuotas(env, { production }),
    smtpUrl: env.SMTP_URL || undefined,
    mailFrom: env.MAIL_FROM ?? 'Brevet <no-reply@localhost>',
    trustAnchors: env.TRUST_ANCHORS || undefined,
    wallets: readWallets(env),
    keyPassphrase: env.KEY_PASSPHRASE || undefined,
    keyStore: readKeyStore(env),
    issuingAlgorithm: readIssuingAlgorithm(env.ISSUING_ALGORITHM),
    model,
    region: readRegion('ORGANISATION_REGION', env.ORGANISATION_REGION),
    tutorLimits: readTutorLimits(env),
    grader: readGrader(env.GRADER, { production, model: model !== undefined }),
  }
  refuseContradictions(config)
  return config
}

function refuseContradictions(config: Config): void {
  if (config.databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(config.databaseUrl)) {
    throw new ConfigError('DATABASE_URL must begin with postgres:// (leave it out for SQLite)')
  }
  if (!config.production) {
    if (!['127.0.0.1', 'localhost', '::1'].includes(config.host)) {
      throw new ConfigError(
        `HOST=${config.host} needs NODE_ENV=production: the development server has a client everybody knows`,
      )
    }
    return
  }
  if (config.smtpUrl === undefined && config.services.has('accounts')) {
    throw new ConfigError('SMTP_URL is needed in production: people sign in by e-mail')
  }
}

function readWhole(name: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new ConfigError(`${name}=${text} must be a whole number`)
  return Number(text)
}

const MOST_THREADS = 64

function readThreads(text: string): number {
  const threads = readWhole('RANKING_THREADS', text)
  if (threads >= 1 && threads <= MOST_THREADS) return threads
  throw new ConfigError(`RANKING_THREADS=${threads} must be from 1 to ${MOST_THREADS}`)
}

function readPort(text: string | undefined): number {
  const port = readWhole('PORT', text ?? '3000')
  if (port > 65_535) throw new ConfigError(`PORT=${port} must be at most 65535`)
  return port
}

function readTls(env: Environment): Config['tls'] {
  const cert = env.TLS_CERT
  const key = env.TLS_KEY
  if (!cert && !key) return undefined
  if (!cert || !key) throw new ConfigError('TLS_CERT and TLS_KEY go together: set both or neither')
  return { cert, key }
}

function readPublicUrl(
  env: Environment,
  how: { production: boolean; port: number; tls: boolean },
): string {
  const text = env.PUBLIC_URL ?? `${how.tls ? 'https' : 'http'}://localhost:${how.port}`
  if (how.production && !env.PUBLIC_URL) {
    throw new ConfigError('PUBLIC_URL is needed in production, e.g. https://brevet.example')
  }
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new ConfigError(`PUBLIC_URL=${text} must be an http or https URL`)
  }
  if (url.username || url.password) {
    throw new ConfigError('PUBLIC_URL must be an origin alone, without user and password')
  }
  if (url.pathname !== '/' || url.search || url.hash) {
    throw new ConfigError(`PUBLIC_URL=${text} must be an origin alone, without path or query`)
  }
  if (how.production && url.protocol !== 'https:') {
    throw new ConfigError(`PUBLIC_URL=${text} must be https in production`)
  }
  return url.origin
}

function readServices(text: string | undefined): ReadonlySet<ServiceName> {
  if (!text) return new Set(SERVICE_NAMES)
  const known = new Set<string>(SERVICE_NAMES)
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !known.has(name))
  if (unknown !== undefined) {
    throw new ConfigError(`SERVICES names ${unknown}; known are ${SERVICE_NAMES.join(', ')}`)
  }
  return new Set(names as ServiceName[])
}

function readLogLevel(text: string): LogLevel {
  const levels: readonly LogLevel[] = ['silent', 'error', 'warn', 'info', 'debug']
  const level = levels.find((name) => name === text)
  if (!level) throw new ConfigError(`LOG_LEVEL=${text} must be one of ${levels.join(', ')}`)
  return level
}

function readFetchAllow(text: string | undefined, production: boolean): ReadonlySet<string> {
  const pairs = (text ?? '').split(',').filter(Boolean)
  if (production && pairs.length > 0) {
    throw new ConfigError('FETCH_ALLOW opens private addresses and is refused in production')
  }
  const odd = pairs.find((pair) => !/^\[?[\w.:-]+\]?:\d{1,5}$/.test(pair))
  if (odd !== undefined) throw new ConfigError(`FETCH_ALLOW holds ${odd}; it wants host:port pairs`)
  return new Set(pairs)
}

function readGrader(
  text: string | undefined,
  how: { production: boolean; model: boolean },
): Config['grader'] {
  const grader = text ?? (how.model ? 'model' : 'human')
  if (grader !== 'model' && grader !== 'human' && grader !== 'demo') {
    throw new ConfigError(`GRADER=${grader} must be model, human or demo`)
  }
  if (grader === 'demo' && how.production) {
    throw new ConfigError('GRADER=demo marks nothing for real and is refused in production')
  }
  if (grader === 'model' && !how.model) {
    throw new ConfigError('GRADER=model needs MODEL_BASE_URL and MODEL_NAME')
  }
  return grader
}

/** The environment of this process. */
export const environment: Environment = process.env
