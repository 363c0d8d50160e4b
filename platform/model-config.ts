/**
 * The language model of tutor and grader, and how much of it there is for whom, as the environment says.
 *
 * @module
 */

import { ConfigError } from './config-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface ModelConfig {
  readonly baseUrl: string
  readonly apiKey: string
  readonly model: string
  /** Shown to learners: who runs the model, where. */
  readonly label: string
  /** Where what it is sent is read: a country (ISO 3166-1) or `EU`; `undefined`: its address tells. */
  readonly region: string | undefined
}

/** How much may be said to the tutor; days and minutes are those of UTC. */
export interface TutorLimits {
  /** Things one learner says. */
  readonly messagesPerDay: number
  readonly messagesPerMinute: number
  /** Answers of the model to one learner; then the authored words speak. */
  readonly answersPerDay: number
  /** Answers of the model to a whole organisation; then the authored words speak. */
  readonly organisationAnswersPerDay: number
  readonly organisationAnswersPerMinute: number
}

/** @throws {ConfigError} naming the variable and the rule */
export function readModel(env: Environment): ModelConfig | undefined {
  const baseUrl = env.MODEL_BASE_URL
  const model = env.MODEL_NAME
  if (!baseUrl && !model) {
    if (env.MODEL_REGION) throw new ConfigError('MODEL_REGION needs MODEL_BASE_URL and MODEL_NAME')
    return undefined
  }
  if (!baseUrl || !model) {
    throw new ConfigError('MODEL_BASE_URL and MODEL_NAME go together: set both or neither')
  }
  if (!URL.canParse(baseUrl)) throw new ConfigError(`MODEL_BASE_URL=${baseUrl} must be a URL`)
  if (env.MODEL_REGION && !env.ORGANISATION_REGION) {
    throw new ConfigError('MODEL_REGION is compared with ORGANISATION_REGION: set that too')
  }
  return {
    baseUrl,
    model,
    apiKey: env.MODEL_API_KEY ?? '',
    label: env.MODEL_LABEL ?? new URL(baseUrl).host,
    region: readRegion('MODEL_REGION', env.MODEL_REGION),
  }
}

/**
 * A country or the European Union, as a region code that CLDR has a name for.
 *
 * @throws {ConfigError} naming the variable
 */
export function readRegion(name: string, text: string | undefined): string | undefined {
  if (!text) return undefined
  const isRegion = /^(?!ZZ)[A-Z]{2}$/.test(text) && REGIONS.of(text) !== undefined
  if (!isRegion) throw new ConfigError(`${name}=${text} must be a country such as MA, or EU`)
  return text
}

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** @throws {ConfigError} naming the variable and the rule */
export function readTutorLimits(env: Environment): TutorLimits {
  const limit = (name: string, ordinary: number, least: 0 | 1) => {
    const text = env[name] || String(ordinary)
    if (!/^\d{1,9}$/.test(text) || Number(text) < least) {
      throw new ConfigError(`${name}=${text} must be a whole number of at least ${least}`)
    }
    return Number(text)
  }
  return {
    messagesPerDay: limit('TUTOR_MESSAGES_PER_DAY', 200, 1),
    messagesPerMinute: limit('TUTOR_MESSAGES_PER_MINUTE', 20, 1),
    answersPerDay: limit('TUTOR_ANSWERS_PER_DAY', 60, 0),
    organisationAnswersPerDay: limit('TUTOR_ORGANISATION_ANSWERS_PER_DAY', 5_000, 0),
    organisationAnswersPerMinute: limit('TUTOR_ORGANISATION_ANSWERS_PER_MINUTE', 300, 0),
  }
}
