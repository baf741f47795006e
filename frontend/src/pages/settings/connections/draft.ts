import type { Connection, ConnectionInput, ConnectionKind } from '@/api/client'

/** What a form says of a connection. */
export interface ConnectionDraft {
  kind: ConnectionKind
  name: string
  url: string
  site: string
  username: string
  /** Empty where the stored one stays. */
  secret: string
  verify_tls: boolean
  max_in_flight: number
  is_default: boolean
}

export const KINDS: Record<ConnectionKind, { title: string; secret: string; sync: string; reads: string }> = {
  nautobot: { title: 'Nautobot', secret: 'API token', sync: 'sync_nautobot_devices', reads: 'devices' },
  checkmk: { title: 'CheckMK', secret: 'Automation secret', sync: 'sync_checkmk_hosts', reads: 'hosts' },
}

const IN_FLIGHT = 4

/** One of which only the kind is known, under a name that is free. */
export function blankDraft(kind: ConnectionKind, there: Pick<Connection, 'name' | 'kind'>[]): ConnectionDraft {
  return {
    kind,
    name: freeName(kind, there),
    url: '',
    site: '',
    username: kind === 'checkmk' ? 'automation' : '',
    secret: '',
    verify_tls: true,
    max_in_flight: IN_FLIGHT,
    is_default: !there.some((other) => other.kind === kind),
  }
}

function freeName(kind: string, there: Pick<Connection, 'name'>[]): string {
  const taken = new Set(there.map((other) => other.name.toLowerCase()))
  let name = kind
  for (let n = 2; taken.has(name); n++) name = `${kind}-${n}`
  return name
}

export function draftOf(connection: Connection): ConnectionDraft {
  const { kind, name, url, verify_tls, max_in_flight, is_default } = connection
  const [site, username] = [connection.site ?? '', connection.username ?? '']
  return { kind, name, url, site, username, secret: '', verify_tls, max_in_flight, is_default }
}

/** The draft as it is sent. A secret that was not entered is not sent: the stored one stays. */
export function bodyOf(draft: ConnectionDraft, was?: Connection): ConnectionInput {
  const { kind, name, url, verify_tls, max_in_flight } = draft
  return {
    kind,
    name: name.trim(),
    url: url.trim(),
    ...(kind === 'checkmk' ? { site: draft.site.trim(), username: draft.username.trim() } : {}),
    ...(draft.secret ? { secret: draft.secret } : {}),
    verify_tls,
    max_in_flight,
    // A default stays one until another is made it.
    ...(draft.is_default && !was?.is_default ? { is_default: true } : {}),
  }
}

/** Scheme, host and port of an address, which are what a secret is kept for. */
export function originOf(url: string): string | undefined {
  try {
    return new URL(url.trim()).origin
  } catch {
    return undefined
  }
}

/** Whether the secret has to be entered: for a new connection, and for one that is to lead to another server. */
export function needsSecret(draft: Pick<ConnectionDraft, 'url'>, was: Connection | undefined): boolean {
  return !was || originOf(draft.url) !== originOf(was.url)
}

/** A secret that goes over an unencrypted line can be read on the way. */
export const isUnencrypted = (url: string) => /^http:/i.test(url.trim())
