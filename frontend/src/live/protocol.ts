import type { Job, LogLine, Schedule, Worker } from '@/api/client'

/** What the stream tells, whole things as they are now. */
export type LiveEvent =
  | { kind: 'job'; data: Job }
  | { kind: 'log'; data: LogLine }
  | { kind: 'schedule'; data: Schedule }
  | { kind: 'worker'; data: Worker }
  | { kind: 'maintenance'; data: { id: string } }
  | { kind: 'counts'; data: Record<string, number> }
  | { kind: 'reset'; data: { reason?: string } }

/** How the stream is. `since` is when it became so, in milliseconds. */
export interface Link {
  state: 'joining' | 'live' | 'lost' | 'ended'
  since: number
}

/** From a tab to whoever holds the stream. */
export type Ask =
  /** Here I am; `after` is the cursor of the first list I read. */
  | { do: 'join'; after: string | undefined }
  /** The jobs whose log lines I show. */
  | { do: 'logs'; jobs: string[] }
  /** Still here. */
  | { do: 'stay' }
  | { do: 'leave' }

/** From whoever holds the stream to every tab. Up to `last` everything was told: a tab that takes over goes on there. */
export type Tell = { say: 'link'; link: Link } | { say: 'events'; events: LiveEvent[] } | { say: 'place'; last: string }
