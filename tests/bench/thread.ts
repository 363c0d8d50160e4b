// One thread that verifies for as long as it is told: started by threads.ts.
import { parentPort, workerData } from 'node:worker_threads'
import { verifyCredential } from '../../credentials/index.ts'
import { issueOurs, world } from './peers.ts'

const issued = await issueOurs()
const verify = () => verifyCredential(issued, {}, world)
for (let warm = 0; warm < 1500; warm++) await verify()
parentPort?.once('message', async () => {
  let verified = 0
  for (const end = performance.now() + Number(workerData); performance.now() < end; ) {
    await verify()
    verified++
  }
  parentPort?.postMessage(verified)
})
parentPort?.postMessage('ready')
