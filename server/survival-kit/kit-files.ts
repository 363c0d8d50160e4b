/**
 * Where an address of ours lies among static files, and how a plain web server finds it again.
 *
 * @module
 */

/** By what a static server knows the media type, which readers of status list tokens insist on. */
const ENDINGS: readonly (readonly [type: string, ending: string])[] = [
  ['text/html', 'html'],
  ['application/statuslist+jwt', 'jwt'],
]

/**
 * A path with a file's name is that file; any other is a folder with an index in it, so that what has
 * addresses below it can be served as well. A query is part of the index's name.
 *
 * @param path - below the origin, e.g. `/achievements/x/1?lang=ar`
 * @returns e.g. `achievements/x/1/index.lang=ar.json`
 */
export function fileOf(path: string, contentType: string): string {
  const url = new URL(path, 'https://origin.invalid')
  const place = decodeURIComponent(url.pathname).slice(1)
  const name = place.split('/').at(-1) ?? ''
  if (/\.\w+$/.test(name) && url.search === '') return place
  const ending = ENDINGS.find(([type]) => contentType.startsWith(type))?.[1] ?? 'json'
  return `${place}/index${url.search.replace('?', '.')}.${ending}`
}

/** Settings of two servers that many people have; any other follows from them. */
export const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  'nginx.conf': `# Inside server { … } of the old host name, with TLS.
root /srv/brevet-kit/files;
default_type application/json;
types { text/html html; image/png png; application/json json; application/statuslist+jwt jwt; }
add_header access-control-allow-origin *;
location / { try_files $uri $uri/index.$args.json $uri/index.$args.html $uri/index.json $uri/index.html $uri/index.jwt =404; }
`,
  Caddyfile: `# Put the old host name in the place of the first line's.
brevet.example
root * /srv/brevet-kit/files
header access-control-allow-origin *
@token path /status-lists/*/token
header @token content-type application/statuslist+jwt
try_files {path} {path}/index.{query}.json {path}/index.{query}.html {path}/index.json {path}/index.html {path}/index.jwt
file_server
`,
}

export const readMe = ({
  origin,
  files,
  at,
}: {
  readonly origin: string
  readonly files: number
  readonly at: string
}): string => `Certificates of ${origin} can be verified without Brevet, from these ${files} files.

They are what the certificates refer to: DID documents with every key there ever was, status lists,
achievements, skills and assessment records, as they stood on ${at}. Serve the folder "files" at
${origin}, from any web server (settings for nginx and Caddy are beside this file). Nothing runs,
nothing is secret in it, and nobody can issue with it.

A revocation after that date is not in it. The JSON-LD contexts, which belong to others, are in
"contexts" for verifiers that cannot reach them; manifest.json has the SHA-256 of every file.
`
