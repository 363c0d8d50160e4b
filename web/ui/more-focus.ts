import { type RefObject, useEffect, useRef } from 'react'

/** No growing is under way. */
const NONE = -1

/**
 * Where the focus goes when a list has grown and the button that did it is gone: to the first new line.
 *
 * @param hasMore - the button is still there, and keeps the focus
 */
export function useMoreFocus(
  list: RefObject<HTMLUListElement | null>,
  { length, hasMore }: { readonly length: number; readonly hasMore: boolean },
): { readonly grows: () => void } {
  const before = useRef(NONE)
  useEffect(() => {
    const from = before.current
    if (from < 0 || length <= from) return
    before.current = NONE
    if (!hasMore) list.current?.children[from]?.querySelector<HTMLElement>('a, button')?.focus()
  }, [list, length, hasMore])
  return {
    grows: () => {
      before.current = length
    },
  }
}
