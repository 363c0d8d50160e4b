/** Members of the European Union (ISO 3166-1), where its law on data holds. */
const EU: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
)

/** Whether what is in `region` is in `home` too: the same, or a member of the Union that home is. */
export const isWithin = (region: string, home: string | undefined): boolean =>
  region === home || (home === 'EU' && EU.has(region))
