import { match, ok } from 'node:assert/strict'
import ar from '../../matching/messages/ar.json' with { type: 'json' }
import en from '../../matching/messages/en.json' with { type: 'json' }
import fr from '../../matching/messages/fr.json' with { type: 'json' }
import zgh from '../../matching/messages/zgh.json' with { type: 'json' }
import { explain } from '../../matching/ranking/explain.ts'
import type { RankedJob } from '../../matching/ranking/rank.ts'
import { createTexts, type Language } from '../../platform/i18n.ts'

const texts = createTexts({ fr, en, ar, zgh })

const ranked: RankedJob = {
  job: { id: 'press-officer', version: 1 },
  score: 585_000,
  coverage: { met: 1, of: 2 },
  contributions: [{ skillId: 'latin', kind: 'exact', amount: 585_000, credentialId: 'urn:uuid:7' }],
  missing: [{ skillId: 'arabic', importance: 'essential', gain: 88_000 }],
}
const NAMES = new Map([
  ['latin', 'social media marketing'],
  ['arabic', 'صياغة طلب'],
])
const inWords = (language: Language) =>
  explain(ranked, (id) => NAMES.get(id) ?? '', { texts, language, evidence: [] })

describe('a ranking in words', () => {
  it('keeps names that run the other way apart from what stands about them', () => {
    match(inWords('ar').full, /⁨social media marketing⁩: /)
    match(inWords('ar').full, /الشهادة ⁨urn:uuid:7⁩/)
    ok(!inWords('ar').full.includes('⁨صياغة'))
    match(inWords('ar').brief, /⁨social media marketing⁩/)
    match(inWords('fr').brief, /⁨صياغة طلب⁩/)
    ok(!inWords('fr').full.includes('⁨social'))
  })

  it('writes shares as each language does', () => {
    match(inWords('fr').full, /58,5\s%/)
    match(inWords('en').full, /58\.5%/)
    match(inWords('ar').full, /58,5/)
    match(inWords('zgh').full, /58,5\s%/)
  })
})
