export type Door = typeof import('../../credentials/browser.ts')

/** The verifier, loaded when something is to be checked, or just before. */
export const verifierDoor = (): Promise<Door> => import('../../credentials/browser.ts')
