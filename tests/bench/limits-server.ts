// The whole of Brevet in a process of its own, which says how long it was held up and how large it grew.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startTestServer } from '../support/server.ts'

const { port } = await startTestServer()
const delay = monitorEventLoopDelay({ resolution: 5 })
let peak = 0
let busiest = 0
let watching = false
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 5)
watch.unref()

/** Milliseconds that this thread computed since it began: other processes of a busy machine do not count. */
const computed = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Looks at the clock once in every turn of the event loop. */
function watchTurns(last: number): void {
  if (!watching) return
  const now = computed()
  busiest = Math.max(busiest, now - last)
  setImmediate(watchTurns, now)
}

process.on('message', (asked) => {
  if (asked === 'begin') {
    delay.reset()
    delay.enable()
    peak = process.memoryUsage.rss()
    busiest = 0
    watching = true
    watchTurns(computed())
    process.send?.('begun')
  } else {
    watching = false
    process.send?.({
      longest: Math.round(busiest),
      elapsed: Math.round(delay.max / 1e6),
      peak: Math.round(peak / 1_048_576),
    })
  }
})
process.once('disconnect', () => process.exit(0))
process.send?.({ port })
