// Builds the pages when their sources are newer, then starts the server in this process.
import { needsNode24 } from './node-version.mjs'

needsNode24()
const { buildPages } = await import('./build-pages.mjs')
buildPages()
await import('../server/main.ts')
