// Builds the native part of pkcs11js, which talks to hardware security modules. Nobody else needs it, so installing leaves it out.
// Wants python3, make and a C++ compiler; the headers come with the package `node`, so nothing is fetched.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url))
const folder = join(modules, 'pkcs11js')

/** Where this platform's Node brought its headers. */
function headers() {
  const inside = join(modules, 'node/node_modules')
  const found = existsSync(inside) ? readdirSync(inside) : []
  return found.map((name) => join(inside, name)).find((path) => existsSync(join(path, 'include')))
}

/** npm carries node-gyp with it. */
function nodeGyp() {
  const npm = process.env.npm_execpath
  return npm && join(dirname(npm), '../node_modules/node-gyp/bin/node-gyp.js')
}

/** @returns whether pkcs11js can be used */
export function buildHsm({ stdio = 'inherit' } = {}) {
  if (existsSync(join(folder, 'build/Release/pkcs11.node'))) return true
  const gyp = nodeGyp()
  if (!gyp || !existsSync(gyp) || !existsSync(folder)) return false
  const nodedir = headers()
  const words = ['rebuild', ...(nodedir ? [`--nodedir=${nodedir}`] : [])]
  const { status } = spawnSync(process.execPath, [gyp, ...words], { cwd: folder, stdio })
  return status === 0
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const built = buildHsm()
  console.log(built ? 'pkcs11js is ready.' : 'pkcs11js could not be built.')
  process.exitCode = built ? 0 : 1
}
