import { layOut, type Pair, type Point } from './layout'

/** Where the nodes of the whole topology stand, by their ids: kept in this browser, so that the picture stays the one that people know. */
const KEY = 'topology.places'
/** More would fill what a browser keeps for a page. */
const MOST = 20_000

type Kept = Record<string, [number, number]>

function read(key: string): Map<string, Point> {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Kept
    return new Map(Object.entries(kept).map(([id, [x, y]]) => [id, { x, y }]))
  } catch {
    // Somebody else's writing, or no storage here: then the places are found anew.
    return new Map()
  }
}

export function keep(places: ReadonlyMap<string, Point>) {
  const newest = [...places].slice(-MOST)
  const kept: Kept = Object.fromEntries(newest.map(([id, { x, y }]) => [id, [Math.round(x), Math.round(y)]]))
  try {
    localStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // Without storage they hold as long as the page.
  }
}

/** From so few known nodes no picture grows; it is drawn as a whole. */
const ENOUGH = 0.5

/**
 * Where these nodes stand. `isPart`: they are not all there are; then nothing is written,
 * so that the picture of the whole is made from the whole.
 */
export function placesOf(
  nodes: readonly string[],
  pairs: readonly Pair[],
  isPart: boolean,
  anew = false,
): Map<string, Point> {
  const known = anew ? new Map<string, Point>() : read(KEY)
  const there = nodes.filter((id) => known.has(id)).length
  const places = layOut(nodes, pairs, there > nodes.length * ENOUGH ? known : undefined)
  // What is away for now, lost links and all, comes back to where it was.
  if (!isPart) keep(anew ? places : new Map([...known, ...places]))
  return places
}

/** A node was moved by hand. */
export function moved(id: string, to: Point) {
  keep(new Map([...read(KEY), [id, to]]))
}
