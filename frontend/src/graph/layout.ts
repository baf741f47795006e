/**
 * Where the nodes of a graph stand. Nothing here is left to chance: the same graph gives
 * the same picture, and what has a place keeps it.
 */
export interface Point {
  x: number
  y: number
}
export type Places = ReadonlyMap<string, Point>
export interface Pair {
  a: string
  b: string
}

/** How far neighbours stand apart. */
export const GAP = 96
/** Nodes nearer than this lie on each other's names. */
const LEAST = 64
/** How a picture is drawn out at last. */
const STRETCH = { x: 1.5, y: 0.85 }
/** Beyond this, nodes do not feel each other. */
const REACH = GAP * 2.5
/** How often all are moved; large graphs less, so that it stays below half a second. */
const rounds = (nodes: number) => (nodes > 4_000 ? 30 : nodes > 1_500 ? 80 : 160)

type Graph = ReadonlyMap<string, readonly string[]>

/** The places of all nodes: those in `kept` stay where they are, new ones find a place near their neighbours. */
export function layOut(nodes: readonly string[], pairs: readonly Pair[], kept: Places = new Map()): Map<string, Point> {
  const graph = neighbours(nodes, pairs)
  const placed = new Map<string, Point>()
  for (const id of graph.keys()) {
    const at = kept.get(id)
    if (at) placed.set(id, at)
  }
  if (placed.size) join(graph, placed)
  const parts = components(graph, placed).map((part) => drawn(part, graph))
  pack(parts, placed)
  return placed
}

/** Who is next to whom, everybody once and in the order of ids. */
function neighbours(nodes: readonly string[], pairs: readonly Pair[]): Graph {
  const graph = new Map([...nodes].sort().map((id) => [id, new Set<string>()]))
  for (const { a, b } of pairs) {
    if (a === b || !graph.has(b)) continue
    graph.get(a)?.add(b)
    if (graph.has(a)) graph.get(b)?.add(a)
  }
  return new Map([...graph].map(([id, others]) => [id, [...others].sort()]))
}

/** Puts new nodes next to neighbours that have a place already, as far as such are found. */
function join(graph: Graph, placed: Map<string, Point>) {
  const crowd = new Crowd(placed.values())
  const queue = [...placed.keys()].sort()
  for (const id of queue) {
    const at = placed.get(id)!
    for (const next of graph.get(id) ?? []) {
      if (placed.has(next)) continue
      const spot = freeSpot(at, next, crowd)
      placed.set(next, spot)
      crowd.add(spot)
      queue.push(next)
    }
  }
}

/** The first spot around a point that nobody stands near. */
function freeSpot(around: Point, id: string, crowd: Crowd): Point {
  const SPOTS = 12
  const turn = (hash(id) / 0xffffffff) * Math.PI * 2
  for (let ring = 1; ring < 40; ring += 1) {
    for (let nth = 0; nth < SPOTS * ring; nth += 1) {
      const angle = turn + (nth / (SPOTS * ring)) * Math.PI * 2
      const spot = { x: around.x + Math.cos(angle) * GAP * ring, y: around.y + Math.sin(angle) * GAP * ring }
      if (!crowd.isNear(spot, LEAST)) return spot
    }
  }
  return around
}

/** Points by squares of the plane, to find near ones quickly. */
class Crowd {
  private readonly squares = new Map<string, Point[]>()
  constructor(points: Iterable<Point> = []) {
    for (const point of points) this.add(point)
  }
  private static square(p: Point) {
    return [Math.floor(p.x / GAP), Math.floor(p.y / GAP)] as const
  }
  add(point: Point) {
    const key = Crowd.square(point).join()
    const there = this.squares.get(key)
    if (there) there.push(point)
    else this.squares.set(key, [point])
  }
  isNear(point: Point, within: number): boolean {
    const [column, row] = Crowd.square(point)
    for (let x = column - 1; x <= column + 1; x += 1)
      for (let y = row - 1; y <= row + 1; y += 1)
        for (const other of this.squares.get(`${x},${y}`) ?? [])
          if (Math.hypot(other.x - point.x, other.y - point.y) < within) return true
    return false
  }
}

