import type { ReactNode } from 'react'
import { type TextKey, useTexts } from '../../i18n/use-texts.ts'
import { ButtonLink } from '../../ui/button.tsx'

interface SectionProps {
  readonly table: 'rates' | 'drift' | 'items'
  readonly path: string
  /** Shown in place of a table without rows. */
  readonly none?: ReactNode
  readonly columns: readonly TextKey[]
  readonly children: ReactNode
}

/** A table of the report: what it says, its rows, and the file to keep. */
export function Section({ table, path, none, columns, children }: SectionProps) {
  const { t } = useTexts()
  const id = `quality-${table}`
  return (
    <section className="section stack" aria-labelledby={id}>
      <h2 id={id}>{t(`quality.${table}`)}</h2>
      <p className="measure">{t(`quality.${table}.text`)}</p>
      {none ?? (
        <>
          <div className="table-scroll">
            <table className="figures">
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {t(column)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>{children}</tbody>
            </table>
          </div>
          <ButtonLink href={`${path}/${table}.csv`} download>
            {t('quality.csv')}
          </ButtonLink>
        </>
      )}
    </section>
  )
}
