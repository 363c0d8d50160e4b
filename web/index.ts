/**
 * What the server takes from the pages: the verdict for browsers without JavaScript.
 *
 * @module
 */

export { type PlainResult, verdictPage } from './plain/verdict-page.ts'
export { type Found, readFile, readText } from './verdict/read-input.ts'
