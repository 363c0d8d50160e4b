import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../credentials/index.ts'

const root = process.env.BREVET_TEST_DATA ?? ''

export const readData = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8')

export const readJson = (...path: string[]): JsonObject =>
  JSON.parse(readData(...path)) as JsonObject

export const listData = (...path: string[]): string[] => readdirSync(join(root, ...path)).sort()
