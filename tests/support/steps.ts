/**
 * Says inside a suite that each test rests on the one before: after a failure the rest of this suite is not run, and
 * the suite says why. (Mocha's `bail` would end the tests of every file of a parallel run.)
 */
export const eachRestsOnTheOneBefore = (): void => {
  let failed: string | undefined
  afterEach(function () {
    if (this.currentTest?.state === 'failed') failed ??= this.currentTest.title
  })
  beforeEach(() => {
    if (failed) throw new Error(`not run, since “${failed}” failed`)
  })
}
