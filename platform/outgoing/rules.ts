/**
 * What an outgoing request may reach.
 *
 * @module
 */

import { isIP, type LookupFunction } from 'node:net'
import type { Config } from '../config.ts'
import { FetchFailed, FetchRefused } from '../fetch.ts'
import { isPublicAddress } from './addresses.ts'

export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

/** Gives all addresses of a host. */
export type ResolveHost = (hostname: string) => Promise<readonly ResolvedAddress[]>

export type RuleConfig = Pick<Config, 'publicUrl' | 'production' | 'fetchAllow'>

/**
 * Parses and checks what the URL alone tells.
 *
 * @throws {FetchRefused} no URL, a scheme other than https, credentials in it
 */
export function checkedUrl(text: string, config: RuleConfig): URL {
  const url = URL.parse(text)
  if (!url) throw new FetchRefused('the address is not a URL')
  if (url.username || url.password) throw new FetchRefused('a URL with credentials is not fetched')
  url.hash = ''
  const httpAllowed = url.protocol === 'http:' && (isAllowedPair(url, config) || isOwn(url, config))
  if (url.protocol !== 'https:' && !httpAllowed) {
    throw new FetchRefused(`${url.protocol} is not fetched, only https:`)
  }
  return url
}

/** Our own origin; in development also its https form, which did:web makes of it. */
export function isOwn(url: URL, { publicUrl, production }: RuleConfig): boolean {
  const own = new URL(publicUrl)
  if (url.origin === own.origin) return true
  return !production && url.protocol === 'https:' && url.host === own.host
}

const isAllowedPair = (url: URL, { fetchAllow }: RuleConfig): boolean =>
  fetchAllow.has(`${url.hostname}:${url.port || (url.protocol === 'http:' ? 80 : 443)}`)

/**
 * The addresses of the URL's host, every one checked, so that none is left to chance.
 *
 * @throws {FetchRefused} when one of them is not on the public internet
 * @throws {FetchFailed} when the host is not known
 */
export async function checkedAddresses(
  url: URL,
  config: RuleConfig,
  resolve: ResolveHost,
): Promise<readonly ResolvedAddress[]> {
  const allowed = isAllowedPair(url, config)
  // Not every resolver knows these names, but all of them mean this machine (RFC 6761 §6.3).
  if (!allowed && /(^|\.)localhost\.?$/.test(url.hostname)) {
    throw new FetchRefused(`${url.hostname} is not on the public internet`)
  }
  const addresses = await addressesOf(url.hostname, resolve)
  if (addresses.length === 0) throw new FetchFailed(`${url.hostname} has no address`)
  if (!allowed && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new FetchRefused(`${url.hostname} is not on the public internet`)
  }
  return addresses
}

async function addressesOf(
  hostname: string,
  resolve: ResolveHost,
): Promise<readonly ResolvedAddress[]> {
  const literal = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(literal)
  if (family !== 0) return [{ address: literal, family }]
  try {
    return await resolve(hostname)
  } catch (cause) {
    throw new FetchFailed(`${hostname} is not known`, { cause })
  }
}

/**
 * A resolver that knows only these addresses, whatever it is asked: the connection goes where the
 * check looked, even when the name points elsewhere by now (DNS rebinding).
 */
export function pinned(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses
    if (options.all) callback(null, [...addresses])
    else if (first) callback(null, first.address, first.family)
    else callback(new Error('no address'), '')
  }
}

const STEPS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * Where an answer redirects to; `undefined` when it does not.
 *
 * @throws {FetchRefused} to another host or port, but for the step from http to https
 */
export function redirectOf(
  url: URL,
  { status, location }: { status: number; location: string | undefined },
): URL | undefined {
  if (!STEPS.has(status) || location === undefined) return undefined
  const next = URL.parse(location, url.href)
  if (!next) throw new FetchRefused('a redirect to something that is no URL')
  const upgraded = url.protocol === 'http:' && next.protocol === 'https:' && !url.port && !next.port
  if (next.origin === url.origin || (upgraded && next.hostname === url.hostname)) return next
  throw new FetchRefused(`a redirect from ${url.host} to another host is not followed`)
}
