import { contextGroups } from './contexts.ts'
import { identifierGroups } from './identifiers.ts'
import { joseGroups } from './jose.ts'
import { joseTextGroups } from './jose-texts.ts'
import { jsonGroups, textGroups } from './json.ts'
import { bindingGroups } from './key-binding.ts'
import { keyGroups } from './keys.ts'
import type { Group } from './kit.ts'
import { modelGroups } from './model.ts'
import { presentationGroups } from './presentations.ts'
import { proofGroups } from './proofs.ts'
import { sdGroups } from './sd-jwt.ts'
import { statusGroups } from './status.ts'
import { timeGroups } from './times.ts'
import { tokenStatusGroups } from './token-status.ts'
import { vpJwtGroups } from './vp-jwt.ts'

export const groups: readonly Group[] = [
  ...[modelGroups, timeGroups, jsonGroups, textGroups, contextGroups, proofGroups].flat(),
  ...[joseGroups, joseTextGroups, sdGroups, bindingGroups, presentationGroups, vpJwtGroups].flat(),
  ...[keyGroups, identifierGroups, statusGroups, tokenStatusGroups].flat(),
]
