import { api, ok } from '@/api/client'
import { captureKeys, type Capture, type CaptureDetail } from '@/api/captures'
import { queryClient } from '@/api/queries'
import { ask } from '@/ui/ask'
import { toast, toastFailure } from '@/ui/toast'

/** Makes a snapshot what is expected of its device from now on; what came of it, unless it was called off. */
export async function promote(snapshot: Pick<Capture, 'id' | 'device'>): Promise<CaptureDetail | undefined> {
  const reply = await ask({
    title: `Make this the baseline of ${snapshot.device}?`,
    text: 'Later ones are compared with it then. The snapshot stays, and so do the versions before it.',
    action: 'Make it the baseline',
    note: true,
  })
  if (!reply) return undefined
  try {
    const made = await ok(
      api.POST('/api/captures/{id}/promote', {
        params: { path: { id: snapshot.id } },
        body: { notes: reply.note || undefined },
      }),
    )
    toast(`${snapshot.device} has version ${made.version} of its baseline`)
    await queryClient.invalidateQueries({ queryKey: captureKeys.all })
    return made
  } catch (e) {
    toastFailure('It was not made the baseline', e)
    return undefined
  }
}
