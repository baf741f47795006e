import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { fits, linkState, nodeState, searchText, type LinkState, type NodeState } from './words'
import { api, ok } from '@/api/client'
import { topologyKeys, useGraph, type GraphQuery, type Link, type Node } from '@/api/topology'
import { useSearch } from '@/lib/search'
import { useUrlList, useUrlState } from '@/lib/urlState'

export interface ShownNode extends Node {
  state: NodeState
  /** Links of it that are shown. */
  links: number
}
export interface ShownLink extends Link {
  state: LinkState
  /** What its ends are called. */
  names: [string, string]
}

/** What is kept when another view of the same is opened. */
const KEPT = ['search', 'location', 'job', 'at', 'around', 'hops', 'lost']
const MOST_DOUBTS = 500

/** Leads to another state of the page that Back comes back from. */
export function useGo() {
  const route = useRoute()
  const router = useRouter()
  return (changes: Record<string, string | undefined>) => {
    const query = { ...route.query }
    for (const [key, to] of Object.entries(changes)) {
      if (to === undefined) delete query[key]
      else query[key] = to
    }
    return router.push({ query })
  }
}

/** The topology as the address says it is wanted: the map and the lists show the same. */
export function useTopology() {
  const route = useRoute()
  const { text, search } = useSearch()
  const location = useUrlList('location')
  const job = useUrlState('job', '')
  const at = useUrlState('at', '')
  const around = useUrlState('around', '')
  const hops = useUrlState<'1' | '2' | '3' | '4'>('hops', '1')
  const lost = useUrlState<'1' | ''>('lost', '')

  const query = computed<GraphQuery>(() => ({
    at: at.value || undefined,
    location: location.value.length ? location.value : undefined,
    around: around.value || undefined,
    hops: around.value ? Number(hops.value) : undefined,
    job_id: job.value || undefined,
    lost: lost.value ? true : undefined,
  }))
  const graph = useGraph(query)
  const doubts = useQuery({
    queryKey: [...topologyKeys.all, 'doubts'],
    queryFn: () =>
      ok(api.GET('/api/topology/changes', { params: { query: { change: ['doubted'], limit: MOST_DOUBTS } } })),
  })
  /** When each link was last doubted. */
  const doubted = computed(() => {
    const until = at.value ? Date.parse(at.value) : Infinity
    const newest = new Map<string, string>()
    for (const one of doubts.data.value ?? [])
      if (Date.parse(one.at) <= until && !newest.has(one.link_id)) newest.set(one.link_id, one.at)
    return newest
  })

  const links = computed<ShownLink[]>(() => {
    const names = new Map((graph.data.value?.nodes ?? []).map((n) => [n.id, n.name]))
    return (graph.data.value?.links ?? []).map((link) => ({
      ...link,
      state: linkState(link, doubted.value),
      names: [names.get(link.a.node_id) ?? 'unknown', names.get(link.b.node_id) ?? 'unknown'],
    }))
  })
  const nodes = computed<ShownNode[]>(() => {
    const counts = new Map<string, number>()
    for (const { a, b } of links.value)
      for (const id of new Set([a.node_id, b.node_id])) counts.set(id, (counts.get(id) ?? 0) + 1)
    return (graph.data.value?.nodes ?? []).map((node) => ({
      ...node,
      state: nodeState(node),
      links: counts.get(node.id) ?? 0,
    }))
  })
  /** Nodes that fit the search; nothing where nobody searches. */
  const matches = computed(() => {
    if (!search.value) return undefined
    return new Set(nodes.value.filter((n) => fits(searchText(n), search.value)).map((n) => n.id))
  })
  /** Not the search: on the map it only points. */
  const isFiltered = computed(() => Boolean(location.value.length || job.value || at.value || around.value))
  /** The rest of the address, for links to other views of it. */
  const kept = computed(() => Object.fromEntries(Object.entries(route.query).filter(([key]) => KEPT.includes(key))))
  const exportQuery = computed(() => {
    // An export knows nothing of jobs.
    const rest = { ...query.value, job_id: undefined }
    const parts = new URLSearchParams()
    for (const [key, value] of Object.entries(rest))
      for (const one of [value].flat()) if (one !== undefined) parts.append(key, String(one))
    return parts
  })

  return {
    text,
    search,
    location,
    job,
    at,
    around,
    hops,
    lost,
    query,
    graph,
    doubted,
    nodes,
    links,
    matches,
    isFiltered,
    kept,
    exportQuery,
  }
}
export type Topology = ReturnType<typeof useTopology>
