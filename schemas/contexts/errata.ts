/**
 * Terms that the published contexts have and the npm packages that carry them lack.
 *
 * @module
 */

const OPEN_BADGES = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#'

/** Open Badges 3.0.3, changed in place in June 2026: `endorsementJwt` and `jti` were added. */
export const openBadges303Additions = {
  endorsementJwt: { '@id': `${OPEN_BADGES}endorsementJwt`, '@container': '@set' },
  jti: { '@id': 'https://www.iana.org/assignments/jwt#jti', '@type': '@id' },
}

/** The examples context of the Recommendation, which no package carries: it only names a vocabulary. */
export const examplesV2 = {
  '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' },
}
