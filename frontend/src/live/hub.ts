import { Feed } from './feed'
import type { Ask, LiveEvent, Tell } from './protocol'

/** What was told within this time is told again to a tab that joins: its list may have been read before it was here. */
const REMEMBER_MS = 30_000
const MOST_REMEMBERED = 4_000
/** A tab that said nothing for this long is gone; hidden ones speak once a minute. */
const GONE_MS = 150_000

interface Tab {
  tell: (what: Tell) => void
  logs: string[]
  seen: number
}

/** Holds the one stream of a browser and tells every tab. */
export class Hub {
  private readonly tabs = new Map<unknown, Tab>()
  private recent: { at: number; event: LiveEvent }[] = []
  private readonly feed: Feed
  private last: string | undefined

  constructor(get?: typeof fetch) {
    this.feed = new Feed(
      {
        events: (events) => this.spread(events),
        link: (link) => this.tell({ say: 'link', link }),
        place: (last) => this.stand(last),
      },
      get,
    )
    setInterval(() => this.bury(), GONE_MS / 3)
  }

  /** What the tab behind `key` asks for; `tell` reaches it. */
  asked(key: unknown, ask: Ask, tell: (what: Tell) => void) {
    const tab = this.tabs.get(key) ?? { tell, logs: [], seen: 0 }
    tab.seen = Date.now()
    if (ask.do === 'leave') this.tabs.delete(key)
    else this.tabs.set(key, tab)
    if (ask.do === 'join') {
      this.feed.start(ask.after)
      tell({ say: 'link', link: this.feed.link })
      const events = this.recent.filter((r) => r.event.kind !== 'reset').map((r) => r.event)
      if (events.length) tell({ say: 'events', events })
      if (this.last) tell({ say: 'place', last: this.last })
    }
    if (ask.do === 'logs') tab.logs = ask.jobs
    if (ask.do !== 'stay') this.follow()
  }

  private follow() {
    this.feed.follow([...this.tabs.values()].flatMap((tab) => tab.logs))
  }

  private spread(events: LiveEvent[]) {
    const at = Date.now()
    // Log lines are read from the server by whoever opens a log.
    const kept = events.filter((e) => e.kind !== 'log' && e.kind !== 'counts').map((event) => ({ at, event }))
    this.recent = [...this.recent.filter((r) => r.at > at - REMEMBER_MS), ...kept].slice(-MOST_REMEMBERED)
    this.tell({ say: 'events', events })
    if (this.feed.place) this.stand(this.feed.place)
  }

  /** Tells every tab how far it was told everything: one that takes over goes on there. */
  private stand(last: string) {
    this.last = last
    this.tell({ say: 'place', last })
  }

  private tell(what: Tell) {
    for (const tab of this.tabs.values()) tab.tell(what)
  }

  private bury() {
    const limit = Date.now() - GONE_MS
    for (const [key, tab] of this.tabs) if (tab.seen < limit) this.tabs.delete(key)
    this.follow()
  }
}
