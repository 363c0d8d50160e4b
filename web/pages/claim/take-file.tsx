import { useCallback } from 'react'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { saveJson } from '../../keep/save.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'

/** The same certificate as a file, for whoever wants neither wallet nor account. */
export function TakeFile({ path }: { readonly path: string }) {
  const { t } = useTexts()
  const take = useCallback(async () => {
    saveJson('credential.json', await request<object>('POST', `${path}/file`))
  }, [path])
  const action = useAction(take)
  return (
    <details className="disclosure">
      <summary>{t('claim.file')}</summary>
      <div className="stack">
        <p>{t('claim.file.text')}</p>
        <div className="actions">
          <Button isPending={action.busy} onPress={() => action.run()}>
            {t('claim.file.action')}
          </Button>
        </div>
        <ActionProblem problem={action.problem} />
      </div>
    </details>
  )
}
