import type { AddressPlace, Link, LinkChangeKind, LinkEnd, Node } from '@/api/topology'
import type { Look } from '@/lib/words'

/** What is said of a link; besides, it may be shared. */
export type LinkState = 'confirmed' | 'one_sided' | 'doubted' | 'lost'

export const LINKS: Record<LinkState, Look & { about: string }> = {
  confirmed: { word: 'Confirmed', tone: 'ok', icon: 'check', about: 'Both ends hear each other.' },
  one_sided: { word: 'One-sided', tone: 'run', icon: 'half', about: 'Only one end hears the other.' },
  doubted: {
    word: 'Doubted',
    tone: 'warn',
    icon: 'question',
    about: 'One end no longer hears the other, which was not asked since.',
  },
  lost: {
    word: 'Lost',
    tone: 'bad',
    icon: 'unlink',
    about: 'All who ever heard it were asked again, and no longer do.',
  },
}
export const SHARED: Look & { about: string } = {
  word: 'Shared',
  tone: 'wait',
  icon: 'share',
  about: 'Several neighbours are heard behind one interface.',
}

/** `doubts`: when links were last doubted, by their ids. Being seen again ends a doubt. */
export function linkState(link: Link, doubts: ReadonlyMap<string, string>): LinkState {
  if (link.lost_at) return 'lost'
  const doubted = doubts.get(link.id)
  if (doubted && Date.parse(doubted) > Date.parse(link.last_seen)) return 'doubted'
  return link.confirmed ? 'confirmed' : 'one_sided'
}

export type NodeState = 'answered' | 'failed' | 'never' | 'unknown'

export const NODES: Record<NodeState, Look & { about: string }> = {
  answered: { word: 'Answered', tone: 'ok', icon: 'check', about: 'A job logged in and asked it.' },
  failed: { word: 'No answer', tone: 'bad', icon: 'cross', about: 'The last job could not ask it.' },
  never: { word: 'Not visited', tone: 'idle', icon: 'dot', about: 'The inventory has it; no job has asked it yet.' },
  unknown: { word: 'Unknown', tone: 'wait', icon: 'question', about: 'Others hear it; nobody could log in to it.' },
}

export function nodeState(node: Node): NodeState {
  if (node.failed_at) return 'failed'
  if (node.visited_at) return 'answered'
  return node.kind === 'unknown' ? 'unknown' : 'never'
}

export const CHANGES: Record<LinkChangeKind, Look> = {
  new: { word: 'New', tone: 'ok', icon: 'plus' },
  lost: { word: 'Lost', tone: 'bad', icon: 'unlink' },
  changed: { word: 'Changed', tone: 'run', icon: 'pencil' },
  returned: { word: 'Returned', tone: 'ok', icon: 'retry' },
  doubted: { word: 'Doubted', tone: 'warn', icon: 'question' },
}
/** In the order in which they are read. */
export const CHANGE_KINDS: LinkChangeKind[] = ['new', 'lost', 'changed', 'returned', 'doubted']

const FIELDS: Record<string, string> = {
  interface: 'an interface got its name',
  confirmed: 'whether both ends say so',
  protocols: 'the protocols that tell of it',
  shared: 'whether others are on the same segment',
  aggregate: 'its aggregate',
}
export const fieldWords = (fields: readonly string[]) => fields.map((one) => FIELDS[one] ?? one).join(', ')

const PROTOCOLS: Record<string, string> = { lldp: 'LLDP', cdp: 'CDP' }
export const protocolWord = (protocol: string) => PROTOCOLS[protocol] ?? protocol
export const protocolWords = (protocols: readonly string[]) => protocols.map(protocolWord).join(' and ')

const CAPABILITIES: Record<string, string> = {
  router: 'Router',
  bridge: 'Switch',
  access_point: 'Access point',
  phone: 'Telephone',
  station: 'Host',
  other: 'Other',
}
export const capabilityWord = (capability: string) => CAPABILITIES[capability] ?? capability

const ERRORS: Record<string, string> = {
  dns: 'Name not found',
  unreachable: 'Unreachable',
  connect_timeout: 'No answer in time',
  auth_failed: 'Login refused',
  no_credentials: 'No credential',
  host_key_changed: 'Host key changed',
  privilege: 'Not privileged',
  command_rejected: 'Command refused',
  parse_partial: 'Not wholly understood',
  disconnected: 'Disconnected',
  device_busy: 'Device busy',
  lease_timeout: 'No place in time',
  platform_unknown: 'Platform unknown',
}
/** What kind of error it was, as people say it. */
export const errorWord = (kind: string) => ERRORS[kind] ?? kind.replaceAll('_', ' ')

/** `GigabitEthernet1/0/1`, or what stands there where nobody named it. */
export const portWord = (end: Pick<LinkEnd, 'interface'>) => end.interface ?? 'unnamed port'

/** The words that a search looks through. */
export const searchText = (node: Node) =>
  [node.name, ...node.addresses, node.model, node.serial, node.location, node.platform].join(' ').toLowerCase()

/** Whether all words of a search are there. */
export function fits(text: string, wanted: string): boolean {
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Why an address is thought to be in a place. */
export function placeWords(place: AddressPlace): string {
  const gone = place.gone_at ? ', but no longer' : ''
  if (place.kind === 'interface') return `It is this device’s own address${gone}.`
  if (place.kind === 'arp') return `This router was told which MAC address has it${gone}; on which port is not known.`
  if (place.is_link) return `Heard here${gone}, but another device is behind this port: it is beyond.`
  if (place.how === 'own') return `The switch’s own entry${gone}.`
  if (place.how === 'static') return `Entered on this port by hand${gone}.`
  return `Learned on this port, and no other device is known behind it${gone}.`
}

/** `1 Gbit/s` */
export function speedWord(bps: number | null): string {
  if (!bps) return '–'
  const units = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s']
  const step = Math.min(units.length - 1, Math.floor(Math.log10(bps) / 3))
  return `${Number((bps / 1_000 ** step).toFixed(1))} ${units[step]}`
}
