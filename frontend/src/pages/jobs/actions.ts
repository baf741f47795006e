import type { Router } from 'vue-router'
import { api, ok, type Job } from '@/api/client'
import { keys, queryClient } from '@/api/queries'
import { toast, toastFailure } from '@/ui/toast'

/** Long enough to watch its progress, short enough to wait for. */
const TEST_JOB = { message: 'A test from the web page', duration: 6, steps: 12, log_lines: 24 }

const watch = (router: Router, job: Job) => void router.push({ path: '/jobs', query: { job: job.id } })

export async function startTestJob(router: Router) {
  try {
    watch(router, await ok(api.POST('/api/jobs', { body: { task: 'test_job', kwargs: TEST_JOB } })))
  } catch (e) {
    toastFailure('The test job was not started', e, () => void startTestJob(router))
  }
}

export async function cancel(job: Job) {
  try {
    await ok(api.POST('/api/jobs/{id}/cancel', { params: { path: { id: job.id } } }))
    void queryClient.invalidateQueries({ queryKey: keys.job(job.id) })
    toast(job.state === 'running' ? 'The job is asked to stop' : 'The job is cancelled')
  } catch (e) {
    toastFailure('The job was not cancelled', e, () => void cancel(job))
  }
}

export async function retry(job: Job, router: Router) {
  try {
    const again = await ok(api.POST('/api/jobs/{id}/retry', { params: { path: { id: job.id } } }))
    toast('The job runs again', { action: { label: 'Watch', act: () => watch(router, again) } })
    return again
  } catch (e) {
    toastFailure('The job was not started again', e, () => void retry(job, router))
    return undefined
  }
}
