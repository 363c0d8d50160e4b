/**
 * What people read about a check.
 *
 * @module
 */

import type { Finding } from './checks/finding.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import zgh from './messages/zgh.json' with { type: 'json' }
import type { CheckName, Language } from './types.ts'

const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { ar, en, fr, zgh }

/** The sentence for a finding: of its reason when it has one, else of the check that passed. */
export function messageFor(language: Language, name: CheckName, { reason }: Finding): string {
  return TEXTS[language][reason ?? `passed.${name}`] ?? ''
}
