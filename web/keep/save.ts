/** Hands a file to the reader; it is made here and goes nowhere else. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 1000) // milliseconds
}

export const saveJson = (name: string, value: unknown): void =>
  save(name, new Blob([JSON.stringify(value, undefined, 2)], { type: 'application/json' }))
