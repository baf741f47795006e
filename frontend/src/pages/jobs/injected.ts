import type { InjectionKey } from 'vue'

/** The id of the job whose result is shown. */
export const JOB: InjectionKey<string> = Symbol('job')
