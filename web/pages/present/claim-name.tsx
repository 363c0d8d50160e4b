import { Fragment } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'

/** Members that lead to what they hold and say nothing themselves. */
const WAY = new Set(['credentialSubject'])

/** The name of a claim in the reader's words, as far as there are any. */
export function ClaimName({ steps }: { readonly steps: readonly string[] }) {
  const { maybe } = useTexts()
  const names = steps.filter((step, at) => !WAY.has(step) || at === steps.length - 1)
  return (
    <span className="claim-name">
      {names.map((name, at) => (
        <Fragment key={names.slice(0, at + 1).join('.')}>
          {at > 0 ? ' › ' : ''}
          <bdi>{maybe(`claimName.${name}`) ?? name}</bdi>
        </Fragment>
      ))}
    </span>
  )
}

/** Names of claims as a history or a link keeps them: members with a dot or a slash between. */
export function ClaimNames({ claims }: { readonly claims: readonly string[] }) {
  return (
    <ul className="claim-names quiet">
      {claims.map((claim) => (
        <li key={claim}>
          <ClaimName steps={stepsOf(claim)} />
        </li>
      ))}
    </ul>
  )
}

/** A JSON Pointer, or names with dots between. */
export const stepsOf = (claim: string): readonly string[] =>
  claim.startsWith('/')
    ? claim
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    : claim.split('.')
