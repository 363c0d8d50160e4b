export { JSON_LIMITS, parseStrict, type StrictResult } from '../../schemas/strict-json.ts'
