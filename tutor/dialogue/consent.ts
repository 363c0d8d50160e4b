import type { TutorGround } from '../deps.ts'

/** Purpose of the consent (`accounts/`) under which a learner's words may go to the model. */
export const MODEL_CONSENT = 'tutor-model'

/**
 * Who would read a learner's words outside the organisation: the host of the model, by name. `undefined`
 * when there is no model, or when it runs on the machine or network of the organisation.
 */
export function outsideHost({ config }: Pick<TutorGround, 'config'>): string | undefined {
  if (!config.model) return undefined
  const { hostname } = new URL(config.model.baseUrl)
  return isInside(hostname) ? undefined : hostname
}

/** Names and addresses that only a machine of the same network reaches (RFC 1918, 4193, 6762). */
const isInside = (host: string): boolean =>
  host === 'localhost' ||
  /\.(localhost|local|internal|home\.arpa)$/.test(host) ||
  !/[.:]/.test(host) ||
  /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(host) ||
  /^\[(::1|f[cd][0-9a-f]{2}:.*)\]$/.test(host)

/** Whether the person's words may go to the model: it is inside, or the person agreed to this host. */
export async function mayLeave(
  ground: Pick<TutorGround, 'config' | 'consents'>,
  personId: string | undefined,
): Promise<boolean> {
  const host = outsideHost(ground)
  if (host === undefined) return true
  if (personId === undefined) return false
  return (await ground.consents.current(personId, MODEL_CONSENT, host)) !== undefined
}
