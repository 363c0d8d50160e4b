import type { Language } from '../../platform/i18n.ts'
import type { Skills, Taxonomies } from '../../skills/index.ts'

export interface SkillNames {
  readonly skills: Pick<Skills, 'byUri'>
  readonly taxonomies: Pick<Taxonomies, 'namesOf'>
}

/** What skills are called in the reader's language, by id; those that nothing here names are left out. */
export async function skillNames(
  { skills, taxonomies }: SkillNames,
  asked: readonly { readonly id: string; readonly label?: string }[],
  language: Language,
): Promise<Readonly<Record<string, string>>> {
  const theirs = await taxonomies.namesOf(
    asked.map(({ id }) => id),
    language,
  )
  const named = asked.map(({ id, label }) => {
    const name = skills.byUri(id)?.labels[language] ?? theirs.get(id) ?? label
    return [id, name] as const
  })
  return Object.fromEntries(named.flatMap(([id, name]) => (name === undefined ? [] : [[id, name]])))
}
