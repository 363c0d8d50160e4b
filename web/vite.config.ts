import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { serviceWorker } from './service-worker-plugin.ts'

/** Folder the pages are built into. */
export const OUT = join(import.meta.dirname, '../dist/web')
const COMPRESSED = /\.(js|css|html|svg|json|webmanifest)$/

/** Lays a `.br` beside every text file, so that the server sends it as it lies there. */
export const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  async closeBundle() {
    const files = await readdir(OUT, { recursive: true })
    await Promise.all(files.filter((file) => COMPRESSED.test(file)).map(compress))
  },
})

async function compress(file: string): Promise<void> {
  const path = join(OUT, file)
  await writeFile(`${path}.br`, await promisify(brotliCompress)(await readFile(path)))
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    { ...optimizeLocales.vite({ locales: ['fr-FR', 'en-US', 'ar-AE'] }), enforce: 'pre' },
    react(),
    serviceWorker({
      file: 'wallet-sw.js',
      prefix: 'wallet-pages-',
      page: '/certificates',
      paths: /^\/certificates(\/[^/]+)?\/?$/,
      shared: ['/favicon.svg', '/icon-192.png', '/wallet.webmanifest'],
      later: /\/pages\/(certificates\/certificates?|kept\/\w+)\.tsx?$|\/locales\/\w+\.json$/,
    }),
    compressed(),
  ],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