/** What hangs together and has no place yet, the largest first; each begins with its best linked node. */
function components(graph: Graph, placed: Places): string[][] {
  const seen = new Set(placed.keys())
  const found: string[][] = []
  for (const id of graph.keys()) {
    if (seen.has(id)) continue
    seen.add(id)
    const part = [id]
    for (const one of part)
      for (const next of graph.get(one) ?? []) {
        if (seen.has(next)) continue
        seen.add(next)
        part.push(next)
      }
    found.push(part)
  }
  const degree = (id: string) => graph.get(id)?.length ?? 0
  for (const part of found) {
    const centre = part.reduce((best, id) => (degree(id) > degree(best) ? id : best))
    part.splice(part.indexOf(centre), 1)
    part.unshift(centre)
  }
  return found.sort((a, b) => b.length - a.length)
}

/** One component: rings around its centre, then drawn together where links are. */
function drawn(part: string[], graph: Graph): Map<string, Point> {
  const places = rings(part[0]!, graph)
  if (part.length > 2) relax(places, graph)
  // Screens are wider than they are high, and so are names.
  const { width, height } = boxOf(places.values())
  const lies = height <= width
  return new Map(
    [...places].map(([id, { x, y }]) => [id, { x: (lies ? x : y) * STRETCH.x, y: (lies ? y : x) * STRETCH.y }]),
  )
}

/** A tree of shortest ways from the centre; every branch gets a slice as wide as its leaves need. */
function rings(centre: string, graph: Graph): Map<string, Point> {
  const children = new Map<string, string[]>([[centre, []]])
  const depths = new Map([[centre, 0]])
  const order = [centre]
  for (const id of order)
    for (const next of graph.get(id) ?? []) {
      if (depths.has(next)) continue
      depths.set(next, depths.get(id)! + 1)
      children.get(id)!.push(next)
      children.set(next, [])
      order.push(next)
    }
  const leaves = new Map<string, number>()
  for (const id of [...order].reverse())
    leaves.set(
      id,
      Math.max(
        1,
        children.get(id)!.reduce((sum, child) => sum + leaves.get(child)!, 0),
      ),
    )
  const counts: number[] = []
  for (const depth of depths.values()) counts[depth] = (counts[depth] ?? 0) + 1
  const radii = [0]
  for (let depth = 1; depth < counts.length; depth += 1)
    radii[depth] = Math.max(radii[depth - 1]! + GAP, ((counts[depth] ?? 0) * LEAST) / (Math.PI * 2))

  const places = new Map<string, Point>([[centre, { x: 0, y: 0 }]])
  const slices = new Map([[centre, { from: 0, width: Math.PI * 2 }]])
  for (const id of order) {
    const own = slices.get(id)!
    let from = own.from
    for (const child of children.get(id)!) {
      const width = own.width * (leaves.get(child)! / leaves.get(id)!)
      slices.set(child, { from, width })
      const radius = radii[depths.get(child)!]!
      places.set(child, {
        x: Math.cos(from + width / 2) * radius,
        y: Math.sin(from + width / 2) * radius,
      })
      from += width
    }
  }
  return places
}

