/// <reference lib="webworker" />
import { Hub } from './hub'
import type { Ask } from './protocol'

// The shared worker: browsers allow six connections to a host, so that with a
// stream for every tab the seventh tab would never load.
const hub = new Hub()

addEventListener('connect', (connected) => {
  const port = (connected as MessageEvent).ports[0]
  if (!port) return
  port.onmessage = ({ data }: MessageEvent<Ask>) => hub.asked(port, data, (what) => port.postMessage(what))
})
