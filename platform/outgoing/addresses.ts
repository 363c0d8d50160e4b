/**
 * Which addresses belong to the public internet.
 *
 * @module
 */

import { BlockList, isIP } from 'node:net'

/** IPv4 that is not public (IANA IPv4 Special-Purpose Address Registry, multicast, reserved). */
const NOT_PUBLIC_V4 = subnets('ipv4', [
  ['0.0.0.0', 8], // this host
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // shared by carriers
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, and the metadata services of clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.31.196.0', 24], // AS112
  ['192.52.193.0', 24], // AMT
  ['192.88.99.0', 24], // relays of 6to4
  ['192.168.0.0', 16], // private
  ['192.175.48.0', 24], // AS112
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
])

/** The part of IPv6 that is given out to hosts (RFC 4291 §2.4); all else is refused. */
const GIVEN_OUT_V6 = subnets('ipv6', [['2000::', 3]])

const NOT_PUBLIC_V6 = subnets('ipv6', [
  ['2001::', 23], // protocol assignments: Teredo, ORCHID, benchmarks
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: holds any IPv4 address
  ['2620:4f:8000::', 48], // AS112
  ['3fff::', 20], // documentation
])

/** NAT64 (RFC 6052): stands for the IPv4 address in its last 32 bits. */
const NAT64 = subnets('ipv6', [['64:ff9b::', 96]])

/** @param address - as the resolver gives it; anything else, a zone id too, is not public */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !NOT_PUBLIC_V4.check(address, 'ipv4')
  if (family !== 6 || address.includes('%')) return false
  if (NAT64.check(address, 'ipv6')) return isPublicAddress(lastFourBytes(address))
  return GIVEN_OUT_V6.check(address, 'ipv6') && !NOT_PUBLIC_V6.check(address, 'ipv6')
}

function subnets(
  family: 'ipv4' | 'ipv6',
  nets: readonly (readonly [net: string, prefix: number])[],
): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family)
  return list
}

function lastFourBytes(address: string): string {
  const host = new URL(`http://[${address}]`).hostname.slice(1, -1) // canonical: hexadecimal groups
  const groups = host.split(':').map((group) => Number.parseInt(group || '0', 16))
  const [high = 0, low = 0] = host.endsWith('::') ? [] : groups.slice(-2)
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')
}
