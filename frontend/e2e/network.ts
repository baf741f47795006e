import { expect } from '@playwright/test'
import type { Api } from './api'
import type { Program } from './program'
import { ran } from './synced'

/**
 * A topology as crawls write it down, put there at once: what comes of real ones is what
 * the program's own tests are about, and they take minutes.
 */
interface Made {
  nodes: { name: string; kind?: 'device' | 'unknown'; more?: Record<string, string | null> }[]
  links: {
    a: number
    b: number
    ports: [string | null, string | null]
    state?: 'confirmed' | 'one_sided' | 'lost' | 'doubted'
    shared?: boolean
    isNew?: boolean
  }[]
}

const text = (value: string | null | undefined) => (value == null ? 'null' : `'${value.replaceAll("'", "''")}'`)
export const nodeId = (nth: number) => `00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`
export const linkId = (nth: number) => `00000000-0000-7000-9000-${String(nth).padStart(12, '0')}`

/** The statements that put such a topology there, as if `job` had seen it now. */
export function networkSql({ nodes, links }: Made, job: string): string {
  const own = (nth: number) => nodes[nth]!.name
  const nodeRows = nodes.map(({ name, kind = 'device', more = {} }, nth) => {
    const isAsked = kind === 'device' && !more.error_class
    const columns: Record<string, string> = {
      id: text(nodeId(nth)),
      name: text(name),
      kind: text(kind),
      claims: `'{}'`,
      addresses: `array[${text(more.address ?? `10.${nth >> 16}.${(nth >> 8) & 255}.${nth & 255}`)}]`,
      capabilities: `array[${text(more.capability ?? 'bridge')}]`,
      model: text(more.model),
      location: text(more.location),
      platform: text(isAsked ? 'cisco_ios' : null),
      software: text(more.software),
      first_seen: `now() - interval '40 days'`,
      last_seen: `now() - interval '3 minutes'`,
      visited_at: isAsked ? `now() - interval '3 minutes'` : 'null',
      failed_at: more.error_class ? `now() - interval '3 minutes'` : 'null',
      error_class: text(more.error_class),
      error: text(more.error),
    }
    return `(${Object.values(columns).join()})`
  })
  const events: string[] = []
  const linkRows = links.map(({ a, b, ports, state = 'confirmed', shared = false, isNew = false }, nth) => {
    const at = `now() - interval '3 minutes'`
    const since = isNew ? at : `now() - interval '40 days'`
    const seen = state === 'doubted' || state === 'lost' ? `now() - interval '2 days'` : at
    const [aPort, bPort] = ports
    const evidence = (side: string, protocol: string, gone: boolean) =>
      `jsonb_build_object('side', '${side}', 'protocol', '${protocol}', 'job_id', '${job}', 'at', ${seen}, 'gone_at', ${gone ? at : 'null'})`
    const said = [
      evidence('a', 'lldp', state === 'lost'),
      ...(state === 'one_sided' ? [] : [evidence('b', 'lldp', state === 'lost' || state === 'doubted')]),
    ]
    const end = (node: number, port: string | null) =>
      `jsonb_build_object('node_id', '${nodeId(node)}', 'name', ${text(own(node))}, 'interface', ${text(port)})`
    const link = `jsonb_build_object('a', ${end(a, aPort)}, 'b', ${end(b, bPort)}, 'confirmed', ${state === 'confirmed'}, 'shared', ${shared})`
    const event = (change: string, when: string, of: string) =>
      events.push(`(${when}, '${of}', '${linkId(nth)}', '${change}', ${link})`)
    event('new', since, isNew ? job : nodeId(0))
    if (state === 'lost' || state === 'doubted') event(state, at, job)
    return `('${linkId(nth)}', '${nodeId(a)}', lower(${text(aPort)}), '${nodeId(b)}', lower(${text(bPort)}), ${text(aPort)}, ${text(bPort)},
      ${shared}, jsonb_build_array(${said.join()}), ${state === 'confirmed'}, ${since}, ${seen}, '${job}', ${state === 'lost' ? at : 'null'})`
  })
  return `
    truncate noc.topology_crawls, noc.topology_nodes, noc.topology_links, noc.topology_events, noc.network_interfaces, noc.network_arp,
      noc.network_macs, noc.network_routes;
    insert into noc.topology_nodes (id, name, kind, claims, addresses, capabilities, model, location, platform, software,
      first_seen, last_seen, visited_at, failed_at, error_class, error) values ${nodeRows.join()};
    insert into noc.topology_links (id, a_node, a_interface, b_node, b_interface, a_shown, b_shown, shared, evidence,
      confirmed, first_seen, last_seen, last_job, lost_at) values ${linkRows.join()};
    insert into noc.topology_events (at, job_id, link_id, change, link) values ${events.join()};`
}

