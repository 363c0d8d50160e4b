/**
 * Words of a skill's name, so that near skills are seen as near.
 *
 * @module
 */

const STOP = new Set(
  'a an and the of to in on for with by or from at as is are be into other their its using use'.split(
    ' ',
  ),
)
const ENDINGS = ['ing', 'ies', 'es', 'ed', 's']
const SHORTEST_STEM = 4

/** Lower case, without marks, stop words and English endings; a word as often as it stands there. */
export const wordsOf = (label: string): readonly string[] =>
  (
    label
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}+#]+/gu) ?? []
  )
    .filter((word) => !STOP.has(word))
    .map(stem)

function stem(word: string): string {
  const ending = ENDINGS.find(
    (each) => word.endsWith(each) && word.length - each.length >= SHORTEST_STEM,
  )
  return ending === undefined ? word : word.slice(0, -ending.length)
}
