import { defineConfig, type Plugin } from 'vite'
import { serviceWorker } from './service-worker-plugin.ts'
import { compressed, OUT } from './vite.config.ts'

/** First parts of the keys whose texts the verify pages may show. */
export const VERIFY_TEXTS = [
  ...['assurance', 'broken', 'camera', 'check', 'demo', 'foot', 'grader', 'keep', 'level', 'nav'],
  ...['notFound', 'outcome', 'problem', 'receipt', 'report', 'resources', 'shared', 'state'],
  ...['theme', 'trust'],
  ...['unlock', 'unreadable', 'verdict', 'verify', 'works'],
]

/** Leaves out the texts of all other pages. */
const fewerTexts = (): Plugin => ({
  name: 'fewer-texts',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/locales\/\w+\.json$/.test(id)) return undefined
    const texts = JSON.parse(code) as Record<string, string>
    const kept = Object.entries(texts).filter(([key]) =>
      VERIFY_TEXTS.includes(key.split('.')[0] ?? ''),
    )
    return { code: JSON.stringify(Object.fromEntries(kept)), map: null }
  },
})

/** The verify pages, beside the others: the same components over a smaller library. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [
    fewerTexts(),
    serviceWorker({
      file: 'sw.js',
      prefix: 'verify-pages-',
      page: '/verify',
      paths: /^\/(verify|v\/[^/]+)\/?$/,
      shared: ['/favicon.svg', '/icon-192.png', '/manifest.webmanifest'],
    }),
    compressed(),
  ],
  resolve: {
    alias: [
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
      { find: 'react-dom/client', replacement: 'preact/compat/client' },
      { find: 'react/jsx-runtime', replacement: 'preact/jsx-runtime' },
    ],
  },
  worker: { format: 'es' },
  build: {
    outDir: OUT,
    emptyOutDir: false,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: `${import.meta.dirname}/verify.html` },
  },
})