/** Links pull, nodes push; every round less. */
function relax(places: Map<string, Point>, graph: Graph) {
  const ids = [...places.keys()]
  const at = new Map(ids.map((id, nth) => [id, nth]))
  const x = Float64Array.from(ids, (id) => places.get(id)!.x)
  const y = Float64Array.from(ids, (id) => places.get(id)!.y)
  const links = ids.flatMap((id, a) =>
    (graph.get(id) ?? []).flatMap((to) => (at.get(to)! > a ? [[a, at.get(to)!]] : [])),
  )
  const degree = ids.map((id) => graph.get(id)?.length ?? 0)
  const most = rounds(ids.length)
  const dx = new Float64Array(ids.length)
  const dy = new Float64Array(ids.length)
  for (let round = 0; round < most; round += 1) {
    dx.fill(0)
    dy.fill(0)
    push(x, y, dx, dy)
    for (const [a, b] of links as [number, number][]) {
      const [wide, high] = [x[b]! - x[a]!, y[b]! - y[a]!]
      const far = Math.hypot(wide, high) || 1
      // A node with many links would be torn by all of them at once.
      const pull = (far - GAP) / far / Math.max(2, Math.min(degree[a]!, degree[b]!))
      dx[a]! += wide * pull
      dy[a]! += high * pull
      dx[b]! -= wide * pull
      dy[b]! -= high * pull
    }
    const limit = GAP * (1 - round / most) * 0.6 + 1
    for (let nth = 0; nth < ids.length; nth += 1) {
      const far = Math.hypot(dx[nth]!, dy[nth]!)
      const part = far > limit ? limit / far : 1
      x[nth]! += dx[nth]! * part
      y[nth]! += dy[nth]! * part
    }
  }
  ids.forEach((id, nth) => places.set(id, { x: x[nth]!, y: y[nth]! }))
}

/** Nodes that are near each other push each other away; the plane is cut into squares so that only those meet. */
function push(x: Float64Array, y: Float64Array, dx: Float64Array, dy: Float64Array) {
  const squares = new Map<number, number[]>()
  const key = (column: number, row: number) => column * 1e6 + row
  for (let nth = 0; nth < x.length; nth += 1) {
    const square = key(Math.floor(x[nth]! / REACH), Math.floor(y[nth]! / REACH))
    const there = squares.get(square)
    if (there) there.push(nth)
    else squares.set(square, [nth])
  }
  for (let a = 0; a < x.length; a += 1) {
    const [column, row] = [Math.floor(x[a]! / REACH), Math.floor(y[a]! / REACH)]
    for (let c = column - 1; c <= column + 1; c += 1)
      for (let r = row - 1; r <= row + 1; r += 1)
        for (const b of squares.get(key(c, r)) ?? []) {
          if (b <= a) continue
          let [wide, high] = [x[a]! - x[b]!, y[a]! - y[b]!]
          let far = Math.hypot(wide, high)
          if (far > REACH) continue
          if (far < 1) [wide, high, far] = [Math.cos(a), Math.sin(a), 1]
          const force = ((GAP * GAP) / far - (GAP * GAP) / REACH) / far / 2.5
          dx[a]! += wide * force
          dy[a]! += high * force
          dx[b]! -= wide * force
          dy[b]! -= high * force
        }
  }
}

/** Sets components beside each other in rows, below what has its place already. */
function pack(parts: Map<string, Point>[], placed: Map<string, Point>) {
  if (!parts.length) return
  const boxes = parts.map((part) => ({ part, box: boxOf(part.values()) }))
  const area = boxes.reduce((sum, { box }) => sum + (box.width + 2 * GAP) * (box.height + 2 * GAP), 0)
  const width = Math.max(boxes[0]!.box.width, Math.sqrt(area) * 1.3)
  const above = placed.size ? boxOf(placed.values()) : undefined
  const left = above?.left ?? 0
  let [x, y, high] = [left, above ? above.top + above.height + 2 * GAP : 0, 0]
  for (const { part, box } of boxes) {
    if (x > left && x + box.width > left + width) [x, y, high] = [left, y + high + 1.5 * GAP, 0]
    for (const [id, at] of part)
      placed.set(id, { x: Math.round(at.x - box.left + x), y: Math.round(at.y - box.top + y) })
    x += box.width + 1.5 * GAP
    high = Math.max(high, box.height)
  }
}

function boxOf(points: Iterable<Point>) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { left, top, width: right - left, height: bottom - top }
}

/** A number for a text, always the same (FNV-1a). */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}
