/** Badges of before Open Badges 3.0, made for tests: as version 2.0, 1.1, 1.0 and 0.5 wrote them. */

import { generateKeyPairSync, sign } from 'node:crypto'

export const ASSERTION = 'https://badges.example/assertions/1'

const recipient = { type: 'email', hashed: true, salt: 'deadsea', identity: 'sha256$c7ef86405ba7' }

export const assertion2 = {
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'Assertion',
  id: ASSERTION,
  recipient,
  badge: {
    type: 'BadgeClass',
    id: 'https://badges.example/badges/1',
    name: 'Robotics',
    description: 'Built a robot.',
    image: 'https://badges.example/1.png',
    criteria: { narrative: 'Build a robot.' },
    issuer: {
      type: 'Profile',
      id: 'https://badges.example/',
      name: 'Badges',
      url: 'https://x.example',
    },
  },
  verification: { type: 'HostedBadge' },
  issuedOn: '2018-12-31T23:59:59Z',
}

export const signedAssertion2 = {
  ...assertion2,
  id: 'urn:uuid:7c0d1e5e-3a4a-4d53-9d9b-4d3f5f0f7b7a',
  verification: { type: 'SignedBadge', creator: 'https://badges.example/keys/1' },
}

const { verify: _, ...rest1 } = {
  uid: 'abcdef12',
  recipient,
  badge: 'https://badges.example/badges/1.json',
  issuedOn: 1_359_217_910,
  verify: {},
}

export const assertion11 = {
  '@context': 'https://w3id.org/openbadges/v1',
  type: 'Assertion',
  id: ASSERTION,
  ...rest1,
  verify: { type: 'hosted', url: ASSERTION },
}

export const assertion10 = { ...rest1, verify: { type: 'hosted', url: ASSERTION } }

export const assertion05 = {
  recipient: 'sha256$c7ef86405ba71b85acd8e2e95166c4b111448089f2e1599f42fe1bba46e865c5',
  badge: {
    version: '0.5.0',
    name: 'Robotics',
    image: '/1.png',
    description: 'Built a robot.',
    criteria: 'https://badges.example/1',
    issuer: { origin: 'https://badges.example', name: 'Badges' },
  },
}

/** A signed badge as 2.0 and 1.x have it: a JWS by an RSA key, over the assertion. */
export function signedBadge(assertion: object): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'RS256' })}.${part(assertion)}`
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
}
