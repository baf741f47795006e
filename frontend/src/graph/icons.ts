/** What a node is drawn as; as shapes of lines, so that they are told apart without colour. */
export type Kind = 'router' | 'switch' | 'host' | 'access_point' | 'phone' | 'unknown' | 'device'

// In the manner of Lucide: 24 by 24, drawn with a line.
const SHAPES: Record<Kind, string> = {
  router:
    'M12 3v6m0 6v6M3 12h6m6 0h6M9.5 5.5 12 3l2.5 2.5m-5 13L12 21l2.5-2.5M5.5 9.5 8.9 12l-3.4 2.5m13-5L15.1 12l3.4 2.5',
  switch: 'M4 8h15m-3.5-3.5L19 8l-3.500 3.500M20 16H5m3.500-3.500L5 16l3.500 3.500',
  host: 'M4 5h16v5H4zm0 9h16v5H4zM8 7.500h.01M8 16.500h.01',
  access_point: 'M12 19h.01M5 11a10 10 0 0 1 14 0M8.500 15a5 5 0 0 1 7 0',
  phone: 'M8 3h8v18H8zm3 15h2',
  unknown: 'M9 9.200a3 3 0 1 1 4.300 2.700c-.9.5-1.300 1-1.300 2.100M12 18h.01',
  device: 'M5 7h14v10H5zm3.500 5h.01M12 12h.01m3.490 0h.01',
}

/** By what it announces that it can do; what switches and routes counts as a router. */
export function kindOf(node: { kind: string; capabilities: readonly string[] }): Kind {
  const can = new Set(node.capabilities)
  if (can.has('access_point')) return 'access_point'
  if (can.has('phone')) return 'phone'
  if (can.has('router')) return 'router'
  if (can.has('bridge')) return 'switch'
  if (can.has('station')) return 'host'
  return node.kind === 'unknown' ? 'unknown' : 'device'
}

/** The shape as the address of a picture. */
export function picture(kind: Kind, colour: string): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="none" ` +
    `stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${SHAPES[kind]}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
