import type { RequestPreview } from '../../../schemas/wallet-requests.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { ClaimName } from './claim-name.tsx'
import type { Choice, ClaimPath, DraftEntry } from './use-request.ts'
import { WorksStay } from './works-stay.tsx'

/** Of what the wallet holds, by id. */
export type Titles = ReadonlyMap<string, string | undefined>

interface AskedCredentialProps {
  readonly titles: Titles
  readonly match: RequestPreview['matches'][number]
  readonly purpose: string | undefined
  /** There is no answer without it. */
  readonly isRequired: boolean
  /** The one chosen, if it is shown at all. */
  readonly credentialId: string | undefined
  readonly entry: DraftEntry | undefined
  /** Claims chosen so far; what the draft has when absent. */
  readonly wanted: readonly ClaimPath[] | undefined
  readonly onChoice: (change: (last: Choice) => Choice) => void
}

/** One thing asked for: which certificate answers it, and what of it is shown. */
export function AskedCredential(props: AskedCredentialProps) {
  const { match, titles, isRequired, credentialId, entry, onChoice } = props
  const { t } = useTexts()
  const titleOf = (id: string) => titles.get(id) ?? entry?.title ?? t('verdict.untitled')
  const { queryId, credentialIds } = match
  const choose = (id: string | undefined) =>
    onChoice(({ choices, fields }) => {
      const { [queryId]: _, ...others } = choices
      const { [queryId]: __, ...otherFields } = fields
      return { choices: id ? { ...others, [queryId]: id } : others, fields: otherFields }
    })
  const [first = ''] = credentialIds
  return (
    <section className="section stack">
      <h2>
        <bdi>{titleOf(credentialId ?? first)}</bdi>
      </h2>
      {isRequired ? null : (
        <label className="check">
          <input
            type="checkbox"
            checked={credentialId !== undefined}
            onChange={({ target }) => choose(target.checked ? first : undefined)}
          />
          <span>{t('present.show')}</span>
        </label>
      )}
      {credentialId && credentialIds.length > 1 ? (
        <fieldset className="options">
          <legend className="field-label">{t('authorize.award')}</legend>
          {credentialIds.map((id) => (
            <label key={id} className="option">
              <input
                type="radio"
                name={`credential-${queryId}`}
                checked={id === credentialId}
                onChange={() => choose(id)}
              />
              <bdi>{titleOf(id)}</bdi>
            </label>
          ))}
        </fieldset>
      ) : null}
      {credentialId && entry ? <Fields {...props} entry={entry} /> : null}
      {credentialId ? <WorksStay certificateId={credentialId} /> : null}
    </section>
  )
}

/** What is asked for: needed, or for the learner to add. */
function Fields({
  entry,
  wanted,
  purpose,
  onChoice,
}: AskedCredentialProps & { readonly entry: DraftEntry }) {
  const { t } = useTexts()
  const { queryId, fields, chosen, whole, complete } = entry
  if (whole) return <p>{t('present.whole')}</p>
  if (fields.length === 0) return <p>{t('present.least')}</p>
  const shown = wanted ? fields.flatMap(({ path }, at) => (has(wanted, path) ? [at] : [])) : chosen
  const toggle = (at: number, isOn: boolean) => {
    const places = isOn ? [...shown, at] : shown.filter((one) => one !== at)
    const paths = fields.filter((_, place) => places.includes(place)).map(({ path }) => path)
    onChoice((last) => ({ ...last, fields: { ...last.fields, [queryId]: paths } }))
  }
  const line = (field: DraftEntry['fields'][number], at: number) => (
    <FieldLine
      key={JSON.stringify(field.path)}
      field={field}
      isShown={field.always || shown.includes(at)}
      onToggle={(isOn) => toggle(at, isOn)}
    />
  )
  const isFixed = ({ required, always }: DraftEntry['fields'][number]) => required || always
  return (
    <>
      <fieldset className="options">
        <legend className="field-label">{t('present.required')}</legend>
        {purpose ? <p className="quiet">{t('present.for', { purpose })}</p> : null}
        {fields.some(isFixed) ? null : <p className="quiet">{t('present.required.none')}</p>}
        {fields.map((field, at) => (isFixed(field) ? line(field, at) : null))}
      </fieldset>
      {fields.every(isFixed) ? null : (
        <fieldset className="options">
          <legend className="field-label">{t('present.optional')}</legend>
          {fields.map((field, at) => (isFixed(field) ? null : line(field, at)))}
        </fieldset>
      )}
      {complete ? null : <p role="alert">{t('present.incomplete')}</p>}
    </>
  )
}

interface FieldLineProps {
  readonly field: DraftEntry['fields'][number]
  readonly isShown: boolean
  readonly onToggle: (isOn: boolean) => void
}

function FieldLine({ field, isShown, onToggle }: FieldLineProps) {
  const { path, value, required, always } = field
  return (
    <label className="option">
      <input
        type="checkbox"
        checked={isShown}
        disabled={required || always}
        onChange={({ target }) => onToggle(target.checked)}
      />
      <span>
        <ClaimName steps={namesOf(path)} />
        <br />
        <bdi className="quiet">{value}</bdi>
      </span>
    </label>
  )
}

const has = (paths: readonly ClaimPath[], path: ClaimPath): boolean =>
  paths.some((one) => JSON.stringify(one) === JSON.stringify(path))

const namesOf = (path: ClaimPath): readonly string[] =>
  path.filter((step) => typeof step === 'string')
