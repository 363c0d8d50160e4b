import type { Response } from 'express'

/** Answers with JSON at once; no tag is computed, since nobody keeps the answer to a POST. */
export function sendJson(response: Response, status: number, body: object): void {
  const bytes = Buffer.from(JSON.stringify(body))
  response.statusCode = status
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.setHeader('content-length', bytes.length)
  response.end(bytes)
}
