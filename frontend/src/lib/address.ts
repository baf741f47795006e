/** What an address looks like; whether it is one is for the server to say. */
const PAIRS = /^[0-9a-f]{1,2}([:-])(?:[0-9a-f]{1,2}\1){4}[0-9a-f]{1,2}$/i
const DOTTED = /^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$/i
const HUAWEI = /^(?:[0-9a-f]{4}-){2}[0-9a-f]{4}$/i
const BARE = /^[0-9a-f]{12}$/i
const IP4 = /^(?:\d{1,3}\.){3}\d{1,3}$/
/** All eight groups, or some with `::` between. */
const IP6 = /^(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?=[^:]*(?::[^:]+)*::)[0-9a-f:]{2,39})(?:%\w+)?$/i

export const isMac = (text: string) => [PAIRS, DOTTED, HUAWEI, BARE].some((form) => form.test(text))

export const isIp = (text: string) =>
  IP4.test(text) ? text.split('.').every((part) => Number(part) < 256) : IP6.test(text) && !isMac(text)

/** `MAC address`, `IP address`, or nothing where it is neither. */
export function addressKind(text: string): 'MAC address' | 'IP address' | undefined {
  const wanted = text.trim()
  if (isMac(wanted)) return 'MAC address'
  return isIp(wanted) ? 'IP address' : undefined
}
