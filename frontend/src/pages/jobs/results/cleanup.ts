/** What `cleanup_old_data` answers. */
export interface Cleanup {
  status: 'complete' | 'partial'
  dry_run: boolean
  kinds: CleanupKind[]
  removed: number
  errors: { kind: string; error: string }[]
  duration_ms: number
}

export interface CleanupKind {
  kind: string
  older_than: string | null
  found: number
  removed: number
  kept: number
  kept_because: string | null
}

const NAMES: Record<string, string> = {
  inventory_changes: 'Changes that syncs found',
  syncs: 'Syncs',
  stale_devices: 'Devices gone from Nautobot',
  stale_hosts: 'Hosts gone from CheckMK',
  job_targets: 'Devices that jobs aimed at',
  device_visits: 'What jobs did on devices',
  topology_changes: 'Changes of links',
  gone_facts: 'Gone addresses and routes',
  jobs: 'Finished jobs and their logs',
  skips: 'Reasons of skipped due times',
  daily_counts: 'Daily counts of jobs',
  backfills: 'Backfills',
  outages: 'Outages',
  maintenance_windows: 'Maintenance windows that are over',
  idempotency_keys: 'Keys of repeated requests',
  logins: 'Expired logins',
  notices: 'Notices',
}
export const kindName = (kind: string) =>
  NAMES[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' ')

/** Whether there is anything to say of a kind beyond that it has nothing old. */
export const hasNews = (kind: CleanupKind, errors: Cleanup['errors']) =>
  kind.found > 0 || kind.removed > 0 || kind.kept > 0 || errors.some((e) => e.kind === kind.kind)

export const wouldRemove = (result: Pick<Cleanup, 'kinds'>) => result.kinds.reduce((sum, kind) => sum + kind.found, 0)
