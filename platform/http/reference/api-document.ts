/** What the reference reads of an OpenAPI document. */
export interface ApiDocument {
  readonly info: Readonly<Record<string, unknown>>
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: Readonly<Record<string, unknown>>
}

interface ApiParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description?: string
  readonly schema: { readonly type?: string }
}

export interface ApiOperation {
  readonly method: string
  readonly path: string
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly parameters: readonly ApiParameter[]
  /** Media type and schema of the body. */
  readonly body: { readonly type: string; readonly schema: unknown } | undefined
  readonly responses: readonly { readonly status: string; readonly description: string }[]
  /** Scope or role wanted; `public` and `person` otherwise. */
  readonly access: {
    readonly kind: 'public' | 'person' | 'client' | 'scope' | 'role'
    readonly name: string
  }
}

type Json = Readonly<Record<string, unknown>>

/** The member of the document that a reference points to. */
export function resolveIn(document: ApiDocument, reference: string): unknown {
  let value: unknown = document
  for (const key of reference.replace(/^#\//, '').split('/')) {
    value = (value as Json | undefined)?.[key]
  }
  return value
}

/** The operations, in the order of the document. */
export const operationsOf = (document: ApiDocument): readonly ApiOperation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) =>
      readOperation(document, { path, method, operation: operation as Json }),
    ),
  )

function readOperation(
  document: ApiDocument,
  { path, method, operation }: { path: string; method: string; operation: Json },
): ApiOperation {
  const deref = (value: unknown): Json => {
    const json = value as Json
    return typeof json.$ref === 'string' ? (resolveIn(document, json.$ref) as Json) : json
  }
  const { description } = operation
  const parameters = (operation.parameters ?? []) as unknown[]
  return {
    method: method.toUpperCase(),
    path,
    operationId: String(operation.operationId),
    tags: operation.tags as string[],
    summary: String(operation.summary),
    ...(typeof description === 'string' && { description }),
    parameters: parameters.map((parameter) => deref(parameter) as unknown as ApiParameter),
    body: bodyOf(operation.requestBody as Json | undefined),
    responses: Object.entries(operation.responses as Json).map(([status, response]) => ({
      status,
      description: String(deref(response).description),
    })),
    access: accessOf(operation),
  }
}

function bodyOf(requestBody: Json | undefined): ApiOperation['body'] {
  const [content] = Object.entries((requestBody?.content ?? {}) as Json)
  return content && { type: content[0], schema: (content[1] as Json).schema }
}

function accessOf(operation: Json): ApiOperation['access'] {
  const security = operation.security as { oauth?: string[] }[]
  const scope = security.find(({ oauth }) => oauth)?.oauth?.[0]
  if (scope !== undefined) return { kind: 'scope', name: scope }
  const role = operation['x-role']
  if (typeof role === 'string') return { kind: 'role', name: role }
  if (security.some(({ oauth }) => oauth)) return { kind: 'client', name: '' }
  return { kind: security.length === 0 ? 'public' : 'person', name: '' }
}
