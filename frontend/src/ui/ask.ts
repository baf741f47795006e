import { shallowRef } from 'vue'

/** A question before something that cannot simply be undone. */
export interface Question {
  title: string
  text: string
  action: string
  danger?: boolean
  /** Asks for a note for the history. */
  note?: boolean
  /** Choices beside it, each with its text. */
  options?: { key: string; label: string }[]
  /** What has to be filled in. */
  fields?: { key: string; label: string; type: 'text' | 'datetime-local'; value?: string; hint?: string }[]
}
export interface Reply {
  note: string
  options: Record<string, boolean>
  fields: Record<string, string>
}

export const asked = shallowRef<(Question & { answer: (reply: Reply | undefined) => void }) | undefined>()

/** Resolves with what was chosen, or with nothing when it was called off. */
export function ask(question: Question): Promise<Reply | undefined> {
  asked.value?.answer(undefined)
  return new Promise((resolve) => {
    asked.value = {
      ...question,
      answer: (reply) => {
        asked.value = undefined
        resolve(reply)
      },
    }
  })
}