export const LONG = 'edge-router-with-a-name-that-somebody-made-up-and-nobody-shortens.branch-office.example.net'

/** A little network with one of everything: which node and link is which is said by their order. */
const LITTLE: Made = {
  nodes: [
    {
      name: 'core-1',
      more: { capability: 'router', model: 'C9500-24Y4C', location: 'Amsterdam', software: '17.12.4' },
    },
    { name: 'core-2', more: { capability: 'router', model: 'C9500-24Y4C', location: 'Amsterdam' } },
    { name: 'dist-1', more: { model: 'C9300-48P', location: 'Amsterdam' } },
    { name: 'dist-2', more: { model: 'C9300-48P', location: 'Utrecht' } },
    { name: 'access-1', more: { model: 'C9200L-24P', location: 'Utrecht' } },
    {
      name: 'access-2',
      more: { location: 'Utrecht', error_class: 'auth_failed', error: 'access-2 refused the credential `noc`' },
    },
    { name: LONG, more: { capability: 'router', location: 'Utrecht' } },
    { name: 'ap-lobby', kind: 'unknown', more: { capability: 'access_point', model: 'C9120AXI' } },
    { name: 'SEP0011223344', kind: 'unknown', more: { capability: 'phone' } },
    { name: '52:54:00:ab:cd:ef', kind: 'unknown', more: { capability: 'other' } },
  ],
  links: [
    { a: 0, b: 1, ports: ['TwentyFiveGigE1/0/1', 'TwentyFiveGigE1/0/1'] },
    { a: 0, b: 1, ports: ['TwentyFiveGigE1/0/2', 'TwentyFiveGigE1/0/2'] },
    { a: 0, b: 2, ports: ['TwentyFiveGigE1/0/3', 'GigabitEthernet1/1/1'] },
    { a: 1, b: 2, ports: ['TwentyFiveGigE1/0/3', 'GigabitEthernet1/1/2'], isNew: true },
    { a: 0, b: 3, ports: ['TwentyFiveGigE1/0/4', 'GigabitEthernet1/1/1'] },
    { a: 1, b: 3, ports: ['TwentyFiveGigE1/0/4', 'GigabitEthernet1/1/2'], state: 'lost' },
    { a: 3, b: 4, ports: ['GigabitEthernet1/0/1', 'GigabitEthernet0/1'] },
    { a: 3, b: 5, ports: ['GigabitEthernet1/0/2', 'GigabitEthernet0/1'], state: 'doubted' },
    { a: 3, b: 6, ports: ['GigabitEthernet1/0/3', null], state: 'one_sided' },
    { a: 4, b: 7, ports: ['GigabitEthernet0/5', 'GigabitEthernet0'], state: 'one_sided' },
    { a: 4, b: 8, ports: ['GigabitEthernet0/6', 'Port 1'], state: 'one_sided', shared: true },
    { a: 4, b: 9, ports: ['GigabitEthernet0/6', null], state: 'one_sided', shared: true },
  ],
}
/** What it is searched for by. */
export const HOST = {
  mac: '52:54:00:12:34:56',
  ip: '198.18.0.17',
  switch: 'access-1',
  port: 'GigabitEthernet0/7',
  vlan: 20,
}

