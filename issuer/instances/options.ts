/**
 * What a client asks of the proof: what the mechanism cannot do is refused, and not left out in silence.
 *
 * @module
 * @see VC-API §"Issue Credential"; Verifiable Credential Data Integrity 1.0 §2.1
 */

import { isoTime, parseTime, type UnixSeconds } from '../../platform/clock.ts'
import { invalidRequest } from '../../platform/http/validate.ts'
import { Problem } from '../../platform/problem.ts'
import type { Instance } from './instance.ts'
import type { Asked } from './issuing.ts'

/** Seconds that a client's clock may differ from ours: a proof of another day would be one of another key's time. */
const CLOCK_SKEW = 300

const WHOLE = ['eddsa-rdfc-2022', 'eddsa-jcs-2022', 'ecdsa-rdfc-2019', 'ecdsa-jcs-2019']

/** Which mechanisms have a place for an option. */
const MECHANISMS: Readonly<Record<'created' | 'challenge' | 'domain', readonly string[]>> = {
  created: [...WHOLE, 'ecdsa-sd-2023'],
  challenge: WHOLE,
  domain: WHOLE,
}

/** @throws {Problem} `invalid-request`, naming the option */
export function refuseOddOptions(
  { credential, options }: Asked,
  { mechanism }: Pick<Instance, 'mechanism'>,
  now: UnixSeconds,
): void {
  for (const name of ['created', 'challenge', 'domain'] as const) {
    if (options[name] !== undefined && !MECHANISMS[name].includes(mechanism)) {
      throw odd(name, 'not-of-mechanism', `has no place in a proof by ${mechanism}`)
    }
  }
  const created = options.created === undefined ? now : (parseTime(options.created) ?? 0)
  if (Math.abs(created - now) > CLOCK_SKEW) {
    throw odd('created', 'clock-skew', `must be within ${CLOCK_SKEW} seconds of ${isoTime(now)}`)
  }
  const { credentialId } = options
  if (credentialId !== undefined && (credential.id ?? credentialId) !== credentialId) {
    throw odd('credentialId', 'contradiction', 'must be the id of the credential where it has one')
  }
}

function odd(option: string, rule: string, detail: string): Problem {
  const pointer = `/options/${option}`
  return new Problem(invalidRequest, {
    detail: `${pointer} ${detail}`,
    faults: [{ pointer, rule, detail }],
  })
}
