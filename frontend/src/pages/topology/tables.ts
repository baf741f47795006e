import { api, page, type Page } from '@/api/client'
import type { components } from '@/api/schema'
import { speedWord } from './words'

type Schemas = components['schemas']
export type TableKey = 'interfaces' | 'arp' | 'macs' | 'routes'

export interface Row {
  key: string
  cells: { label: string; text: string; mono?: boolean; about?: string | undefined }[]
  gone_at: string | null
  last_seen: string
}

/** The tables that a device tells of, in the order in which they are looked at. */
export const TABLES: { key: TableKey; label: string; none: string }[] = [
  { key: 'interfaces', label: 'Interfaces', none: 'No crawl has read its interfaces.' },
  { key: 'macs', label: 'MAC table', none: 'It has no MAC table, or no crawl has read it.' },
  { key: 'arp', label: 'ARP', none: 'It has no ARP entries, or no crawl has read them.' },
  {
    key: 'routes',
    label: 'Routes',
    none: 'It has no routes that crawls read: static, OSPF, and BGP where it is asked for.',
  },
]

const SOURCES: Record<string, string> = { static: 'Static', ospf: 'OSPF', bgp: 'BGP' }
const isUp = (up: boolean | null, enabled: boolean | null) =>
  enabled === false ? 'switched off' : up === null ? 'not known' : up ? 'up' : 'down'

const interfaceRow = (one: Schemas['NetworkInterface']): Row => ({
  key: one.name,
  cells: [
    { label: 'Interface', text: one.name, mono: true, about: one.description ?? undefined },
    { label: 'State', text: isUp(one.up, one.enabled) },
    { label: 'Addresses', text: one.addresses.join(', ') || '–', mono: true },
    { label: 'MAC', text: one.mac ?? '–', mono: true },
    { label: 'Speed', text: speedWord(one.speed_bps), about: one.aggregate ? `member of ${one.aggregate}` : undefined },
  ],
  gone_at: one.gone_at,
  last_seen: one.last_seen,
})
const arpRow = (one: Schemas['NetworkArpEntry']): Row => ({
  key: [one.vrf, one.address, one.mac, one.interface].join(),
  cells: [
    { label: 'Address', text: one.address, mono: true },
    { label: 'MAC', text: one.mac, mono: true },
    { label: 'Interface', text: one.interface ?? '–', mono: true },
    { label: 'VRF', text: one.vrf ?? 'default' },
  ],
  gone_at: one.gone_at,
  last_seen: one.last_seen,
})
const macRow = (one: Schemas['NetworkMacEntry']): Row => ({
  key: [one.mac, one.vlan, one.port].join(),
  cells: [
    { label: 'MAC', text: one.mac, mono: true },
    { label: 'VLAN', text: one.vlan === null ? '–' : String(one.vlan) },
    { label: 'Port', text: one.port, mono: true },
    { label: 'Kind', text: one.kind },
  ],
  gone_at: one.gone_at,
  last_seen: one.last_seen,
})
const routeRow = (one: Schemas['NetworkRoute']): Row => ({
  key: [one.source, one.vrf, one.network, one.next_hop, one.interface].join(),
  cells: [
    { label: 'Network', text: one.network, mono: true },
    { label: 'Next hop', text: one.next_hop ?? 'itself', mono: true },
    { label: 'Interface', text: one.interface ?? '–', mono: true },
    { label: 'Source', text: SOURCES[one.source] ?? one.source },
    { label: 'VRF', text: one.vrf ?? 'default' },
  ],
  gone_at: one.gone_at,
  last_seen: one.last_seen,
})

async function as<T>(answer: Promise<Page<T>>, row: (one: T) => Row): Promise<Page<Row>> {
  const found = await answer
  return { ...found, items: found.items.map(row) }
}

/** One page of a table of a node. */
export function readTable(
  table: TableKey,
  id: string,
  query: { gone: boolean; limit: number; offset: number },
): Promise<Page<Row>> {
  const params = { params: { path: { id }, query } }
  switch (table) {
    case 'interfaces':
      return as(page(api.GET('/api/topology/nodes/{id}/interfaces', params)), interfaceRow)
    case 'arp':
      return as(page(api.GET('/api/topology/nodes/{id}/arp', params)), arpRow)
    case 'macs':
      return as(page(api.GET('/api/topology/nodes/{id}/macs', params)), macRow)
    case 'routes':
      return as(page(api.GET('/api/topology/nodes/{id}/routes', params)), routeRow)
  }
}
