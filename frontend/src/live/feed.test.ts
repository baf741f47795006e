import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Feed } from './feed'
import type { Link, LiveEvent } from './protocol'
import { SseParser } from './sse'

/** A server whose streams a test writes by hand. */
function server() {
  const asked: string[] = []
  const streams: ReadableStreamDefaultController<Uint8Array>[] = []
  let status = 200
  const get = async (url: RequestInfo | URL, init?: RequestInit) => {
    asked.push(String(url))
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        streams.push(controller)
        init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
      },
    })
    return new Response(status === 200 ? body : null, { status })
  }
  const say = (text: string) => streams.at(-1)?.enqueue(new TextEncoder().encode(text))
  const cut = () => streams.at(-1)?.close()
  return { asked, get: get as typeof fetch, say, cut, answer: (s: number) => (status = s) }
}

const told: LiveEvent[] = []
const links: Link['state'][] = []
const places: string[] = []
const ears = {
  events: (e: LiveEvent[]) => void told.push(...e),
  link: (l: Link) => void links.push(l.state),
  place: (last: string) => void places.push(last),
}

beforeEach(() => {
  vi.useFakeTimers()
  told.length = 0
  links.length = 0
  places.length = 0
})
afterEach(() => vi.useRealTimers())

it('puts events together however they are cut', () => {
  const text = 'id: a-1\nevent: job\ndata: {"x":"ä"}\n\n:\n\nid: a-2\n\nevent: log\ndata: {}\n\n'
  for (let at = 0; at <= text.length; at++) {
    const parser = new SseParser()
    const events = [...parser.push(text.slice(0, at)), ...parser.push(text.slice(at))]
    expect(events.map((e) => [e.event, e.data, e.id])).toEqual([
      ['job', '{"x":"ä"}', 'a-1'],
      ['message', '', 'a-2'],
      ['log', '{}', undefined],
    ])
  }
})

it('comes back after the last event it saw', async () => {
  const remote = server()
  const feed = new Feed(ears, remote.get)
  feed.start('a-0')
  await vi.advanceTimersByTimeAsync(1)
  expect(remote.asked).toEqual(['/api/jobs/stream?after=a-0'])
  remote.say('id: a-7\nevent: job\ndata: {"id":"1"}\n\n')
  await vi.advanceTimersByTimeAsync(150)
  expect(told).toEqual([{ kind: 'job', data: { id: '1' } }])
  remote.cut()
  await vi.advanceTimersByTimeAsync(300)
  expect(remote.asked.at(-1)).toBe('/api/jobs/stream?after=a-7')
  expect(links).toEqual(['live', 'lost', 'live'])
  feed.close()
})

it('reopens where it was when other logs are wanted, without calling that a loss', async () => {
  const remote = server()
  const feed = new Feed(ears, remote.get)
  feed.start(undefined)
  await vi.advanceTimersByTimeAsync(1)
  remote.say('id: a-3\n\n')
  await vi.advanceTimersByTimeAsync(1)
  feed.follow(['job-b', 'job-a'])
  await vi.advanceTimersByTimeAsync(1)
  expect(remote.asked.at(-1)).toBe('/api/jobs/stream?logs=job-a%2Cjob-b&after=a-3')
  expect(links).toEqual(['live'])
  feed.close()
})

it('notices a connection that went silent', async () => {
  const remote = server()
  const feed = new Feed(ears, remote.get)
  feed.start(undefined)
  await vi.advanceTimersByTimeAsync(39_000)
  remote.say(':\n\n')
  await vi.advanceTimersByTimeAsync(39_000)
  expect(links).toEqual(['live'])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(links).toEqual(['live', 'lost', 'live'])
  feed.close()
})

it('ends with the login', async () => {
  const remote = server()
  remote.answer(401)
  const feed = new Feed(ears, remote.get)
  feed.start(undefined)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(links).toEqual(['ended'])
  expect(remote.asked).toHaveLength(1)
})

it('tells a place only when nothing that came before it is held back', async () => {
  const remote = server()
  const feed = new Feed(ears, remote.get)
  feed.start(undefined)
  await vi.advanceTimersByTimeAsync(1)
  remote.say('id: a-1\n\n')
  await vi.advanceTimersByTimeAsync(1)
  remote.say('id: a-2\nevent: job\ndata: {"id":"1"}\n\nid: a-3\n\n')
  await vi.advanceTimersByTimeAsync(1)
  expect(places).toEqual(['a-1'])
  expect(told).toEqual([])
  await vi.advanceTimersByTimeAsync(150)
  expect(told).toHaveLength(1)
  expect(feed.place).toBe('a-3')
  feed.close()
})
