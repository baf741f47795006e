import { KINDS } from './draft'
import type { Connection } from '@/api/client'

const CLASSES: Record<string, string> = {
  refused_login: 'The login was refused',
  no_permission: 'The login may not read this',
  unreachable: 'The server cannot be reached',
  timeout: 'No answer in time',
  rate_limited: 'The server asks for fewer requests',
  server: 'The server has an error of its own',
  not_nautobot: 'This is not a Nautobot',
  not_checkmk: 'This is not a CheckMK site',
  refused_request: 'The request was refused',
  graphql_errors: 'The query was refused',
  too_large: 'The answer is too large',
  bad_config: 'The settings cannot work',
  secret: 'The stored secret cannot be read',
}

/** What a failed test is called; the real reason stands beside it. */
export function classWords(word: string | null | undefined): string {
  if (!word) return 'It does not work'
  return CLASSES[word] ?? word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ')
}

/** What becomes of jobs when a connection is removed. */
export function deletionWords(connection: Connection, all: Connection[]): string {
  const { title, reads } = KINDS[connection.kind]
  const others = all.filter((other) => other.kind === connection.kind && other.id !== connection.id)
  const rest = `Its secret is forgotten with it. ${capital(reads)}, their history and the results of syncs stay.`
  const named = `Jobs and schedules that name “${connection.name}” fail from now on`
  if (!others.length) return `${named}, and so do those that name none: no other ${title} is connected. ${rest}`
  if (!connection.is_default) return `${named}. ${rest}`
  const [heir] = others
  const unnamed =
    others.length === 1 && heir
      ? `those that name none use “${heir.name}”`
      : 'those that name none fail until you make another one the default'
  return `${named}; ${unnamed}. ${rest}`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Where a connection that cannot be changed here stands. */
export const VARIABLES: Record<Connection['kind'], string> = {
  nautobot: 'NOC_NAUTOBOT_URL',
  checkmk: 'NOC_CHECKMK_URL',
}
