import type { ChangeKind, Differences, DisagreementKind, FieldChange, Host, Sync, SyncKind } from '@/api/inventory'
import { count, number, type Look } from '@/lib/words'

export const CHANGES: Record<ChangeKind, Look> = {
  added: { word: 'Added', tone: 'ok', icon: 'plus' },
  changed: { word: 'Changed', tone: 'run', icon: 'pencil' },
  returned: { word: 'Returned', tone: 'ok', icon: 'retry' },
  stale: { word: 'Stale', tone: 'warn', icon: 'hourglass' },
  deleted: { word: 'Deleted', tone: 'bad', icon: 'minus' },
}
export const STALE: Look = CHANGES.stale
/** In the order in which they are read. */
export const CHANGE_KINDS: ChangeKind[] = ['added', 'changed', 'returned', 'stale', 'deleted']

export const SOURCES: Record<SyncKind, { thing: string; source: string; title: string }> = {
  device: { thing: 'device', source: 'Nautobot', title: 'Devices' },
  host: { thing: 'host', source: 'CheckMK', title: 'Hosts' },
}

export const DISAGREEMENTS: Record<DisagreementKind, { label: string; about: string; none: string }> = {
  host_without_device: {
    label: 'Only in CheckMK',
    about: 'Monitored, but no device in Nautobot.',
    none: 'Every host is a device in Nautobot.',
  },
  device_without_host: {
    label: 'Only in Nautobot',
    about: 'Documented, but no host in CheckMK watches it.',
    none: 'Every device is watched by a host in CheckMK.',
  },
  address_differs: {
    label: 'Address differs',
    about: 'The same thing, with one address here and another there.',
    none: 'Hosts have the addresses of their devices.',
  },
  duplicate_address: {
    label: 'Duplicate address',
    about: 'One address that several hosts or several devices have.',
    none: 'No address is there twice.',
  },
}

const REASONS: Record<string, string> = {
  name: 'same name',
  fqdn: 'same name without its domain',
  ip: 'same address',
}
/** What a host and its device have in common. */
export const reasonWord = (reason: Host['device_reason']) => (reason ? (REASONS[reason] ?? reason) : '')

const FIELDS: Record<string, string> = {
  primary_ip4: 'IPv4 address',
  primary_ip6: 'IPv6 address',
  ip4: 'IPv4 address',
  ip6: 'IPv6 address',
  device_type: 'Type',
  is_cluster: 'Cluster',
  is_offline: 'Offline',
  device_id: 'Device',
}
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What people call a field: `primary_ip4` → `IPv4 address`, `labels.site` → `Labels · site`. */
export function fieldLabel(field: string): string {
  const [head = '', ...rest] = field.split('.')
  const label = FIELDS[head] ?? capital(head.replaceAll('_', ' '))
  return rest.length ? `${label} · ${rest.join('.')}` : label
}

/** A value as it is read. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length ? value.map(valueText).join(', ') : 'none'
  if (typeof value === 'object') return Object.keys(value).length ? JSON.stringify(value) : 'none'
  return String(value as string | number)
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of labels, tags and other maps only the keys that differ, each as a field of its own; where they read differently. */
export function spread(fields: readonly FieldChange[]): FieldChange[] {
  const parts = fields.flatMap((one) => {
    const [before, after] = [one.before ?? {}, one.after ?? {}]
    if (!isMap(before) || !isMap(after) || (!isMap(one.before) && !isMap(one.after))) return [one]
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    return keys
      .filter((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null))
      .map((key) => ({ field: `${one.field}.${key}`, before: before[key] ?? null, after: after[key] ?? null }))
  })
  // What was not there and is empty now reads the same, and tells nobody anything.
  const told = parts.filter((one) => valueText(one.before) !== valueText(one.after))
  return told.length ? told : parts
}

/** `2 devices were added, 1 changed (status 1) and 1 went stale`; what did not happen is left out. */
export function netWords(net: Omit<Differences, 'from' | 'to' | 'from_time' | 'to_time'>): string {
  const { thing } = SOURCES[net.kind]
  const fields = net.fields
    .slice(0, 4)
    .map((f) => `${fieldLabel(f.field)} ${number(f.count)}`)
    .join(', ')
  const detail = fields ? ` (${fields}${net.fields.length > 4 ? ', …' : ''})` : ''
  const parts = [
    { n: net.added, verb: ['was added', 'were added'] },
    { n: net.changed, verb: [`changed${detail}`, `changed${detail}`] },
    { n: net.returned, verb: ['came back', 'came back'] },
    { n: net.stale, verb: ['went stale', 'went stale'] },
    { n: net.deleted, verb: ['was deleted', 'were deleted'] },
  ].filter((part) => part.n)
  if (!parts.length) return `No ${thing} is different.`
  const said = parts.map(
    (part, at) => `${at ? number(part.n) : count(part.n, thing)} ${part.verb[part.n === 1 ? 0 : 1]}`,
  )
  return `${said.length > 1 ? `${said.slice(0, -1).join(', ')} and ${said.at(-1)}` : said[0]}.`
}

/** Longer than this no sync runs: one that has not ended by then was lost. */
const LOST_MS = 2 * 3_600_000

/** How a sync went. */
export function syncLook(sync: Pick<Sync, 'complete' | 'ended_at' | 'began_at'>, now: number): Look {
  if (sync.complete === true) return { word: 'Complete', tone: 'ok', icon: 'check' }
  if (sync.complete === false) return { word: 'Partial', tone: 'warn', icon: 'alert' }
  if (sync.ended_at) return { word: 'Failed', tone: 'bad', icon: 'cross' }
  if (now - Date.parse(sync.began_at) > LOST_MS) return { word: 'Lost', tone: 'bad', icon: 'question' }
  return { word: 'Running', tone: 'run', icon: 'spinner' }
}

/** A count of a sync, which has them in a plain object. */
export function countOf(counts: unknown, name: string): number {
  const found = isMap(counts) ? counts[name] : undefined
  return typeof found === 'number' ? found : 0
}
export function changedFields(counts: unknown): { field: string; count: number }[] {
  const fields = isMap(counts) ? counts.changed_fields : undefined
  if (!isMap(fields)) return []
  return Object.entries(fields)
    .map(([field, n]) => ({ field, count: Number(n) }))
    .sort((a, b) => b.count - a.count)
}

/** What a sync was asked for, in words; nothing where it was everything. */
export function filterWords(filter: unknown): string {
  if (!isMap(filter)) return ''
  const { filter_type: type, filter_value: value, ...rest } = filter
  const others = Object.entries(rest).filter(([, one]) => one !== null && one !== '')
  return [
    ...(typeof type === 'string' ? [`${fieldLabel(type)} ${valueText(value)}`] : []),
    ...others.map(([name, one]) => `${fieldLabel(name)} ${valueText(one)}`),
  ].join(', ')
}

/** `10.4.0.18` of `10.4.0.18/24`: the network is told on the device's own page. */
export const bare = (address: string | null | undefined) => address?.split('/')[0] ?? ''
