import { defineAsyncComponent, type Component } from 'vue'

/** A view of one task's results. It is given the result as `value`. */
interface ResultKind {
  /** Fields without which it cannot be that task's result; anything else is shown as a plain list. */
  needs: string[]
  view: Component
}

const CAPTURE = ['devices', 'changed', 'first']
const SYNC = ['status', 'fetched', 'changes']

/** By the task's short name; each view is loaded when the first such result is opened. */
const KINDS: Record<string, ResultKind> = {
  cache_warm_up: { needs: ['items', 'summary'], view: defineAsyncComponent(() => import('./WarmUpResult.vue')) },
  sync_nautobot_devices: { needs: SYNC, view: defineAsyncComponent(() => import('./DeviceSyncResult.vue')) },
  sync_checkmk_hosts: { needs: SYNC, view: defineAsyncComponent(() => import('./HostSyncResult.vue')) },
  discover_topology: {
    needs: ['devices', 'links', 'stop_reasons'],
    view: defineAsyncComponent(() => import('./CrawlResult.vue')),
  },
  create_baseline: { needs: CAPTURE, view: defineAsyncComponent(() => import('./CaptureResult.vue')) },
  create_snapshot: { needs: CAPTURE, view: defineAsyncComponent(() => import('./CaptureResult.vue')) },
  cleanup_old_data: { needs: ['kinds', 'removed'], view: defineAsyncComponent(() => import('./CleanupResult.vue')) },
}

/** The view made for results of this task, if there is one and the result is as it expects. */
export function resultView(task: string | undefined, value: unknown): Component | undefined {
  const kind = KINDS[task ?? '']
  if (!kind || typeof value !== 'object' || value === null) return undefined
  return kind.needs.every((field) => field in value) ? kind.view : undefined
}
