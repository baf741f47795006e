/** The parts of the settings, in the order in which they are shown. */
export const TABS = [
  { key: 'health', label: 'System health' },
  { key: 'connections', label: 'Connections' },
  { key: 'credentials', label: 'Credentials' },
  { key: 'host-keys', label: 'Host keys' },
  { key: 'cache', label: 'Cache' },
  { key: 'maintenance', label: 'Maintenance' },
  { key: 'tokens', label: 'API tokens' },
  { key: 'users', label: 'Users & roles', admin: true },
  { key: 'account', label: 'Your account' },
] as const satisfies { key: string; label: string; admin?: boolean }[]

export type TabKey = (typeof TABS)[number]['key']
