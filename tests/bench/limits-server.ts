// The whole of Brevet in a process of its own, which says how long it was held up and how large it grew.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startTestServer } from '../support/server.ts'

const { port } = await startTestServer()
const delay = monitorEventLoopDelay({ resolution: 5 })
let peak = 0
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 5)
watch.unref()

process.on('message', (asked) => {
  if (asked === 'begin') {
    delay.reset()
    delay.enable()
    peak = process.memoryUsage.rss()
    process.send?.('begun')
  } else process.send?.({ longest: delay.max / 1e6, peak: peak / 1_048_576 })
})
process.once('disconnect', () => process.exit(0))
process.send?.({ port })
