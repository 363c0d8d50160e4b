import Type, { type Static, type TSchema } from 'typebox'

/** Three of the same. TypeBox writes tuples as older JSON Schema drafts did, which 2020-12 refuses. */
export const three = <T extends TSchema>(item: T) =>
  Type.Unsafe<readonly [Static<T>, Static<T>, Static<T>]>(
    Type.Array(item, { minItems: 3, maxItems: 3 }),
  )

/** Four of the same. */
export const four = <T extends TSchema>(item: T) =>
  Type.Unsafe<readonly [Static<T>, Static<T>, Static<T>, Static<T>]>(
    Type.Array(item, { minItems: 4, maxItems: 4 }),
  )
