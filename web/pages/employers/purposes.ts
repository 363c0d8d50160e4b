/** What a consent to an employer is for; the server's own words (schemas/matching-employers.ts). */
export const SHORTLIST = 'shortlist'