const TABLES = `
  insert into noc.network_interfaces (node_id, name, shown, description, enabled, up, mac, mtu, speed_bps, addresses, hosts,
    first_seen, last_seen, gone_at) values
    ('${nodeId(4)}', 'gigabitethernet0/1', 'GigabitEthernet0/1', 'uplink to dist-2', true, true, '00:11:22:00:00:01', 1500,
      1000000000, '{10.0.0.4/24}', '{10.0.0.4}', now() - interval '40 days', now() - interval '3 minutes', null),
    ('${nodeId(4)}', 'gigabitethernet0/7', 'GigabitEthernet0/7', null, true, true, '00:11:22:00:00:07', 1500, 100000000, '{}', '{}',
      now() - interval '40 days', now() - interval '3 minutes', null),
    ('${nodeId(4)}', 'vlan99', 'Vlan99', null, false, false, null, 1500, null, '{}', '{}', now() - interval '40 days',
      now() - interval '9 days', now() - interval '8 days');
  insert into noc.network_arp (node_id, vrf, address, mac, interface, first_seen, last_seen) values
    ('${nodeId(0)}', '', '${HOST.ip}', '${HOST.mac}', 'Vlan20', now() - interval '6 days', now() - interval '3 minutes');
  insert into noc.network_macs (node_id, mac, vlan, port, shown, kind, first_seen, last_seen) values
    ('${nodeId(4)}', '${HOST.mac}', 20, 'gigabitethernet0/7', '${HOST.port}', 'dynamic', now() - interval '6 days', now() - interval '3 minutes'),
    ('${nodeId(3)}', '${HOST.mac}', 20, 'gigabitethernet1/0/1', 'GigabitEthernet1/0/1', 'dynamic', now() - interval '6 days', now() - interval '3 minutes');
  insert into noc.network_routes (node_id, source, vrf, network, next_hop, interface, metric, preference, first_seen, last_seen) values
    ('${nodeId(0)}', 'static', '', '0.0.0.0/0', '10.0.0.254', '', 0, 1, now() - interval '40 days', now() - interval '3 minutes'),
    ('${nodeId(0)}', 'ospf', '', '198.18.0.0/24', '10.0.0.4', 'Vlan10', 20, 110, now() - interval '40 days', now() - interval '3 minutes');`

const STEPS = ['identity', 'lldp_neighbors', 'cdp_neighbors', 'interfaces', 'arp', 'mac_table', 'static_routes']
const asked = (more: Record<string, object> = {}) =>
  STEPS.map((step, nth) => ({
    step,
    status: 'ok',
    items: nth + 1,
    error_class: null,
    error: null,
    ms: 40 + nth,
    ...more[step],
  }))
const REJECTED = { status: 'failed', items: 0, error_class: 'command_rejected', error: '% Invalid input detected' }

/** Who was met on the way to whom, and what became of each: the little network, as a crawl from its core sees it. */
const MET: { name: string; above?: number; status: string; more?: Record<string, unknown> }[] = [
  { name: 'core-1', status: 'ok', more: { number: 1, steps: asked() } },
  { name: 'core-2', above: 0, status: 'ok', more: { number: 2, steps: asked() } },
  { name: 'dist-1', above: 0, status: 'partial', more: { number: 3, steps: asked({ mac_table: REJECTED }) } },
  {
    name: 'dist-2',
    above: 0,
    status: 'ok',
    more: { steps: asked({ cdp_neighbors: { status: 'none', items: 0 } }) },
  },
  { name: 'access-1', above: 3, status: 'ok', more: { steps: asked() } },
  {
    name: 'access-2',
    above: 3,
    status: 'failed',
    more: { number: 4, error_class: 'auth_failed', error: 'access-2 refused the credential `noc`' },
  },
  {
    name: LONG,
    above: 3,
    status: 'failed',
    more: { error_class: 'host_key_changed', error: 'It showed another host key than the one that is known' },
  },
  { name: 'ap-lobby', above: 4, status: 'stopped', more: { stop_reason: 'excluded' } },
  { name: 'SEP0011223344', above: 4, status: 'stopped', more: { stop_reason: 'excluded' } },
  { name: '52:54:00:ab:cd:ef', above: 4, status: 'stopped', more: { stop_reason: 'no_address' } },
]
const wayTo = (nth: number): string[] => {
  const { name, above } = MET[nth]!
  return above === undefined ? [name] : [...wayTo(above), name]
}

