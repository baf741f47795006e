import { shallowRef } from 'vue'
import { Failure } from '@/api/problem'

/** Something that happened, told in a corner. */
export interface Toast {
  id: number
  tone: 'ok' | 'bad'
  text: string
  detail?: string | undefined
  action?: { label: string; act: () => void } | undefined
}

/** Long enough to read, or to read and reach the button; a failure stays until it is closed. */
const SHOWN_MS = 8_000
const WITH_ACTION_MS = 12_000
const MOST = 4

export const toasts = shallowRef<Toast[]>([])
let next = 0

export function toast(text: string, more: Partial<Omit<Toast, 'id' | 'text'>> = {}) {
  const id = ++next
  const shown: Toast = { id, text, tone: 'ok', ...more }
  toasts.value = [...toasts.value, shown].slice(-MOST)
  if (shown.tone === 'ok') setTimeout(() => dismiss(id), more.action ? WITH_ACTION_MS : SHOWN_MS)
}

export function dismiss(id: number) {
  toasts.value = toasts.value.filter((t) => t.id !== id)
}

/** Says why something was not done; `again` tries it once more. */
export function toastFailure(text: string, cause: unknown, again?: () => void) {
  const detail = cause instanceof Error ? cause.message : String(cause)
  const helps = again && cause instanceof Failure && cause.passes
  toast(text, { tone: 'bad', detail, action: helps ? { label: 'Try again', act: again } : undefined })
}
