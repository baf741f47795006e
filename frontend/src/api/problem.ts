import type { components } from './schema'

export type Problem = components['schemas']['Problem']

/** A request that did not do what was asked, in words for a person. */
export class Failure extends Error {
  /** The HTTP status; 0 where no answer came. */
  readonly status: number
  readonly problem: Problem | undefined
  /** What is wrong with each field, by JSON pointer into the body. */
  readonly fields: Record<string, string>

  constructor(status: number, detail: string, problem?: Problem) {
    super(detail)
    this.name = 'Failure'
    this.status = status
    this.problem = problem
    this.fields = Object.fromEntries((problem?.errors ?? []).map((e) => [e.pointer, e.detail]))
  }

  /** The stable word for this kind of problem: `name-taken`. */
  get word(): string {
    return this.problem?.type.split(':').pop() ?? ''
  }

  /** Whether trying the same again may help. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && typeof (body as Problem).detail === 'string'
}

/** The failure behind an answer that is none of the expected ones. */
export function fromAnswer(status: number, body: unknown): Failure {
  if (isProblem(body)) return new Failure(status, sentence(body.detail), body)
  return new Failure(status, `The server answered ${status} without saying why.`)
}

/** The failure behind a request that got no answer. */
export function fromSilence(cause: unknown): Failure {
  if (cause instanceof Failure) return cause
  if (cause instanceof DOMException && cause.name === 'TimeoutError') {
    return new Failure(0, 'The server did not answer in time.')
  }
  return new Failure(0, 'The server cannot be reached.')
}

/** Details are written to stand inside a sentence; alone they get a capital and a stop. */
export function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`
}
