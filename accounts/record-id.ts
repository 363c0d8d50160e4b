/**
 * The id in a path. What cannot be an id becomes one that nothing has, so that it is answered like any
 * other unknown id, and never reaches the database (PostgreSQL takes no NUL in a text).
 */
export const recordId = (parameter: unknown): string =>
  typeof parameter === 'string' && /^[\w-]{1,100}$/.test(parameter) ? parameter : '-'
