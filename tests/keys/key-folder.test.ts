import { deepEqual, equal, rejects } from 'node:assert/strict'
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type KeyFolder, openKeyFolder } from '../../keys/key-folder.ts'
import { openMaster } from '../../keys/master.ts'
import { systemRandom } from '../../platform/id.ts'
import { temporaryFolder } from './support.ts'

let path: string
let remove: () => Promise<void>
let folder: KeyFolder

beforeEach(async () => {
  const [dataDir, done] = await temporaryFolder()
  remove = done
  path = join(dataDir, 'keys')
  folder = await openKeyFolder(path, systemRandom)
})

afterEach(async () => {
  await remove()
})

const mode = async (file: string) => ((await stat(file)).mode & 0o777).toString(8)

describe('the folder of secrets', () => {
  it('is readable by its owner alone, files too', async () => {
    await folder.create('a.json', { a: 1 })
    equal(await mode(path), '700')
    equal(await mode(join(path, 'a.json')), '600')
  })

  it('is closed again when somebody opened it', async () => {
    await chmod(path, 0o755)
    await openKeyFolder(path, systemRandom)
    equal(await mode(path), '700')
  })

  it('gives back what was put in, and nothing for an unknown name', async () => {
    await folder.create('a.json', { a: 1 })
    deepEqual(await folder.read('a.json'), { a: 1 })
    equal(await folder.read('b.json'), undefined)
  })

  it('never writes over a secret', async () => {
    equal(await folder.create('a.json', { a: 1 }), true)
    equal(await folder.create('a.json', { a: 2 }), false)
    deepEqual(await folder.read('a.json'), { a: 1 })
  })

  it('lets one of ten parallel writers through and leaves no scraps', async () => {
    const all = Array.from({ length: 10 }, (_, n) => folder.create('a.json', { n }))
    equal((await Promise.all(all)).filter(Boolean).length, 1)
    deepEqual(await readdir(path), ['a.json'])
  })

  it('replaces a secret when asked to', async () => {
    await folder.create('a.json', { a: 1 })
    await folder.replace('a.json', { a: 2 })
    deepEqual(await folder.read('a.json'), { a: 2 })
    equal(await mode(join(path, 'a.json')), '600')
  })

  it('removes a secret, also one that is gone', async () => {
    await folder.create('a.json', {})
    await folder.remove('a.json')
    await folder.remove('a.json')
    deepEqual(await readdir(path), [])
  })

  it('refuses a secret that others may read, naming the command that mends it', async () => {
    await folder.create('a.json', {})
    await chmod(join(path, 'a.json'), 0o640)
    await rejects(folder.read('a.json'), { code: 'exposed', message: /run: chmod 600 .*a\.json$/ })
  })

  it('refuses a secret that is not JSON', async () => {
    await writeFile(join(path, 'a.json'), '{', { mode: 0o600 })
    await rejects(folder.read('a.json'), { code: 'damaged', message: /a\.json is damaged/ })
  })

  it('says in one line that a secret cannot be read', async () => {
    await rejects(folder.read('a\0.json'), { code: 'unreadable', message: /^cannot use [^\n]*$/ })
  })

  it('says in one line that its place is taken by a file', async () => {
    await writeFile(join(path, 'taken'), '')
    const below = join(path, 'taken', 'keys')
    await rejects(openKeyFolder(below, systemRandom), { code: 'unreadable', message: /ENOTDIR$/ })
  })
})

describe('the master secret', () => {
  const open = (passphrase?: string, expected = false) =>
    openMaster(folder, { passphrase, random: systemRandom, expected })
  const onDisk = () => readFile(join(path, 'master.json'), 'utf8')

  it('is made once and found again', async () => {
    const first = await open()
    equal(first.length, 32)
    deepEqual(await open(), first)
  })

  it('is the same for processes that start together', async () => {
    const [first, ...others] = await Promise.all([open(), open(), open(), open()])
    for (const other of others) deepEqual(other, first)
  })

  it('is not in the file in clear when a passphrase is set', async () => {
    const secret = await open('correct horse')
    equal((await onDisk()).includes(Buffer.from(secret).toString('base64url')), false)
    deepEqual(await open('correct horse'), secret)
  })

  it('opens for the same passphrase typed with combining characters', async () => {
    const secret = await open('clé secrète'.normalize('NFC'))
    deepEqual(await open('clé secrète'.normalize('NFD')), secret)
  })

  it('is encrypted as soon as a passphrase is set', async () => {
    const secret = await open()
    deepEqual(await open('correct horse'), secret)
    equal((await onDisk()).includes('"secret"'), false)
    await rejects(open(), { code: 'passphrase-missing' })
  })

  it('refuses a wrong passphrase', async () => {
    await open('correct horse')
    await rejects(open('wrong horse'), {
      code: 'passphrase-wrong',
      message: /^KEY_PASSPHRASE does not open .*master\.json$/,
    })
  })

  it('refuses no passphrase where one is needed', async () => {
    await open('correct horse')
    await rejects(open(), { code: 'passphrase-missing', message: /set KEY_PASSPHRASE$/ })
  })

  it('is not made anew where a database rests on a lost one', async () => {
    await rejects(open(undefined, true), { code: 'missing', message: /restore it from the backup/ })
    deepEqual(await readdir(path), [])
  })

  for (const content of ['{}', '[]', '{"version":2,"secret":"x"}', '{"version":1,"secret":"x"}']) {
    it(`refuses the file ${content}`, async () => {
      await writeFile(join(path, 'master.json'), content, { mode: 0o600 })
      await rejects(open(), { code: 'damaged' })
    })
  }

  it('refuses a file that would cost gigabytes to open', async () => {
    await open('correct horse')
    const changed = (await onDisk()).replace(/"N": \d+/, '"N": 1073741824')
    await writeFile(join(path, 'master.json'), changed, { mode: 0o600 })
    await rejects(open('correct horse'), { code: 'damaged' })
  })
})
