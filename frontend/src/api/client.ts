import createClient from 'openapi-fetch'
import { fromAnswer, fromSilence } from './problem'
import type { components, paths } from './schema'
import { observeServerTime } from '@/lib/clock'

type Schemas = components['schemas']
export type Schedule = Schemas['Schedule']
export type ScheduleInput = Schemas['ScheduleInput']
export type ScheduleEvent = Schemas['ScheduleEvent']
export type Job = Schemas['Job']
export type JobDetail = Schemas['JobDetail']
export type JobState = Schemas['JobState']
export type LogLine = Schemas['LogLine']
export type Worker = Schemas['Worker']
export type Queue = Schemas['Queue']
export type MaintenanceWindow = Schemas['MaintenanceWindow']
export type MaintenanceWindowInput = Schemas['MaintenanceWindowInput']
export type DueTime = Schemas['DueTime']
export type User = Schemas['User']
export type Role = Schemas['Role']
export type ApiToken = Schemas['ApiToken']
export type AvailableTask = Schemas['AvailableTask']
export type Connection = Schemas['Connection']
export type ConnectionInput = Schemas['ConnectionInput']
export type ConnectionKind = Schemas['ConnectionKind']
export type ConnectionTest = Schemas['ConnectionTest']
export type CachedItem = Schemas['CachedItem']
export type Credential = Schemas['Credential']
export type CredentialInput = Schemas['CredentialInput']

/** No answer takes this long unless something hangs. */
const PATIENCE_MS = 20_000
/** Of a request that itself waits for another system, which gets twenty seconds. */
const LONG_PATIENCE_MS = 40_000

/** Told when an answer says that nobody is logged in any more. */
export const whenLoggedOut: { tell: () => void } = { tell: () => undefined }

export const api = createClient<paths>({
  baseUrl: location.origin,
  querySerializer: { array: { style: 'form', explode: false } },
  fetch: within(PATIENCE_MS),
})

function within(ms: number) {
  return async (request: Request) => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(ms)])
    return fetch(new Request(request, { signal }))
  }
}
/** For the `fetch` of a request that itself waits for another system. */
export const patiently = within(LONG_PATIENCE_MS)

api.use({
  onResponse({ request, response }) {
    observeServerTime(response.headers.get('date'))
    const isLogin = new URL(request.url).pathname.startsWith('/api/auth/log')
    if (response.status === 401 && !isLogin) whenLoggedOut.tell()
  },
  onError({ error }) {
    return fromSilence(error)
  },
})

type Answer<T> = Promise<{ data?: T; error?: unknown; response: Response }>

/** The body of a good answer; anything else is thrown as a `Failure`. */
export async function ok<T>(answer: Answer<T>): Promise<T> {
  const { data, error, response } = await answer.catch((cause: unknown) => {
    throw fromSilence(cause)
  })
  if (!response.ok || data === undefined) throw fromAnswer(response.status, error)
  return data
}

/** One page of a list, with what its headers say. */
export interface Page<T> {
  items: T[]
  /** How many match in all; exact up to 10,000. */
  total: number
  /** Asks for the page after this one. */
  next: string | undefined
  /** Where the stream stood before the list was read. */
  streamCursor: string | undefined
}

export async function page<T>(answer: Answer<T[]>): Promise<Page<T>> {
  const { data, error, response } = await answer.catch((cause: unknown) => {
    throw fromSilence(cause)
  })
  if (!response.ok || data === undefined) throw fromAnswer(response.status, error)
  const link = /<([^>]*)>; *rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
  return {
    items: data,
    total: Number(response.headers.get('x-total-count') ?? data.length),
    next: link ? (new URL(link, location.origin).searchParams.get('cursor') ?? undefined) : undefined,
    streamCursor: response.headers.get('x-stream-cursor') ?? undefined,
  }
}
