import { createTexts } from '../platform/i18n.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import zgh from './messages/zgh.json' with { type: 'json' }

/** The texts of this folder. */
export const issuerTexts = createTexts({ fr, en, ar, zgh })
