import type { OpenApiDocument } from '../../schemas/openapi.ts'

type Json = Record<string, unknown>

interface Found {
  readonly path: string
  readonly operation: Json
}

/** What a schema of OpenAPI cannot see: references, ids, parameters and scopes that do not fit together. */
export function faultsOf(document: OpenApiDocument): string[] {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.values(item).map((operation): Found => ({ path, operation })),
  )
  return [
    ...danglingReferences(document),
    ...repeated(operations.map(({ operation }) => String(operation.operationId))),
    ...operations.flatMap(undeclaredParameters),
    ...operations.flatMap((found) => unknownScopes(document, found)),
  ]
}

function danglingReferences(document: OpenApiDocument): string[] {
  const faults: string[] = []
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, member] of Object.entries(value)) {
      if (key === '$ref' && !resolves(document, String(member))) faults.push(`nothing at ${member}`)
      visit(member)
    }
  }
  visit(document)
  return faults
}

function resolves(document: unknown, reference: string): boolean {
  let value = document
  for (const key of reference.replace(/^#\//, '').split('/')) {
    value = (value as Json | undefined)?.[key]
  }
  return reference.startsWith('#/') && value !== undefined
}

const repeated = (ids: readonly string[]): string[] =>
  ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is there twice`)

function undeclaredParameters({ path, operation }: Found): string[] {
  const declared = new Set(
    ((operation.parameters ?? []) as Json[])
      .filter((parameter) => parameter.in === 'path')
      .map(({ name }) => `{${name}}`),
  )
  const named = path.match(/\{\w+\}/g) ?? []
  return named
    .filter((name) => !declared.has(name))
    .map((name) => `${path}: ${name} is not declared`)
}

function unknownScopes(document: OpenApiDocument, { operation }: Found): string[] {
  const schemes = document.components.securitySchemes as {
    oauth: { flows: { clientCredentials: { scopes: Json } } }
  }
  const { scopes } = schemes.oauth.flows.clientCredentials
  const wanted = ((operation.security ?? []) as { oauth?: string[] }[]).flatMap(
    ({ oauth }) => oauth ?? [],
  )
  return wanted.filter((scope) => !(scope in scopes)).map((scope) => `${scope} is not offered`)
}