/** What a crawl of it answers. */
const RESULT = {
  status: 'partial',
  dry_run: false,
  depth_reached: 2,
  visited: 7,
  succeeded: 5,
  failed: 2,
  skipped: 3,
  unknown_neighbors: 3,
  links_total: 10,
  links_new: 1,
  links_lost: 1,
  links_changed: 0,
  links_returned: 0,
  links_doubted: 1,
  by_depth: [1, 3, 1],
  stop_reasons: { excluded: 2, no_address: 1 },
  devices: MET.map(({ name, status, more }, nth) => ({
    name,
    device_id: null,
    number: null,
    address: `10.0.0.${nth}`,
    platform: 'cisco_ios',
    depth: wayTo(nth).length - 1,
    path: wayTo(nth),
    via_interface: nth ? `GigabitEthernet1/0/${nth}` : null,
    status,
    error_class: null,
    error: null,
    stop_reason: null,
    steps: [],
    neighbors: 3,
    ms: 420,
    ...more,
  })),
  links: {
    new: ['core-2 TwentyFiveGigE1/0/3 – dist-1 GigabitEthernet1/1/2'],
    lost: ['core-2 TwentyFiveGigE1/0/4 – dist-2 GigabitEthernet1/1/2'],
    changed: [],
    returned: [],
  },
  duration_ms: 8_400,
}

/** The devices that a job has met so far: those that were tried are done, the next one waits, others are being asked. */
export function visitsSql(job: string, upTo = MET.length, isOver = false): string {
  const rows = MET.slice(0, upTo).map(({ name, above, status, more = {} }, nth) => {
    const state = isOver ? status : nth === upTo - 1 ? 'waiting' : nth === upTo - 2 ? 'asking' : status
    const doing = { waiting: `waiting for ${name}, held by job 7`, asking: 'arp' }[state]
    const note = doing ?? (more.error as string)
    const kind = (more.stop_reason ?? more.error_class) as string | undefined
    const isDone = state === status
    const steps = isDone ? (more.steps ?? []) : state === 'asking' ? asked().slice(0, 4) : []
    const number = (more.number as number | undefined) ?? 'null'
    return `('${job}', ${nth}, 1, nextval('noc.device_visits_revision'), ${text(name)}, ${number},
      (select id from noc.devices where number = ${number}),
      ${text(`10.0.0.${nth}`)}, ${wayTo(nth).length - 1}, ${above ?? 'null'}, ${text(nth ? `Gi1/0/${nth}` : null)}, '${state}',
      ${text(note)}, ${text(isDone ? kind : null)}, ${text(JSON.stringify(steps))}, now())`
  })
  return `
    insert into noc.device_visits (job_id, nth, attempt, revision, name, number, device_id, address, depth, parent, via_interface,
      state, note, error_class, steps, began_at) values ${rows.join()}
    on conflict (job_id, nth) do update set revision = excluded.revision, state = excluded.state, note = excluded.note,
      error_class = excluded.error_class, steps = excluded.steps;`
}

/** Tasks that log in to devices. */
const ASKING = ['discover_topology', 'create_baseline', 'create_snapshot']

