import { deepEqual, equal, match } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const cli = resolve(import.meta.dirname, '../../server/cli.ts')

describe('the conformance command', function () {
  this.timeout(60_000)
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'brevet-conformance-'))
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const method = {
      id: 'https://issuer.example/keys#1',
      publicKeyJwk: publicKey.export({ format: 'jwk' }),
      secretKeyJwk: privateKey.export({ format: 'jwk' }),
    }
    put('key.json', method)
    put('credential.json', {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      issuer: 'https://issuer.example/keys',
      credentialSubject: { id: 'did:example:learner' },
    })
  })
  after(() => rmSync(folder, { recursive: true }))

  const file = (name: string) => join(folder, name)
  const put = (name: string, value: unknown) => writeFileSync(file(name), JSON.stringify(value))
  const run = (verb: string, input: string, feature: string) => {
    const output = file(`${verb}-${feature}.json`)
    const { status, stderr } = spawnSync(process.execPath, [
      ...[cli, 'conformance', verb, '--input', file(input), '--key', file('key.json')],
      ...['--feature', feature, '--output', output],
    ])
    const result = () =>
      JSON.parse(readFileSync(output, 'utf8')) as { result: string; data?: unknown }
    return { status, stderr: stderr.toString(), output, result }
  }

  it('secures what is in a file and opens what it wrote', () => {
    const issued = run('issue', 'credential.json', 'credential_jose')
    equal(issued.result().result, 'success')
    equal(issued.status, 0)
    const verified = run('verify', 'issue-credential_jose.json', 'credential_jose').result()
    equal(verified.result, 'success')
    deepEqual(verified.data, JSON.parse(readFileSync(file('credential.json'), 'utf8')))
    writeFileSync(file('compact.txt'), `${issued.result().data}\n`)
    equal(run('verify', 'compact.txt', 'credential_jose').result().result, 'success')
  })

  it('says failure, and why, for what does not hold', () => {
    put('forged.json', 'a.b.c')
    const forged = run('verify', 'forged.json', 'credential_jose')
    deepEqual([forged.status, forged.result().result], [0, 'failure'])
    put('nothing.json', { type: ['VerifiableCredential'] })
    const nothing = run('issue', 'nothing.json', 'credential_jose').result()
    equal(nothing.result, 'failure')
    match(String(nothing.data), /@context/)
  })

  it('says indeterminate for what is not spoken here', () => {
    equal(run('issue', 'credential.json', 'credential_cose').result().result, 'indeterminate')
  })

  it('ends with one line and 1 when a file is not there', () => {
    const { status, stderr } = run('issue', 'no-such.json', 'credential_sdjwt')
    equal(status, 1)
    match(stderr, /no-such\.json cannot be read\n$/)
  })
})
