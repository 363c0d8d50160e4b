const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Bytes of a base58btc text; `undefined` when it is none or longer than any digest. */
export function base58(text: string): Uint8Array | undefined {
  if (text.length > 120) return undefined
  let value = 0n
  for (const character of text) {
    const digit = ALPHABET.indexOf(character)
    if (digit < 0) return undefined
    value = value * 58n + BigInt(digit)
  }
  const zeros = /^1*/.exec(text)?.[0].length ?? 0
  const hex = value === 0n ? '' : value.toString(16)
  const even = hex.length % 2 === 0 ? hex : `0${hex}`
  return new Uint8Array([...Buffer.alloc(zeros), ...Buffer.from(even, 'hex')])
}
