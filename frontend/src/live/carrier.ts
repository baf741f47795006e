import { Hub } from './hub'
import type { Ask, Tell } from './protocol'

/** Takes what a tab asks for to whoever holds the stream. */
export type Carrier = (ask: Ask) => void

const CHANNEL = 'noc-live'

/** The best way this browser has to share one stream among its tabs. */
export function carrier(hear: (what: Tell) => void): Carrier {
  if (typeof SharedWorker !== 'undefined') return byWorker(hear)
  if (typeof BroadcastChannel !== 'undefined' && 'locks' in navigator) return byLeader(hear)
  const hub = new Hub()
  return (ask) => hub.asked('me', ask, hear)
}

function byWorker(hear: (what: Tell) => void): Carrier {
  const worker = new SharedWorker(new URL('./sharedStream.ts', import.meta.url), { type: 'module', name: CHANNEL })
  worker.port.onmessage = ({ data }: MessageEvent<Tell>) => hear(data)
  return (ask) => worker.port.postMessage(ask)
}

/** Without shared workers one tab holds the stream and tells the others; when it goes, the next one takes over. */
function byLeader(hear: (what: Tell) => void): Carrier {
  const me = crypto.getRandomValues(new Uint32Array(2)).join('-')
  const channel = new BroadcastChannel(CHANNEL)
  let hub: Hub | undefined
  let joined: Extract<Ask, { do: 'join' }> | undefined
  let logs: Ask | undefined
  let last: string | undefined
  const heard = (what: Tell) => {
    if (what.say === 'place') last = what.last
    else hear(what)
  }

  channel.onmessage = ({ data }: MessageEvent<{ from?: string; ask?: Ask; to?: string; what?: Tell; anew?: true }>) => {
    if (data.ask && hub) {
      const { from, ask } = data
      hub.asked(from, ask, (what) => channel.postMessage({ to: from, what }))
    }
    if (data.what && data.to === me) heard(data.what)
    // A new leader knows nobody yet.
    if (data.anew) for (const ask of [joined, logs]) if (ask) channel.postMessage({ from: me, ask })
  }

  void navigator.locks.request(CHANNEL, () => {
    hub = new Hub()
    // From where the one before had come to, so that nothing falls between.
    const again = joined && { ...joined, after: last ?? joined.after }
    for (const ask of [again, logs]) if (ask) hub.asked(me, ask, heard)
    channel.postMessage({ anew: true })
    // Held until this tab goes.
    return new Promise(() => undefined)
  })

  return (ask) => {
    if (ask.do === 'join') joined = ask
    if (ask.do === 'logs') logs = ask
    if (hub) hub.asked(me, ask, heard)
    else channel.postMessage({ from: me, ask })
  }
}
