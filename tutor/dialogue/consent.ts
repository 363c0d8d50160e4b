import type { TutorGround } from '../deps.ts'
import { isWithin } from './region.ts'

/** Purpose of the consent (`accounts/`) under which a learner's words may go to the model. */
export const MODEL_CONSENT = 'tutor-model'

/** Who would read a learner's words outside the organisation's region. */
export interface OutsideModel {
  /** As the operator names it. */
  readonly name: string
  readonly host: string
  /** Where it is; absent where nobody said. */
  readonly region?: string
  /** Whom the consent is given to: the host, and the region where it is known. */
  readonly consentFor: string
}

/**
 * The model, where it is outside; `undefined` when there is none, or when it is in the region of the
 * organisation. Its region is what the settings say; without it, a model on the organisation's own machine or
 * network is inside, and every other is outside.
 */
export function outsideModel({
  config: { model, region: home },
}: Pick<TutorGround, 'config'>): OutsideModel | undefined {
  if (!model) return undefined
  const { hostname: host } = new URL(model.baseUrl)
  const { label: name, region } = model
  if (region === undefined) return isInside(host) ? undefined : { name, host, consentFor: host }
  return isWithin(region, home)
    ? undefined
    : { name, host, region, consentFor: `${host} (${region})` }
}

/** Names and addresses that only a machine of the same network reaches (RFC 1918, 4193, 6762). */
const isInside = (host: string): boolean =>
  host === 'localhost' ||
  /\.(localhost|local|internal|home\.arpa)$/.test(host) ||
  !/[.:]/.test(host) ||
  /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(host) ||
  /^\[(::1|f[cd][0-9a-f]{2}:.*)\]$/.test(host)

/** Whether the person's words may go to the model: it is inside, or the person agreed to this very one. */
export async function mayLeave(
  ground: Pick<TutorGround, 'config' | 'consents'>,
  personId: string | undefined,
): Promise<boolean> {
  const outside = outsideModel(ground)
  if (outside === undefined) return true
  if (personId === undefined) return false
  const { consents } = ground
  return (await consents.current(personId, MODEL_CONSENT, outside.consentFor)) !== undefined
}