/** Has the demo ask devices only when a test wants it to: what it finds would come between. */
export async function noCrawls(api: Api) {
  const schedules = await api.call<{ id: string; task: string; enabled: boolean }[]>(
    'GET',
    '/scheduler/tasks?limit=100',
  )
  for (const { id, task, enabled } of schedules)
    if (ASKING.includes(task) && enabled) await api.call('PUT', `/scheduler/tasks/${id}`, { enabled: false })
  const open = 'queue=default&state=queued,waiting,running,retrying'
  for (const task of ASKING)
    await expect.poll(() => api.call<unknown[]>('GET', `/jobs?task=${task}&${open}`), { timeout: 120_000 }).toEqual([])
}

/** Puts the little network there, as if a crawl had seen it: one that went nowhere, with what another would have answered. */
export async function littleNetwork(program: Program, api: Api) {
  await noCrawls(api)
  const { id } = await ran(api, 'discover_topology', { device_ids: [1], dry_run: true })
  await program.sql(`${networkSql(LITTLE, id)}${TABLES}${visitsSql(id, undefined, true)}
    update noc.job_history set result = ${text(JSON.stringify(RESULT))}::jsonb, warnings = 4 where id = '${id}';
    insert into noc.topology_crawls (job_id, at, nodes, links, links_new, links_lost, links_changed)
    select '${id}', now() - interval '3 minutes', array_agg(id), 10, 1, 1, 0 from noc.topology_nodes where visited_at is not null;`)
  return { job: id }
}

/** So many devices: a core, what hangs on it, and what hangs on that; and as many links as are wanted. */
export function largeNetwork(devices: number, links: number): Made {
  const CORE = 10
  const DIST = Math.floor(devices / 12)
  const name = (nth: number) =>
    nth < CORE ? `core-${nth}` : nth < CORE + DIST ? `dist-${nth - CORE}` : `access-${nth - CORE - DIST}`
  const made: Made = {
    nodes: Array.from({ length: devices }, (_, nth) => ({
      name: name(nth),
      more: { capability: nth < CORE ? 'router' : 'bridge', location: `Site ${nth % 20}` },
    })),
    links: [],
  }
  const ports = devices ? new Array<number>(devices).fill(0) : []
  const port = (node: number) => `TenGigabitEthernet1/0/${(ports[node] = ports[node]! + 1)}`
  const join = (a: number, b: number) => made.links.push({ a, b, ports: [port(a), port(b)] })
  for (let a = 0; a < CORE; a += 1) join(a, (a + 1) % CORE)
  for (let nth = CORE; nth < CORE + DIST; nth += 1) for (const up of [nth % CORE, (nth + 1) % CORE]) join(up, nth)
  for (let nth = CORE + DIST; nth < devices; nth += 1) join(CORE + (nth % DIST), nth)
  // The rest are second ways up, some of them beside the first.
  for (let nth = CORE + DIST; made.links.length < links; nth = nth + 1 < devices ? nth + 1 : CORE + DIST)
    join(CORE + ((nth + made.links.length) % DIST), nth)
  return made
}

/** Two keys, of which one device showed another one. */
export const ALARM = { name: LONG, known: 'SHA256:the-key-that-it-is-known-by', offered: 'SHA256:another-key' }
export const HOST_KEYS = `
  delete from noc.host_keys;
  insert into noc.host_keys (device, name, algorithm, fingerprint, public_key, offered_algorithm, offered_fingerprint,
    offered_public_key, offered_at) values
    ('address:10.0.0.6:22', ${text(ALARM.name)}, 'ssh-ed25519', ${text(ALARM.known)}, 'a', 'ssh-rsa', ${text(ALARM.offered)}, 'b', now()),
    ('address:10.0.0.1:22', 'core-1', 'ssh-ed25519', 'SHA256:of-core-1', 'c', null, null, null, null);`
