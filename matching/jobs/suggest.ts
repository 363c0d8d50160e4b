/**
 * Skills that an advert seems to ask for: suggestions that a person confirms, never skills of a job.
 *
 * @module
 */

import type { Language } from '../../platform/i18n.ts'
import type { JobDraft, SuggestedSkill, SuggestionsView } from '../../schemas/matching-jobs.ts'
import type { LinkedSkill, Taxonomies } from '../../skills/index.ts'

/**
 * Chooses among suggestions, by a language model: only what label search found can be chosen, so that
 * no skill is made up.
 *
 * @returns the chosen ones by place, with their importance; `undefined` when no usable answer came
 */
export type ChooseSkills = (
  advert: string,
  candidates: readonly LinkedSkill[],
) => Promise<ReadonlyMap<number, SuggestedSkill['importance']> | undefined>

export interface SuggestDeps {
  readonly taxonomies: Pick<Taxonomies, 'link' | 'versions'>
  /** `undefined` where no model is set up. */
  readonly chooseSkills?: ChooseSkills | undefined
}

const MOST = 25

export async function suggestSkills(
  deps: SuggestDeps,
  text: string,
  language: Language,
): Promise<SuggestionsView> {
  const { taxonomies, chooseSkills } = deps
  const found = await taxonomies.link(text, language, MOST)
  return {
    taxonomyVersion: (await taxonomies.versions()).at(-1) ?? 'none',
    suggestions: await narrowed(found, text, chooseSkills),
  }
}

/** All that was found, as must-haves; where a model answers, what it chooses. */
async function narrowed(
  found: readonly LinkedSkill[],
  text: string,
  choose: ChooseSkills = async () => undefined,
): Promise<SuggestedSkill[]> {
  const chosen = found.length === 0 ? undefined : await choose(text, found)
  if (!chosen) return found.map((one) => suggestionOf(one, 'essential', 'labels'))
  return found.flatMap((one, at) => {
    const importance = chosen.get(at)
    return importance ? [suggestionOf(one, importance, 'model')] : []
  })
}

const suggestionOf = (
  { uri, label, words }: LinkedSkill,
  importance: SuggestedSkill['importance'],
  source: SuggestedSkill['source'],
): SuggestedSkill => ({ id: uri, label, importance, words, source })

/** What the words of a draft, and its description, seem to mean; what is confirmed already is left out. */
export async function suggestForDraft(
  deps: SuggestDeps,
  draft: JobDraft,
  language: Language,
): Promise<SuggestionsView> {
  const { words, description = '', skills } = draft
  const text = [...words.map((one) => one.text), description].join('\n')
  const { taxonomyVersion, suggestions } = await suggestSkills(deps, text, language)
  const confirmed = new Set(skills.map(({ id }) => id))
  const nice = words.filter(({ importance }) => importance === 'optional')
  return {
    taxonomyVersion,
    suggestions: suggestions
      .filter(({ id }) => !confirmed.has(id))
      .map((one) =>
        nice.some(({ text: word }) => word.includes(one.words))
          ? { ...one, importance: 'optional' as const }
          : one,
      ),
  }
}
