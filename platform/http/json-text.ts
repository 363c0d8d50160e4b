import express from 'express'
import { inTurn } from './large-bodies.ts'
import { verifyUtf8 } from './utf8.ts'

/** Reads JSON as text, for those who read it strictly: parsed, it no longer shows a member that came twice. */
export const jsonText = inTurn(
  express.text({ type: ['json', '+json'], limit: '1mb', verify: verifyUtf8 }),
)
