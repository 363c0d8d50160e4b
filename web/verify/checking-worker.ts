/**
 * Reads and verifies beside the page, so that the page stays answerable however long it takes.
 *
 * @module
 */

import { askIn } from '../api/client.ts'
import { isZip, unzip } from '../verdict/unzip.ts'
import { check } from './check.ts'
import { verifierDoor } from './door.ts'
import type { Answer, Order } from './orders.ts'

const post = (answer: Answer): void => globalThis.postMessage(answer)

globalThis.addEventListener('message', ({ data }: MessageEvent<Order>) => {
  void obey(data).then(post, () => post({ id: data.id }))
})

async function obey(order: Order): Promise<Answer> {
  const { id } = order
  if (order.kind === 'open') {
    const isArchive = await isZip(order.file)
    return { id, entries: isArchive ? ((await unzip(order.file)) ?? 'too-large') : 'no-archive' }
  }
  askIn(order.language)
  return { id, checked: await check(order.input, order.language) }
}

// fetched while the reader still looks for the file
void verifierDoor().catch(() => undefined)
