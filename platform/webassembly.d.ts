/** What Node has of WebAssembly; its types do not name it. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer
  }
  interface Instance {
    readonly exports: unknown
  }
  const Memory: new (pages: { readonly initial: number; readonly maximum: number }) => Memory
  const Module: new (bytes: Uint8Array) => object
  const Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>,
  ) => Instance
}
