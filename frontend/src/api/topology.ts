import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ok } from './client'
import { each } from './inventory'
import type { components, paths } from './schema'

type Schemas = components['schemas']
export type Graph = Schemas['TopologyGraph']
export type Node = Schemas['TopologyNode']
export type NodeDetail = Schemas['TopologyNodeDetail']
export type Link = Schemas['TopologyLink']
export type LinkDetail = Schemas['TopologyLinkDetail']
export type LinkEnd = Schemas['TopologyEnd']
export type EndThen = Schemas['TopologyEndThen']
export type LinkChange = Schemas['TopologyChange']
export type LinkChangeKind = Schemas['TopologyChangeKind']
export type LinkDifference = Schemas['TopologyDifference']
export type Crawl = Schemas['TopologyCrawl']
export type WhereIs = Schemas['WhereIs']
export type AddressPlace = Schemas['AddressPlace']
export type HostKey = Schemas['HostKey']

type QueryOf<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never
export type GraphQuery = QueryOf<'/api/topology/graph'>
export type ChangeQuery = QueryOf<'/api/topology/changes'>

export const topologyKeys = {
  all: ['topology'] as const,
  graph: (query: GraphQuery) => ['topology', 'graph', query] as const,
  node: (id: string) => ['topology', 'node', id] as const,
  link: (id: string) => ['topology', 'link', id] as const,
  where: (address: string) => ['topology', 'where', address] as const,
  hostKeys: ['host-keys'] as const,
}

/** The topology as it is, was, or looks from one node. What was shown stays until there is more. */
export const useGraph = (query: MaybeRefOrGetter<GraphQuery>) =>
  useQuery({
    queryKey: computed(() => topologyKeys.graph(toValue(query))),
    queryFn: ({ signal }) => ok(api.GET('/api/topology/graph', { params: { query: toValue(query) }, signal, ...each })),
    placeholderData: keepPreviousData,
  })

/** The newest crawls that wrote to the topology. */
export const useCrawls = () =>
  useQuery({
    queryKey: [...topologyKeys.all, 'crawls'],
    queryFn: () => ok(api.GET('/api/topology/crawls', { params: { query: { limit: 30 } } })),
  })

/** The newest jobs that crawl, running ones and dry runs too. */
export const useCrawlJobs = () =>
  useQuery({
    queryKey: [...topologyKeys.all, 'jobs'],
    queryFn: () => ok(api.GET('/api/jobs', { params: { query: { task: 'discover_topology', limit: 5 } } })),
  })
