import { useCallback } from 'react'
import { useAction } from '../api/use-action.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { ActionProblem } from '../ui/states.tsx'
import type { Verification } from '../verdict/verification.ts'
import { Receipt } from './receipt.tsx'
import { Report } from './report.tsx'
import { save, saveJson } from './save.ts'
import { verdictPdf } from './verdict-pdf.ts'

/** What a reader can do with a verdict: keep it, have it signed, say that something is wrong with it. */
export function VerdictActions({ verification }: { readonly verification: Verification }) {
  const texts = useTexts()
  const { t } = texts
  const { source } = verification
  const savePdf = useCallback(
    async () => save('verification.pdf', await verdictPdf(verification, texts)),
    [verification, texts],
  )
  const pdf = useAction(savePdf)
  const json = () => {
    const { source: _, ...result } = verification
    saveJson('verification.json', result)
  }
  return (
    <section className="keep no-print" aria-label={t('keep.title')}>
      <div className="actions">
        <Button isPending={pdf.busy} onPress={() => pdf.run()}>
          {t('keep.pdf')}
        </Button>
        <Button onPress={json}>{t('keep.json')}</Button>
      </div>
      <ActionProblem problem={pdf.problem} />
      {source === undefined ? null : <Receipt source={source} />}
      <Report verification={verification} />
    </section>
  )
}
