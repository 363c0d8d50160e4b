interface Titled {
  readonly credentialId?: string
  readonly title?: string
}

/** A text that cites certificates by their ids, with the titles of those that the reader holds. */
export const withTitles = (text: string, certificates: readonly Titled[]): string =>
  certificates.reduce(
    (line, { credentialId, title }) =>
      credentialId && title ? line.replaceAll(credentialId, title) : line,
    text,
  )
