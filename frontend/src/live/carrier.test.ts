import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { carrier } from './carrier'
import type { Tell } from './protocol'

const asked: string[] = []
const streams: ReadableStreamDefaultController<Uint8Array>[] = []
const turn = () => vi.advanceTimersByTimeAsync(120)
/** Ends who leads now, as closing its tab does. */
let endLeader: () => void

/** Locks that are handed on by hand; the page's own would be held for ever. */
function locks() {
  const waiting: (() => unknown)[] = []
  endLeader = () => waiting.shift()?.()
  let held = false
  return {
    request: (_: string, act: () => unknown) => {
      if (held) waiting.push(act)
      else {
        held = true
        act()
      }
      return new Promise(() => undefined)
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
  streams.length = 0
  vi.stubGlobal('SharedWorker', undefined)
  Object.defineProperty(navigator, 'locks', { value: locks(), configurable: true })
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    return new Response(new ReadableStream<Uint8Array>({ start: (c) => void streams.push(c) }))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const say = (text: string) => streams.at(-1)?.enqueue(new TextEncoder().encode(text))

it('goes on where the tab before had come to, though its own lists came late', async () => {
  const told: Tell[] = []
  vi.stubGlobal('BroadcastChannel', Channel)
  const first = carrier(() => undefined)
  const second = carrier((what) => void told.push(what))
  first({ do: 'join', after: 'a-0' })
  // Without a list that brought a place.
  second({ do: 'join', after: undefined })
  await turn()
  say('id: a-5\nevent: job\ndata: {"id":"1"}\n\n')
  await turn()
  expect(told.filter((what) => what.say === 'events')).toHaveLength(1)
  endLeader()
  await turn()
  expect(asked).toEqual(['/api/jobs/stream?after=a-0', '/api/jobs/stream?after=a-5'])
})

/** All channels of one name hear each other, at once. */
class Channel {
  static all = new Set<Channel>()
  onmessage: ((event: MessageEvent) => void) | undefined
  constructor() {
    Channel.all.add(this)
  }
  postMessage(data: unknown) {
    for (const one of Channel.all) if (one !== this) one.onmessage?.({ data } as MessageEvent)
  }
}
