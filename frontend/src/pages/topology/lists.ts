import type { ShownLink, ShownNode } from './useTopology'
import type { LinkState, NodeState } from './words'

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
/** What wants to be seen first. */
const LINK_ORDER: LinkState[] = ['lost', 'doubted', 'one_sided', 'confirmed']
const NODE_ORDER: NodeState[] = ['failed', 'unknown', 'never', 'answered']

/** Sorted by a key with a `-` before it where the other way round; equal ones by what comes last. */
function sorted<T>(items: T[], sort: string, by: Record<string, (a: T, b: T) => number>, last: (a: T, b: T) => number) {
  const turn = sort.startsWith('-') ? -1 : 1
  const compare = by[sort.replace(/^-/, '')]
  return compare ? items.sort((a, b) => turn * compare(a, b) || last(a, b)) : items
}

/** Links that a search and a state let through: with an end that was found. */
export function linkRows(
  links: readonly ShownLink[],
  found: ReadonlySet<string> | undefined,
  state: LinkState | 'shared' | 'all',
  sort: string,
): ShownLink[] {
  const wanted = links.filter(
    (l) =>
      (!found || found.has(l.a.node_id) || found.has(l.b.node_id)) &&
      (state === 'all' || (state === 'shared' ? l.shared : l.state === state)),
  )
  const byName = (a: ShownLink, b: ShownLink) =>
    names.compare(a.names[0], b.names[0]) ||
    names.compare(a.a.interface ?? '', b.a.interface ?? '') ||
    names.compare(a.names[1], b.names[1])
  return sorted(
    wanted,
    sort,
    {
      name: byName,
      state: (a, b) => LINK_ORDER.indexOf(a.state) - LINK_ORDER.indexOf(b.state),
      first_seen: (a, b) => a.first_seen.localeCompare(b.first_seen),
      last_seen: (a, b) => (a.lost_at ?? a.last_seen).localeCompare(b.lost_at ?? b.last_seen),
    },
    byName,
  )
}

export function nodeRows(nodes: readonly ShownNode[], found: ReadonlySet<string> | undefined, sort: string) {
  const byName = (a: ShownNode, b: ShownNode) => names.compare(a.name, b.name)
  return sorted(
    nodes.filter((n) => !found || found.has(n.id)),
    sort,
    {
      name: byName,
      state: (a, b) => NODE_ORDER.indexOf(a.state) - NODE_ORDER.indexOf(b.state),
      location: (a, b) => names.compare(a.location ?? '', b.location ?? ''),
      links: (a, b) => a.links - b.links,
      last_seen: (a, b) => a.last_seen.localeCompare(b.last_seen),
    },
    byName,
  )
}
