/** Words that have a spelling of their own. */
const OWN: Record<string, string> = {
  nautobot: 'Nautobot',
  checkmk: 'CheckMK',
  ttl: 'TTL',
  id: 'ID',
  ids: 'IDs',
  ip: 'IP',
  url: 'URL',
}

/** What people call a field: `compare_with_nautobot` → `Compare with Nautobot`. */
export function nameWords(name: string): string {
  const words = name
    .split('_')
    .map((word) => OWN[word] ?? word)
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
