import type { ElementDefinition } from 'cytoscape'
import { picture, type Kind } from './icons'
import type { Places } from './layout'
import type { Line } from './style'

export interface GraphNode {
  id: string
  label: string
  state: string
  kind: Kind
}
export interface GraphLink {
  id: string
  a: string
  b: string
  line: Line
}

const INK: Record<string, string> = { failed: 'bad', unknown: 'wait' }
/** So many links are usual; from there on a node is the larger the more it has. */
const USUAL = 6
const MANY = 36

/** Those with many links are larger, so that the whole of a large network has places to know it by. */
function weight(degree: number) {
  const more = Math.min(1, Math.max(0, degree - USUAL) / (MANY - USUAL))
  return { size: 34 + 30 * more, font: 11 + 11 * more }
}

/** Links whose two ends are both shown. */
export function linksBetween(nodes: readonly GraphNode[], links: readonly GraphLink[]): GraphLink[] {
  const known = new Set(nodes.map((n) => n.id))
  return links.filter((l) => known.has(l.a) && known.has(l.b))
}

/** What is drawn, as the library wants it told. */
export function elementsOf(
  nodes: readonly GraphNode[],
  links: readonly GraphLink[],
  places: Places,
  look: { palette: Record<string, string>; centre: string | undefined },
): ElementDefinition[] {
  const beside = new Map<string, number>()
  const degrees = new Map<string, number>()
  const pair = (l: GraphLink) => [l.a, l.b].sort().join()
  for (const link of links) {
    beside.set(pair(link), (beside.get(pair(link)) ?? 0) + 1)
    for (const id of [link.a, link.b]) degrees.set(id, (degrees.get(id) ?? 0) + 1)
  }
  return [
    ...nodes.map((n): ElementDefinition => ({
      group: 'nodes',
      data: {
        id: n.id,
        label: n.label,
        picture: picture(n.kind, look.palette[INK[n.state] ?? 'text-2'] ?? ''),
        ...weight(degrees.get(n.id) ?? 0),
      },
      position: { ...(places.get(n.id) ?? { x: 0, y: 0 }) },
      classes: [n.state, ...(n.id === look.centre ? ['centre'] : [])],
    })),
    ...links.map((l): ElementDefinition => ({
      group: 'edges',
      data: { id: l.id, source: l.a, target: l.b },
      classes: [l.line, ...((beside.get(pair(l)) ?? 0) > 1 || l.a === l.b ? ['beside'] : [])],
    })),
  ]
}
