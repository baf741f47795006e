import { ADMIN } from './program'

export interface Made {
  id: string
  name: string
  version: number
  [field: string]: unknown
}

/** The API as a script would use it: for what a test needs to be there beforehand. */
export class Api {
  private constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  static async login(url = process.env.E2E_URL ?? '', who = ADMIN): Promise<Api> {
    const answer = await fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(who),
    })
    if (!answer.ok) throw new Error(`login: ${await answer.text()}`)
    const { access_token } = (await answer.json()) as { access_token: string }
    return new Api(url, access_token)
  }

  async call<T = Made>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.url}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }

  /** A schedule that is not due during a test, unless it says otherwise. */
  schedule(name: string, more: Record<string, unknown> = {}) {
    return this.call('POST', '/scheduler/tasks', {
      name,
      task: 'test_job',
      kwargs: { duration: 0.2, steps: 2 },
      schedule_type: 'interval',
      interval: { every: 9, period: 'weeks' },
      ...more,
    })
  }

  job(more: Record<string, unknown> = {}) {
    return this.call('POST', '/jobs', { task: 'test_job', kwargs: { duration: 0.2 }, ...more })
  }

  /** Hands on what the stream of jobs tells, as it comes, until it is stopped. */
  async follow(hear: (text: string) => void, signal: AbortSignal) {
    try {
      const headers = { authorization: `Bearer ${this.token}` }
      const { body } = await fetch(`${this.url}/api/jobs/stream`, { headers, signal })
      for await (const text of body!.pipeThrough(new TextDecoderStream())) hear(text)
    } catch (e) {
      if (!signal.aborted) throw e
    }
  }

  async user(username: string, role: string): Promise<{ username: string; password: string; id: string }> {
    const password = `password-of-${username}`
    const { id } = await this.call('POST', '/users', { username, password, role })
    return { username, password, id }
  }
}
