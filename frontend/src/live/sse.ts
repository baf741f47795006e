/** One event of a stream. */
export interface SseEvent {
  event: string
  data: string
  id: string | undefined
}

/** Puts events together from chunks of a `text/event-stream`, cut anywhere. */
export class SseParser {
  private rest = ''

  push(chunk: string): SseEvent[] {
    const blocks = (this.rest + chunk).split('\n\n')
    this.rest = blocks.pop() ?? ''
    const events: SseEvent[] = []
    for (const block of blocks) {
      const event: SseEvent = { event: 'message', data: '', id: undefined }
      for (const line of block.split('\n')) {
        const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? []
        if (field === 'event') event.event = value ?? ''
        if (field === 'id') event.id = value
        if (field === 'data') event.data = event.data ? `${event.data}\n${value}` : (value ?? '')
      }
      if (event.data || event.id) events.push(event)
    }
    return events
  }
}
