import { equal, throws } from 'node:assert/strict'
import { execPath } from 'node:process'
import { chromiumPath } from '../support/chromium.ts'

describe('the browser for tests', () => {
  const before = process.env.CHROMIUM_PATH
  afterEach(() => {
    if (before === undefined) delete process.env.CHROMIUM_PATH
    else process.env.CHROMIUM_PATH = before
  })

  it('is the one that CHROMIUM_PATH names', () => {
    process.env.CHROMIUM_PATH = execPath
    equal(chromiumPath(), execPath)
  })

  it('is not looked for elsewhere when that is no file', () => {
    process.env.CHROMIUM_PATH = '/nowhere/chromium'
    throws(() => chromiumPath(), /CHROMIUM_PATH=\/nowhere\/chromium is no file/)
  })
})
