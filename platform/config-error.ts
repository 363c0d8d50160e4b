/** The environment contradicts itself; `message` is one line for the operator. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
