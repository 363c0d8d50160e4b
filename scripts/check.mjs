// The gate: every check, two at a time, one line each and the output of those that fail.
import { spawn } from 'node:child_process'
import { needsNode24 } from './node-version.mjs'

needsNode24()
const CHECKS = [
  ['imports', 'depcruise . --config .dependency-cruiser.cjs'],
  ['lint', 'biome check --error-on-warnings .'],
  ['unused', 'knip'],
  ['types', 'tsc -p .'],
  ['types of pages', 'tsc -p web'],
  ['client of platforms', 'node scripts/build-client.mjs --check'],
  ['house rules', 'node scripts/house-rules.mjs'],
]

function run([name, command]) {
  return new Promise((resolve) => {
    const began = performance.now()
    const child = spawn(command, { shell: true })
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    child.on('close', (status) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
      if (status !== 0) console.log(output.trim())
      resolve(status === 0)
    })
  })
}

const queue = [...CHECKS]
const held = []
const worker = async () => {
  for (let next = queue.shift(); next; next = queue.shift()) held.push(await run(next))
}
await Promise.all([worker(), worker()])
process.exitCode = held.every(Boolean) ? 0 : 1
