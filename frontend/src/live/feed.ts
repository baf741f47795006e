import type { Link, LiveEvent } from './protocol'
import { SseParser } from './sse'

/** Nothing for this long, not even a comment (one comes every 15 s): the connection is dead without knowing it. */
const SILENCE_MS = 40_000
/** Pauses between attempts to come back; the last one repeats. */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000]
/** Events are handed on together this often: every one alone would redraw too much. */
const BATCH_MS = 100
/** The server takes this many log streams in one connection. */
const MOST_LOGS = 20
/** A stream that ended because the set of logs changed is not lost. */
const REOPEN = 'reopen'

/** Told what arrives and how the stream is. */
export interface FeedEars {
  events: (events: LiveEvent[]) => void
  link: (link: Link) => void
  /** The stream stands here, though nothing was told. */
  place: (last: string) => void
}

/**
 * The one connection to the stream: comes back by itself after the last event it saw,
 * and reopens in the same way when the set of open logs changes.
 */
export class Feed {
  private stop: AbortController | undefined
  private last: string | undefined
  private logs: string[] = []
  private failures = 0
  private waiting: LiveEvent[] = []
  private flushing: ReturnType<typeof setTimeout> | undefined
  private running = false
  link: Link = { state: 'joining', since: Date.now() }

  constructor(
    private readonly ears: FeedEars,
    private readonly get: typeof fetch = (...a) => fetch(...a),
  ) {}

  /** The last event that was seen. */
  get place(): string | undefined {
    return this.last
  }

  /** Opens the stream where it is not open; `after` counts where nothing was seen yet. */
  start(after: string | undefined) {
    if (this.running) return
    if (this.link.state === 'ended') {
      this.last = undefined
      this.tell('joining')
    }
    this.last ??= after
    this.running = true
    void this.run()
  }

  /** The jobs whose log lines are to come along. */
  follow(jobs: string[]) {
    const wanted = [...new Set(jobs)].sort().slice(-MOST_LOGS)
    if (wanted.join() === this.logs.join()) return
    this.logs = wanted
    if (this.running) this.stop?.abort(REOPEN)
  }

  close() {
    this.running = false
    this.stop?.abort()
    this.flush()
  }

  private async run() {
    while (this.running) {
      this.stop = new AbortController()
      const signal = this.stop.signal
      try {
        if ((await this.read(signal)) === 'ended') {
          this.running = false
          this.tell('ended')
          return
        }
      } catch {
        // Whatever it was, the answer is the same: come back.
      }
      if (signal.reason === REOPEN || !this.running) continue
      this.flush()
      if (this.failures > 0 || this.link.state === 'live') this.tell('lost')
      const pause = PAUSES_MS[Math.min(this.failures, PAUSES_MS.length - 1)] ?? 0
      this.failures += 1
      await new Promise((resume) => setTimeout(resume, pause))
    }
  }

  private async read(signal: AbortSignal): Promise<'ended' | 'broke'> {
    const query = new URLSearchParams()
    if (this.logs.length) query.set('logs', this.logs.join())
    if (this.last) query.set('after', this.last)
    const silence = new AbortController()
    let guard = setTimeout(() => silence.abort(), SILENCE_MS)
    const heard = () => {
      clearTimeout(guard)
      guard = setTimeout(() => silence.abort(), SILENCE_MS)
    }
    try {
      const answer = await this.get(`/api/jobs/stream?${query}`, {
        signal: AbortSignal.any([signal, silence.signal]),
        headers: { accept: 'text/event-stream' },
      })
      if (answer.status === 401 || answer.status === 403) return 'ended'
      if (!answer.ok || !answer.body) return 'broke'
      this.failures = 0
      this.tell('live')
      const parser = new SseParser()
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return 'broke'
        heard()
        for (const event of parser.push(value)) this.take(event.event, event.data, event.id)
      }
    } finally {
      clearTimeout(guard)
    }
  }

  private take(event: string, data: string, id: string | undefined) {
    if (id) this.last = id
    // What is held back came before it: whoever goes on from here must not miss that.
    if (id && !data && !this.waiting.length) this.ears.place(id)
    if (!data) return
    this.waiting.push({ kind: event, data: JSON.parse(data) } as LiveEvent)
    this.flushing ??= setTimeout(() => this.flush(), BATCH_MS)
  }

  private flush() {
    clearTimeout(this.flushing)
    this.flushing = undefined
    if (!this.waiting.length) return
    const events = this.waiting
    this.waiting = []
    this.ears.events(events)
  }

  private tell(state: Link['state']) {
    if (state === this.link.state) return
    this.link = { state, since: Date.now() }
    this.ears.link(this.link)
  }
}
