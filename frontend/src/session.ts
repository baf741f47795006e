import { computed, shallowRef } from 'vue'
import { api, ok, whenLoggedOut, type Role, type Schedule, type User } from '@/api/client'
import { Failure } from '@/api/problem'
import { leaveLive, startLive, whenEnded } from '@/live/stream'

const someone = shallowRef<User | undefined>()
let asked = false

/** Who is logged in. */
export const user = computed(() => someone.value)

/** What to do when a login ends; the router says. */
export const whenSessionEnds: { tell: () => void } = { tell: () => undefined }

/** Finds out, once, whether somebody is logged in. */
export async function whoAmI(): Promise<User | undefined> {
  if (asked) return someone.value
  try {
    someone.value = await ok(api.GET('/api/auth/me'))
    startLive()
  } catch (e) {
    if (!(e instanceof Failure) || e.status !== 401) throw e
  }
  asked = true
  return someone.value
}

export async function logIn(username: string, password: string) {
  const login = await ok(api.POST('/api/auth/login', { body: { username, password } }))
  someone.value = login.user
  asked = true
  startLive()
}

export async function logOut() {
  await ok(api.POST('/api/auth/logout')).catch(() => undefined)
  forget()
}

function forget() {
  someone.value = undefined
  asked = true
  leaveLive()
}

whenLoggedOut.tell = () => {
  if (!someone.value) return
  forget()
  whenSessionEnds.tell()
}

// The stream ends with a login, and also when the server is told to stop: ask which.
whenEnded.tell = () => {
  void ok(api.GET('/api/auth/me')).then(
    (me) => {
      someone.value = me
      startLive()
    },
    () => undefined,
  )
}

const RANK: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 }
const atLeast = (role: Role) => computed(() => RANK[someone.value?.role ?? 'viewer'] >= RANK[role])

export const isOperator = atLeast('operator')
export const isAdmin = atLeast('admin')

/** Whether a schedule's contents may be changed: one's own, or any as an admin. */
export function mayEdit(schedule: Pick<Schedule, 'owner_username'>): boolean {
  return isAdmin.value || (isOperator.value && schedule.owner_username === someone.value?.username)
}

/** Why something is not for this person, to be shown where it would be. */
export function notEditable(schedule: Pick<Schedule, 'owner_username'>): string | undefined {
  if (mayEdit(schedule)) return undefined
  if (!isOperator.value) return 'Viewers cannot change schedules'
  return `Only ${schedule.owner_username ?? 'its owner'} or an admin can change it`
}
