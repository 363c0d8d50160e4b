/** Shortest quote that says anything: a word or two. */
const LEAST_CHARACTERS = 6

/**
 * Whether every quote stands in the answer, word for word; spaces and line ends may differ.
 *
 * A mark above 0 without a quote rests on nothing.
 */
export function evidenceStands(
  answer: string,
  { level, evidence }: { readonly level: number; readonly evidence: readonly string[] },
): boolean {
  if (level > 0 && evidence.length === 0) return false
  const within = evened(answer)
  return evidence.every((quote) => {
    const even = evened(quote)
    return even.length >= LEAST_CHARACTERS && within.includes(even)
  })
}

/** The answer without some of its quotes, or made of nothing but quotes: what does the mark rest on? */
export function withoutQuotes(answer: string, quotes: readonly string[]): string {
  return quotes
    .reduce((rest, quote) => rest.replace(evened(quote), ' '), evened(answer))
    .replace(/ +/g, ' ')
    .trim()
}

export const onlyQuotes = (quotes: readonly string[]): string => quotes.map(evened).join('\n')

const evened = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
