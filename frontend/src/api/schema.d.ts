// Generated from ../openapi/openapi.json by `npm run schema`. Do not edit.

export interface paths {
    "/api/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one's own password.
         * @description Called by the profile page. The same as `PUT /api/auth/password`, with another answer.
         */
        post: operations["changePasswordFromProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in.
         * @description Answers a bearer token and sets a session cookie; both end 12 hours after their last use. A page of an origin in
         *     `NOC_CORS_ORIGINS` gets the token alone. After five failures
         *     for one name from one address: 429 with `Retry-After`.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the login, its streams included. */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I?
         * @description With an API token, `role` is what that token may do.
         */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one's own password.
         * @description Ends all other logins of the user.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the login last 12 hours from now. */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my API tokens. */
        get: operations["listTokens"];
        put?: never;
        /**
         * Make an API token.
         * @description The secret is in this answer only. API tokens cannot make others.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token.
         * @description Its streams end. Admins revoke anybody's.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/beat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who turns due times into jobs? */
        get: operations["getBeat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/beat/outages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List outages: times in which due times were missed.
         * @description Newest first. Each is written once, when every missed due time has its outcome: what was due, what ran late,
         *     what was skipped and why, and what waits for an operator.
         */
        get: operations["listOutages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Does this process live? */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can this process work?
         * @description 503 names what is away.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List jobs, newest first. */
        get: operations["listJobs"];
        put?: never;
        /**
         * Run a task once, without a schedule.
         * @description The job acts as the person who starts it.
         */
        post: operations["createJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a job with everything about it. */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job.
         * @description A job that runs is asked to stop, and aborted after a grace; one that has ended stays as it is.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a job's log, oldest line first. */
        get: operations["getJobLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run an ended job once more.
         * @description A new job with the same arguments. It acts as the schedule's owner, as the old one did; one that acted as the
         *     person who had started it now acts as the person who retries.
         */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow one job live, log lines included.
         * @description Begins with the job as it stands.
         */
        get: operations["streamJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count jobs by state.
         * @description Those that have not ended, now; those that have, since `since`. Each exact up to 10,000.
         */
        get: operations["countJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow all jobs live.
         * @description Each event carries the whole small form of a thing as it is now; an older or repeated `rev` changes nothing.
         *     Above 500 changes a second a stream without a filter gets `counts`, and one `reset` when the rate falls.
         */
        get: operations["streamJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List queues: those that have open jobs or workers, or are paused. */
        get: operations["listQueues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Pause or resume a queue.
         * @description When this has answered, no job of a paused queue starts; what runs goes on. Any name may be paused, also one
         *     that no schedule uses yet.
         */
        put: operations["updateQueue"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/available-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tasks there are. */
        get: operations["listAvailableTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/inventories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List inventories.
         * @description Called by the schedule editor when it opens. There are none yet.
         */
        get: operations["listInventories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/maintenance-windows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List maintenance windows.
         * @description Those that are open first, then those to come in the order they open, then those that are over, newest first.
         */
        get: operations["listMaintenanceWindows"];
        put?: never;
        /**
         * Make a maintenance window.
         * @description It counts from now on: due times that have their outcome keep it. With a scope of all and nothing about when,
         *     everything is held or skipped from now until it is lifted.
         */
        post: operations["createMaintenanceWindow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/maintenance-windows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a maintenance window. */
        get: operations["getMaintenanceWindow"];
        /**
         * Change a maintenance window.
         * @description Absent fields stay. What was due before the change is judged by what the window said then.
         */
        put: operations["updateMaintenanceWindow"];
        post?: never;
        /**
         * Delete a maintenance window that has not been open yet.
         * @description One that has been open is lifted instead.
         */
        delete: operations["deleteMaintenanceWindow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/maintenance-windows/{id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift a maintenance window: it ends now.
         * @description What it held and no other window holds becomes jobs at once.
         */
        post: operations["liftMaintenanceWindow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/maintenance-windows/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would a maintenance window suppress?
         * @description Counts the due times of enabled schedules in it, from now on, whatever other windows there are. Nothing is saved.
         */
        post: operations["previewMaintenanceWindow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a cadence.
         * @description Answers what it is in words, its next due times, and remarks: local times that a clock change leaves out or
         *     repeats, uneven steps, both day fields set, due more often than the task can be done, and the like. Saves nothing.
         */
        post: operations["previewSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List schedules.
         * @description All of them, up to 10,000, unless `limit` asks for pages. With `state=deleted` those that can be restored, the
         *     latest deleted first.
         */
        get: operations["listSchedules"];
        put?: never;
        /**
         * Create a schedule.
         * @description With a client-chosen `id` a repeated request answers 200 and changes nothing.
         */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a schedule.
         * @description With `version` or `at`, as it stood then, of a deleted one too; what only the present has is null.
         */
        get: operations["getSchedule"];
        /**
         * Change a schedule.
         * @description Absent fields stay. A change that changes nothing answers the same version.
         */
        put: operations["updateSchedule"];
        post?: never;
        /**
         * Delete a schedule.
         * @description Answers it as it was. Its history stays; its open jobs go on, unless `cancel_jobs=true`.
         */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}/backfill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Backfill a past range.
         * @description Jobs for the due times that the schedule's *present* cadence has in the range, with its present arguments, oldest
         *     first, one after another unless overlap is `allow`; whatever its state. Due times that have a job are left out
         *     unless `include_ran`; pending ones, and those that beat has not settled yet, are always left out. 1,000 jobs at
         *     most, 366 days at most. They do not count towards `max_runs`. Own schedules; an admin any. With `dry_run` nothing
         *     is made. Jobs dropped by retention are not known any more: such due times count as having none.
         */
        post: operations["backfillSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}/daily": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count a schedule's outcomes by day.
         * @description Days in UTC on which anything was, the earliest first: the last 30 unless `from` and `to` say otherwise, 400 at
         *     most. A due time that was skipped and made up for by hand counts as both.
         */
        get: operations["countScheduleByDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two versions of a schedule.
         * @description Field by field; of a deleted schedule too.
         */
        get: operations["compareScheduleVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a schedule's history.
         * @description Newest first, with what each event changed; of a deleted schedule too.
         */
        get: operations["getScheduleHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what became of a schedule's due times.
         * @description Every due time that was settled, with its outcome: its jobs, or why it was skipped, or what it waits for. A long
         *     row of due times that were skipped alike is one entry. Times while the schedule was disabled, snoozed, expired
         *     or deleted are no due times; ask `why` about them. Jobs older than their retention are known as counts of a day.
         *     The last 7 days unless `from` and `to` say otherwise, 400 days at most; a deleted schedule's too.
         */
        get: operations["listDueTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}/occurrences/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop pending due times.
         * @description They are skipped, `dropped_by_operator`. Any operator, any schedule, a deleted one too. Asked again it finds
         *     nothing more to do.
         */
        post: operations["dropPendingDueTimes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}/occurrences/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run pending due times.
         * @description Each becomes a job of the version that owns it, oldest first, one after another unless overlap is `allow`; 1,000
         *     at once at most, and the answer says how many are left. Any operator, any schedule. Asked again it finds nothing
         *     more to do.
         */
        post: operations["runPendingDueTimes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}/occurrences/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why did it, or did it not, run at this time?
         * @description Exactly one answer, for any instant: what became of the due time, or that it is none and which are beside it, or
         *     that the schedule was disabled, snoozed, expired, deleted, had another cadence then, and by whom. Say `at`, or
         *     `local`, a time of day in the schedule's zone.
         */
        get: operations["explainDueTime"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a deleted schedule back.
         * @description Under its id; switched on if it was, unless it could not be switched on now. 409 when its name was taken
         *     meanwhile: then give it a new one.
         */
        post: operations["restoreSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a schedule back to what it was.
         * @description To a whole version, or behind one event alone: 409 names the fields that later versions changed again. It is a
         *     new event, so it can be reverted itself. Undoing a deletion restores. Only an admin gives a schedule back to
         *     another owner.
         */
        post: operations["revertSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a schedule now.
         * @description Never disturbs the cadence, and works in every state but unreadable. Obeys overlap while a job has not ended: `skip`
         *     answers 409 naming that job, `allow` starts, `queue_one` waits (409 if one waits already), `cancel_running`
         *     cancels, then starts. Any operator runs any schedule as it is; with other `kwargs` only its owner or an
         *     admin, and the job then acts as the person who starts it.
         */
        post: operations["runSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/tasks/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count schedules by state.
         * @description Failing and overdue ones are counted in their state, too.
         */
        get: operations["countSchedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/jobs/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clear the jobs: no longer possible.
         * @description Called by the button of that name on the page of jobs. Always 410: what ran is kept as long as the setting
         *     `NOC_JOB_RETENTION_DAYS` says.
         */
        post: operations["clearJobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/jobs/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How are workers and jobs?
         * @description Called by the page of jobs, every two seconds; what it is told is up to a second old. New programs use
         *     `GET /api/jobs/stream` instead.
         */
        get: operations["getJobsStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/jobs/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a test job.
         * @description Called by the button of that name on the page of jobs, with an empty body.
         */
        post: operations["startTestJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users. */
        get: operations["listUsers"];
        put?: never;
        /** Add a user. */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a user.
         * @description The last active admin can be neither disabled nor demoted.
         */
        put: operations["updateUser"];
        post?: never;
        /** Remove a user who owns no schedule. */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List workers.
         * @description One that was not seen for some seconds has probably stopped; its row goes when its leases have lapsed.
         */
        get: operations["listWorkers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AdHocInput
         * @description A task to be run once, now, without a schedule.
         * @example {
         *       "kwargs": {
         *         "duration": 2,
         *         "message": "once"
         *       },
         *       "max_attempts": null,
         *       "priority": null,
         *       "queue": null,
         *       "retry_backoff_seconds": null,
         *       "task": "test_job",
         *       "timeout_seconds": null
         *     }
         */
        AdHocInput: {
            /** @description The task's arguments, checked against its schema. */
            kwargs?: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: uint8
             * @description How many attempts may fail before the job does, up to 25.
             */
            max_attempts?: number | null;
            /** @description The rank in it. */
            priority?: components["schemas"]["Priority"] | null;
            /** @description The queue; `default` by default. */
            queue?: string | null;
            /**
             * Format: uint32
             * @description The first pause between attempts; it doubles, up to an hour.
             */
            retry_backoff_seconds?: number | null;
            /** @description The task to run, by its name in `available-tasks`. */
            task: string;
            /**
             * Format: uint32
             * @description How long an attempt may run; the task's own bound by default.
             */
            timeout_seconds?: number | null;
        };
        /**
         * ApiToken
         * @description An API token, without its secret.
         */
        ApiToken: {
            /**
             * Format: date-time
             * @description Since when it exists.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Until when it counts; null for as long as its user does.
             */
            expires_at: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last used, to the minute.
             */
            last_used_at: string | null;
            /** @description What it is for. */
            name: string;
            /** @description What it may do at most. */
            role: components["schemas"]["Role"];
            /** @description The secret; only in the answer that made it. */
            token: string | null;
        };
        /**
         * Attempt
         * @description One try of a job by one worker.
         */
        Attempt: {
            /**
             * Format: int16
             * @description Its number, from 1.
             */
            attempt: number;
            /**
             * Format: date-time
             * @description When it was over; null while it runs.
             */
            ended_at: string | null;
            /** @description Why it did not succeed. */
            error: components["schemas"]["JobError"] | null;
            /**
             * Format: date-time
             * @description When it was claimed.
             */
            started_at: string | null;
            /** @description The worker that had it. */
            worker: string | null;
        };
        /**
         * AvailableTask
         * @description A task that schedules can run.
         */
        AvailableTask: {
            /** @description Always empty: tasks take named arguments. */
            args_schema: {
                [key: string]: unknown;
            };
            /** @description What its jobs get where nobody says otherwise. */
            defaults: components["schemas"]["TaskDefaults"];
            /** @description One sentence about it. */
            description: string;
            /** @description Each argument's name and a line about it. */
            kwargs_schema: {
                [key: string]: string;
            };
            /** @description Its short name. */
            name: string;
            /** @description The JSON Schema of its arguments. */
            parameters_schema: unknown;
            /** @description It changes nothing on devices or in other systems. */
            read_only: boolean;
            /** @description Whether it takes an inventory of devices. */
            supports_inventory: boolean;
            /** @description The same: what goes into a schedule's `task`. */
            task: string;
        };
        /**
         * Backfill
         * @description What a backfill made, or would make.
         */
        Backfill: {
            /** @description Nothing was made; this is what would be. */
            dry_run: boolean;
            /**
             * Format: uint64
             * @description Due times of the present cadence in the range.
             */
            due_times: number;
            /**
             * Format: date-time
             * @description The first due time that gets a job.
             */
            first_due_at: string | null;
            /**
             * Format: uuid
             * @description The job of the first one.
             */
            first_job_id: string | null;
            /**
             * Format: uint64
             * @description How many jobs were made, or would be. More than 1,000 are refused.
             */
            jobs: number;
            /**
             * Format: date-time
             * @description The last one.
             */
            last_due_at: string | null;
            /**
             * Format: uint64
             * @description How many of them are pending: they are left out, and run or dropped as such.
             */
            pending: number;
            /**
             * Format: uint64
             * @description How many of them have a job already; without `include_ran` they are left out.
             */
            with_job: number;
        };
        /**
         * BackfillInput
         * @description Which past due times are to have jobs.
         */
        BackfillInput: {
            /** @description Only say what would be made. */
            dry_run?: boolean | null;
            /**
             * Format: date-time
             * @description Not before it.
             */
            from: string;
            /** @description Also due times that have a job already. */
            include_ran?: boolean | null;
            /** @description Why, for the record. */
            note?: string | null;
            /**
             * Format: date-time
             * @description Not after it; not in the future.
             */
            to: string;
        };
        /**
         * Beat
         * @description Who turns due times into jobs.
         */
        Beat: {
            /** @description Who leads, or led last; null before the first one. */
            leader: components["schemas"]["Leader"] | null;
        };
        /** @enum {string} */
        CatchUp: "latest" | "all" | "none";
        /**
         * Clocked
         * @description Once.
         */
        Clocked: {
            /**
             * Format: date-time
             * @description The only due time.
             */
            at: string;
        };
        /**
         * ClockedInput
         * @description Once.
         */
        ClockedInput: {
            /**
             * Format: date-time
             * @description The only due time; not in the past.
             */
            at: string;
        };
        /**
         * Confirmation
         * @description It was done.
         */
        Confirmation: {
            /** @description In words. */
            message: string;
        };
        /**
         * Crontab
         * @description The fields of a crontab.
         */
        Crontab: {
            /** @description 1-31, `L`, `LW`, `15W` */
            day_of_month: string;
            /** @description 0-7 or sun-sat, `5L`, `1#2`; a `+` in front: both day fields must match */
            day_of_week: string;
            /** @description 0-23 */
            hour: string;
            /** @description 0-59 */
            minute: string;
            /** @description 1-12 or jan-dec */
            month_of_year: string;
            /** @description Where a field has `H`: the six fields with what it stands for, second first. Ignored in a body. */
            resolved: string | null;
            /** @description 0-59; absent where it is 0 */
            second: string | null;
        };
        /**
         * CrontabInput
         * @description Fields, `*` where absent, or one expression. Names, lists, ranges, steps, `L`, `W`, `#`; 0 and 7 are Sunday. `H`
         *     (`H`, `H/15`, `H(0-29)/10`) takes a stable value from a hash of the schedule's id, so that alike schedules spread.
         */
        CrontabInput: {
            /** @description 1-31 */
            day_of_month?: string | null;
            /** @description 0-7 or sun-sat. With a day of month too, either matches; with a `+` in front both must. */
            day_of_week?: string | null;
            /** @description Instead of the fields: five of them, six with seconds first, or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`. */
            expression?: string | null;
            /** @description 0-23 */
            hour?: string | null;
            /** @description 0-59 */
            minute?: string | null;
            /** @description 1-12 or jan-dec */
            month_of_year?: string | null;
            /** @description 0-59, `0` where absent */
            second?: string | null;
        };
        /**
         * CrontabOpening
         * @description When a crontab says.
         */
        CrontabOpening: {
            /** @description 1-31, `L`, `LW`, `15W` */
            day_of_month: string;
            /** @description 0-7 or sun-sat, `5L`, `1#2`; a `+` in front: both day fields must match */
            day_of_week: string;
            /**
             * Format: uint32
             * @description For how long, in seconds of elapsed time.
             */
            duration_seconds: number;
            /** @description 0-23 */
            hour: string;
            /** @description 0-59 */
            minute: string;
            /** @description 1-12 or jan-dec */
            month_of_year: string;
        };
        /**
         * CrontabOpeningInput
         * @description When a crontab says: fields, `*` where absent, or one expression. At most every five minutes.
         */
        CrontabOpeningInput: {
            /** @description 1-31 */
            day_of_month?: string | null;
            /** @description 0-7 or sun-sat */
            day_of_week?: string | null;
            /**
             * Format: uint32
             * @description For how long, in seconds of elapsed time: a minute to 31 days.
             */
            duration_seconds: number;
            /** @description Instead of the fields: five of them, or `@daily`, `@weekly`, `@monthly`, `@yearly`. */
            expression?: string | null;
            /** @description 0-23 */
            hour?: string | null;
            /** @description 0-59 */
            minute?: string | null;
            /** @description 1-12 or jan-dec */
            month_of_year?: string | null;
        };
        /** @enum {string} */
        DstGap: "run_after" | "skip";
        /** @enum {string} */
        DstOverlap: "first" | "second" | "both";
        /**
         * DueTime
         * @description What became of a due time, or of a row of them that have it in common.
         */
        DueTime: {
            /**
             * Format: uuid
             * @description With `overlap`: the job that was in the way.
             */
            blocking_job_id: string | null;
            /**
             * Format: int64
             * @description How many due times: those of a row that got a job by hand later on are entries of their own.
             */
            count: number;
            /** @description `from` and `to` are a whole day (UTC), whose jobs are no longer kept: how many they were. */
            counts: components["schemas"]["DueTimeCounts"] | null;
            /** @description With `dropped_by_operator`: who that was. */
            decided_by: string | null;
            /**
             * Format: date-time
             * @description The due time; the first one of a row.
             */
            from: string;
            /** @description Its jobs, the first one made first: more than one where it was repeated by hand. */
            jobs: components["schemas"]["DueTimeJob"][];
            /** @description The first of them started more than 60 s after the due time and its jitter. */
            late: boolean;
            /**
             * Format: date-time
             * @description With `superseded`: the newer due time that was run instead.
             */
            newer_due_at: string | null;
            /** @description What became of it. */
            outcome: components["schemas"]["DueTimeOutcome"];
            /** @description Why there is no job, or none yet. */
            reason: components["schemas"]["DueTimeReason"] | null;
            /**
             * Format: date-time
             * @description The last one of a row; else the same as `from`.
             */
            to: string;
            /**
             * Format: int32
             * @description The version of the schedule that owns it.
             */
            version: number | null;
            /** @description What it had been, where an operator had the job made. */
            was: components["schemas"]["DueTimeBefore"] | null;
            /** @description All of this in a sentence. */
            words: string;
        };
        /**
         * DueTimeBefore
         * @description What a due time had been before an operator had a job made for it.
         */
        DueTimeBefore: {
            /** @description `skipped`, or `pending`. */
            outcome: components["schemas"]["DueTimeOutcome"];
            /** @description Why. */
            reason: components["schemas"]["DueTimeReason"];
        };
        /**
         * DueTimeCounts
         * @description Jobs that are known by their number only: their retention has passed.
         */
        DueTimeCounts: {
            /**
             * Format: int64
             * @description Jobs that were cancelled.
             */
            cancelled: number;
            /**
             * Format: int64
             * @description Jobs that failed.
             */
            failed: number;
            /**
             * Format: int64
             * @description Jobs that succeeded.
             */
            succeeded: number;
            /**
             * Format: int64
             * @description Jobs that ran longer than they may.
             */
            timed_out: number;
        };
        /**
         * DueTimeJob
         * @description A job made for a due time.
         */
        DueTimeJob: {
            /**
             * Format: int16
             * @description The attempt that runs, ran last or is to run next, from 1.
             */
            attempt: number;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description It started more than 60 s after the due time and its jitter. */
            late: boolean;
            /**
             * Format: double
             * @description How many seconds after the due time and its jitter it started; null before that, and for jobs made by hand.
             */
            late_seconds: number | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            queued_at: string;
            /**
             * Format: date-time
             * @description When a worker first started it.
             */
            started_at: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["JobState"];
            /** @description What made it: `schedule` in time, `catch_up` for one that was missed or had waited, `retry` and `backfill` by hand. */
            trigger: components["schemas"]["Trigger"];
            /**
             * Format: int32
             * @description The version that made it.
             */
            version: number | null;
            /**
             * Format: int32
             * @description Items that went wrong in a job that succeeded.
             */
            warnings: number;
        };
        /** @enum {string} */
        DueTimeOutcome: "job" | "skipped" | "pending";
        /** @enum {string} */
        DueTimeReason: "overlap" | "catch_up_too_old" | "catch_up_none" | "superseded" | "maintenance" | "owner" | "dropped_by_operator" | "catch_up_limit";
        /**
         * @description In which order due times come.
         * @enum {string}
         */
        DueTimeSort: "-due_at" | "due_at";
        /**
         * FieldChange
         * @description A field in which two versions differ.
         */
        FieldChange: {
            /** @description Its value in the later version; null where it has none. */
            after: unknown;
            /** @description Its value in the earlier version; null where it had none. */
            before: unknown;
            /** @description Its name, as in a schedule. */
            field: string;
        };
        /**
         * InMaintenance
         * @description The maintenance window that covers a schedule now.
         */
        InMaintenance: {
            /** @description What becomes of the schedule's due times. */
            effect: components["schemas"]["MaintenanceEffect"];
            /**
             * Format: uuid
             * @description The window's id.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: date-time
             * @description When no window covers it any more; null: not before one is lifted.
             */
            until: string | null;
        };
        /**
         * Interval
         * @description Every so often, counted from the anchor.
         */
        Interval: {
            /**
             * Format: date-time
             * @description From where it counts: the moment the interval last changed value.
             */
            anchor: string;
            /**
             * Format: uint32
             * @description How many periods, from 1; ten years at most.
             */
            every: number;
            /** @description Of what length. A day is 24 hours. */
            period: components["schemas"]["Period"];
        };
        /**
         * IntervalInput
         * @description Every so often. Counted from `start_at`, else from the moment the interval last changed value.
         */
        IntervalInput: {
            /**
             * Format: uint32
             * @description How many periods, from 1; ten years at most.
             */
            every: number;
            /** @description Of what length. A day is 24 hours. */
            period: components["schemas"]["Period"];
        };
        /**
         * Inventory
         * @description A set of devices that a task can be pointed at.
         */
        Inventory: {
            /** @description For people. */
            description: string;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description What people call it. */
            name: string;
        };
        /**
         * Job
         * @description A job in its small form: whole, as it is now.
         */
        Job: {
            /**
             * Format: int16
             * @description The attempt that runs or is to run next, from 1.
             */
            attempt: number;
            /**
             * Format: date-time
             * @description The due time it is for.
             */
            due_at: string | null;
            /** @description Why it, or its last attempt, failed. */
            error: components["schemas"]["JobError"] | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at: string | null;
            /**
             * Format: uuid
             * @description Its id; ids sort by time.
             */
            id: string;
            /**
             * Format: int16
             * @description How many attempts may fail before the job does.
             */
            max_attempts: number;
            /** @description Its rank in that queue. */
            priority: components["schemas"]["Priority"];
            /** @description How far it has come. */
            progress: components["schemas"]["Progress"] | null;
            /** @description The queue it is taken from. */
            queue: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            queued_at: string;
            /**
             * Format: int64
             * @description Raised by every change: an older or repeated one changes nothing.
             */
            rev: number;
            /**
             * Format: uuid
             * @description The schedule that made it, if one did.
             */
            schedule_id: string | null;
            /** @description That schedule's name when it did. */
            schedule_name: string | null;
            /**
             * Format: int32
             * @description The version of the schedule that made it.
             */
            schedule_version: number | null;
            /**
             * Format: date-time
             * @description When its current attempt was claimed by a worker.
             */
            started_at: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["JobState"];
            /** @description The task it runs. */
            task: string;
            /** @description What made it. */
            trigger: components["schemas"]["Trigger"];
            /**
             * Format: int32
             * @description Items that went wrong in a job that succeeded.
             */
            warnings: number;
            /** @description The worker of the current attempt. */
            worker: string | null;
        };
        /**
         * JobCounts
         * @description How many jobs there are in each state.
         */
        JobCounts: {
            /** Format: int64 */
            cancelled: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            queued: number;
            /** Format: int64 */
            retrying: number;
            /** Format: int64 */
            running: number;
            /**
             * Format: date-time
             * @description From when ended jobs were counted.
             */
            since: string;
            /** Format: int64 */
            succeeded: number;
            /** Format: int64 */
            timed_out: number;
            /** Format: int64 */
            waiting: number;
        };
        /**
         * JobDetail
         * @description A job with everything about it.
         */
        JobDetail: {
            /**
             * Format: int16
             * @description The attempt that runs or is to run next, from 1.
             */
            attempt: number;
            /** @description Every attempt, oldest first; the last one is the current one. */
            attempts: components["schemas"]["Attempt"][];
            /**
             * Format: date-time
             * @description When somebody asked to stop it while it ran.
             */
            cancel_requested_at: string | null;
            /** @description Who asked. */
            cancelled_by: string | null;
            /**
             * Format: date-time
             * @description The due time it is for.
             */
            due_at: string | null;
            /** @description Why it, or its last attempt, failed. */
            error: components["schemas"]["JobError"] | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at: string | null;
            /**
             * Format: uuid
             * @description Its id; ids sort by time.
             */
            id: string;
            /** @description The task's arguments. */
            kwargs: unknown;
            /**
             * Format: int16
             * @description How many attempts may fail before the job does.
             */
            max_attempts: number;
            /** @description Its rank in that queue. */
            priority: components["schemas"]["Priority"];
            /** @description How far it has come. */
            progress: components["schemas"]["Progress"] | null;
            /** @description The queue it is taken from. */
            queue: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            queued_at: string;
            /**
             * Format: date-time
             * @description Not before this, while it has not ended.
             */
            ready_at: string | null;
            /** @description What the task answered. */
            result: unknown;
            /**
             * Format: int32
             * @description The first pause between attempts.
             */
            retry_backoff_seconds: number;
            /**
             * Format: uuid
             * @description The job it repeats by hand.
             */
            retry_of: string | null;
            /**
             * Format: int64
             * @description Raised by every change: an older or repeated one changes nothing.
             */
            rev: number;
            /** @description The event that made its schedule what it was. */
            schedule_event: components["schemas"]["JobScheduleEvent"] | null;
            /**
             * Format: uuid
             * @description The schedule that made it, if one did.
             */
            schedule_id: string | null;
            /** @description That schedule's name when it did. */
            schedule_name: string | null;
            /**
             * Format: int32
             * @description The version of the schedule that made it.
             */
            schedule_version: number | null;
            /**
             * Format: date-time
             * @description When its current attempt was claimed by a worker.
             */
            started_at: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["JobState"];
            /** @description The task it runs. */
            task: string;
            /**
             * Format: int32
             * @description How long an attempt may take.
             */
            timeout_seconds: number;
            /** @description What made it. */
            trigger: components["schemas"]["Trigger"];
            /**
             * Format: uuid
             * @description Not while this job has not ended.
             */
            waits_for: string | null;
            /**
             * Format: int32
             * @description Items that went wrong in a job that succeeded.
             */
            warnings: number;
            /** @description The worker of the current attempt. */
            worker: string | null;
        };
        /**
         * JobError
         * @description Why an attempt, or a job, did not succeed.
         */
        JobError: {
            /** @description A stable word to group and filter by. */
            class: string;
            /** @description A sentence for a person. */
            message: string;
        };
        /**
         * JobScheduleEvent
         * @description The event that made a schedule what it was when it made a job.
         */
        JobScheduleEvent: {
            /** @description Who did it, by the name at the time. */
            actor: string;
            /** @description What happened. */
            kind: string;
            /** @description Why. */
            note: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            time: string;
            /**
             * Format: int32
             * @description The version it made.
             */
            version: number;
        };
        /**
         * JobsStatus
         * @description Workers and jobs at a glance.
         */
        JobsStatus: {
            /**
             * Format: int64
             * @description Jobs that run.
             */
            activeJobs: number;
            /** @description What an operator should know; the page shows it as a warning. Left away when all is well. */
            error?: string;
            /**
             * Format: int64
             * @description Jobs that have not started.
             */
            queueSize: number;
            /** @description The newest jobs, newest first. */
            recentJobs: components["schemas"]["JobStatus"][];
            /** @description Whether there is a worker. */
            workerActive: boolean;
            /** @description The workers that live. */
            workers: components["schemas"]["WorkerStatus"][];
        };
        /** @enum {string} */
        JobState: "queued" | "waiting" | "running" | "retrying" | "succeeded" | "failed" | "cancelled" | "timed_out";
        /**
         * JobStatus
         * @description A job at a glance.
         */
        JobStatus: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The task it runs. */
            name: string;
            /** @description What the task answered; of a large result only where to read it. */
            result: unknown;
            /** @description Where it stands. */
            state: components["schemas"]["OldState"];
            /**
             * Format: date-time
             * @description When it ended, else started, else was made.
             */
            timestamp: string;
            /** @description Why it did not succeed. */
            traceback: string | null;
        };
        /**
         * Leader
         * @description The process that turns due times into jobs.
         */
        Leader: {
            /**
             * Format: uuid
             * @description New with every start of that process.
             */
            beat_id: string | null;
            /** @description The host it runs on. */
            host: string | null;
            /**
             * Format: int32
             * @description Its process there.
             */
            pid: number | null;
            /**
             * Format: date-time
             * @description Since when it leads.
             */
            since: string | null;
            /**
             * Format: int64
             * @description Raised with every new leader.
             */
            term: number;
        };
        /**
         * Live
         * @description This process lives.
         */
        Live: {
            /** @description Always `ok`. */
            status: string;
            /** @description The program's version. */
            version: string;
        };
        /**
         * Login
         * @description A login.
         */
        Login: {
            /** @description Send it as `Authorization: Bearer …`. Null when a session cookie was lengthened: that one stays where it is. */
            access_token: string | null;
            /**
             * Format: date-time
             * @description Until when it counts; every use moves this to 12 hours later.
             */
            expires_at: string;
            /** @description Always `bearer`. */
            token_type: string;
            /** @description Who has logged in. */
            user: components["schemas"]["User"];
        };
        /**
         * LoginInput
         * @description Name and password.
         * @example {
         *       "password": "the password that the first start printed",
         *       "username": "admin"
         *     }
         */
        LoginInput: {
            /** @description Their password. */
            password: string;
            /** @description The user's name. */
            username: string;
        };
        /** @enum {string} */
        LogLevel: "debug" | "info" | "warning" | "error";
        /**
         * LogLine
         * @description A line of a job's log. `(job_id, attempt, seq)` names it.
         */
        LogLine: {
            /**
             * Format: int16
             * @description In which attempt.
             */
            attempt: number;
            /**
             * Format: uuid
             * @description The job that said it.
             */
            job_id: string;
            /** @description How serious it is. */
            level: components["schemas"]["LogLevel"];
            /** @description The words. */
            message: string;
            /**
             * Format: int32
             * @description Its place in that attempt, from 1.
             */
            seq: number;
            /**
             * Format: date-time
             * @description When, by the worker's clock.
             */
            time: string;
        };
        /** @enum {string} */
        MaintenanceEffect: "skip" | "run_once_after";
        /**
         * MaintenancePreview
         * @description What a window would suppress.
         */
        MaintenancePreview: {
            /** @description Those with most due times, 50 at most. */
            by_schedule: components["schemas"]["MaintenancePreviewSchedule"][];
            /**
             * Format: uint64
             * @description Due times of enabled schedules.
             */
            due_times: number;
            /** @description Whether the window is over by then. */
            ends: boolean;
            /**
             * Format: uint64
             * @description Schedules with any of them.
             */
            schedules: number;
            /** @description The same in a sentence: `214 due times of 31 schedules until Mon 30 Nov 06:00 (Europe/Berlin)`. */
            sentence: string;
            /**
             * Format: date-time
             * @description As far as was looked.
             */
            until: string;
        };
        /**
         * MaintenancePreviewSchedule
         * @description Due times of one schedule that would be suppressed.
         */
        MaintenancePreviewSchedule: {
            /**
             * Format: uint64
             * @description How many.
             */
            due_times: number;
            /** @description The first five. */
            first: string[];
            /**
             * Format: uuid
             * @description The schedule.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /**
         * MaintenanceScope
         * @description Which schedules a window is over: all, or those that any of the lists names.
         */
        MaintenanceScope: {
            /** @description Every schedule. */
            all: boolean;
            /** @description Those whose jobs go to these queues. */
            queues: string[];
            /** @description These. */
            schedules: string[];
            /** @description Those with any of these tags. */
            tags: string[];
            /** @description Those of these tasks. */
            tasks: string[];
        };
        /**
         * MaintenanceScopeInput
         * @description Every schedule, or those that any of the lists names.
         */
        MaintenanceScopeInput: {
            /** @description Every schedule. */
            all?: boolean | null;
            /** @description Those whose jobs go to these queues. */
            queues?: string[] | null;
            /** @description These. */
            schedules?: string[] | null;
            /** @description Those with any of these tags. */
            tags?: string[] | null;
            /** @description Those of these tasks. */
            tasks?: string[] | null;
        };
        /**
         * @description Whether a window is open.
         * @enum {string}
         */
        MaintenanceState: "active" | "upcoming" | "ended";
        /**
         * MaintenanceWindow
         * @description A time, or times, in which due times are skipped or held.
         */
        MaintenanceWindow: {
            /**
             * Format: date-time
             * @description When it last changed.
             */
            changed_at: string;
            /** @description Who changed it then. */
            changed_by: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Who made it. */
            created_by: string;
            /** @description What opens it within these bounds. */
            crontab: components["schemas"]["CrontabOpening"] | null;
            /** @description What becomes of the due times in it. */
            effect: components["schemas"]["MaintenanceEffect"];
            /**
             * Format: date-time
             * @description When it was lifted.
             */
            ended_at: string | null;
            /** @description Who lifted it. */
            ended_by: string | null;
            /**
             * Format: date-time
             * @description Not open before it.
             */
            from: string | null;
            /**
             * Format: uuid
             * @description Its id, for life.
             */
            id: string;
            /** @description For people. */
            name: string;
            /** @description Why. */
            note: string | null;
            /**
             * Format: date-time
             * @description With `active`: when it closes; null: when it is lifted.
             */
            open_until: string | null;
            /**
             * Format: date-time
             * @description With `upcoming`: when it opens.
             */
            opens_at: string | null;
            /** @description Over which schedules. */
            scope: components["schemas"]["MaintenanceScope"];
            /** @description Whether it is open. */
            state: components["schemas"]["MaintenanceState"];
            /** @description Whose wall clock counts for what repeats. */
            timezone: string;
            /**
             * Format: date-time
             * @description Not open from then on; null: until it is lifted.
             */
            until: string | null;
            /**
             * Format: int32
             * @description Raised by every change; send it back as `If-Match` or `version`.
             */
            version: number;
            /** @description What opens it within these bounds; with neither this nor `crontab` it is open all the while. */
            weekly: components["schemas"]["WeeklyOpening"] | null;
        };
        /**
         * MaintenanceWindowInput
         * @description A maintenance window to be, or what is to change about one. A new one needs `name`, `effect` and `scope`; with
         *     nothing else it is open from now until it is lifted. In a change an absent field stays and `null` clears an
         *     optional one. What an answer contains may be sent back unchanged.
         * @example {
         *       "crontab": null,
         *       "effect": "run_once_after",
         *       "from": null,
         *       "id": null,
         *       "name": "Core upgrades",
         *       "note": "CHG0042",
         *       "scope": {
         *         "all": null,
         *         "queues": null,
         *         "schedules": null,
         *         "tags": [
         *           "core"
         *         ],
         *         "tasks": null
         *       },
         *       "timezone": "Europe/Berlin",
         *       "until": null,
         *       "version": null,
         *       "weekly": {
         *         "days": [
         *           "sat",
         *           "sun"
         *         ],
         *         "duration_seconds": 28800,
         *         "start": "22:00"
         *       }
         *     }
         */
        MaintenanceWindowInput: {
            /** @description Opens it again and again within these bounds. */
            crontab?: components["schemas"]["CrontabOpeningInput"] | null;
            /**
             * @description `skip`: due times in it are skipped. `run_once_after`: they are held, and when the last window over a
             *     schedule ends, its newest one becomes a job.
             */
            effect?: components["schemas"]["MaintenanceEffect"] | null;
            /**
             * Format: date-time
             * @description Not open before it; now where absent.
             */
            from?: string | null;
            /**
             * Format: uuid
             * @description Chosen by the client, it makes a creation repeatable.
             */
            id?: string | null;
            /** @description For people, 1 to 200 characters. */
            name?: string | null;
            /** @description Why: a sentence, a ticket. */
            note?: string | null;
            /** @description Over which schedules. */
            scope?: components["schemas"]["MaintenanceScopeInput"] | null;
            /** @description An IANA zone such as `Europe/Berlin`, for what repeats. */
            timezone?: string | null;
            /**
             * Format: date-time
             * @description Not open from then on; null: until it is lifted.
             */
            until?: string | null;
            /**
             * Format: int32
             * @description The version you saw: 412 when it was changed meanwhile. The same as `If-Match`.
             */
            version?: number | null;
            /** @description Opens it again and again within these bounds. */
            weekly?: components["schemas"]["WeeklyOpeningInput"] | null;
        };
        /**
         * MissedBy
         * @description A schedule that missed due times.
         */
        MissedBy: {
            /**
             * Format: int64
             * @description How many it missed.
             */
            due_count: number;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Its name when the report was written. */
            name: string | null;
        };
        /**
         * NewUserInput
         * @description A user to be.
         * @example {
         *       "password": "change me soon",
         *       "role": "operator",
         *       "username": "alice"
         *     }
         */
        NewUserInput: {
            /** @description Their first password, 8 to 200 characters. */
            password: string;
            /** @description What they may do; `viewer` by default. */
            role?: components["schemas"]["Role"] | null;
            /** @description Their name, 1 to 100 characters, whatever the capitals. */
            username: string;
        };
        /**
         * @description Where a job stands, in Celery's words.
         * @enum {string}
         */
        OldState: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE";
        /**
         * Outage
         * @description A time in which due times were missed: no beat led, Postgres was away, or the clock was stepped forwards.
         */
        Outage: {
            /**
             * Format: int64
             * @description How many due times were missed: acted on more than 5 s late.
             */
            due_count: number;
            /**
             * Format: date-time
             * @description The oldest missed due time.
             */
            from: string;
            /**
             * Format: int64
             * @description Its number; later ones have a higher one.
             */
            id: number;
            /**
             * Format: int64
             * @description How many of them became jobs, late.
             */
            made_late: number;
            /** @description Those that missed most, first; ten at most. */
            most_missed: components["schemas"]["MissedBy"][];
            /**
             * Format: int64
             * @description How many of them wait for an operator or a maintenance window's end.
             */
            pending: number;
            /**
             * Format: int32
             * @description How many schedules missed any.
             */
            schedules: number;
            /**
             * Format: date-time
             * @description When all of them had their outcome.
             */
            settled_at: string;
            /** @description How many of them were skipped, by reason. */
            skipped: {
                [key: string]: unknown;
            };
        };
        /** @enum {string} */
        Overlap: "skip" | "allow" | "queue_one" | "cancel_running";
        /**
         * PasswordInput
         * @description The old and the new password.
         */
        PasswordInput: {
            /** @description The password so far. */
            current_password: string;
            /** @description The new one, 8 to 200 characters. */
            new_password: string;
        };
        /**
         * PendingDecided
         * @description What became of pending due times.
         */
        PendingDecided: {
            /**
             * Format: uint64
             * @description How many were run, or dropped.
             */
            due_times: number;
            /**
             * Format: uuid
             * @description The job of the oldest one.
             */
            first_job_id: string | null;
            /**
             * Format: uint64
             * @description How many of those asked for still wait: at most 1,000 are run at once, and no more than `max_runs` leaves.
             */
            left: number;
        };
        /**
         * PendingInput
         * @description Which pending due times: a range, or all.
         */
        PendingInput: {
            /** @description All of them. */
            all?: boolean | null;
            /**
             * Format: date-time
             * @description Not before it.
             */
            from?: string | null;
            /**
             * Format: date-time
             * @description Not after it.
             */
            to?: string | null;
        };
        /** @enum {string} */
        Period: "seconds" | "minutes" | "hours" | "days" | "weeks";
        /**
         * Preview
         * @description What a cadence would do.
         */
        Preview: {
            /** @description With a crontab: its fields, an expression taken apart, and what each `H` stands for. */
            crontab: components["schemas"]["Crontab"] | null;
            /** @description The next due times; fewer than asked for where there are no more. */
            next: components["schemas"]["PreviewDueTime"][];
            /** @description What a person should know about it, the gravest first. */
            remarks: components["schemas"]["Remark"][];
            /** @description The cadence in words. */
            words: string;
        };
        /**
         * PreviewDueTime
         * @description A due time, by three clocks.
         */
        PreviewDueTime: {
            /**
             * Format: date-time
             * @description The instant.
             */
            at: string;
            /** @description By the schedule's zone: `2027-03-28T03:00:00`. */
            schedule_local: string;
            /** @description How far that is ahead of UTC: `+02:00`. */
            utc_offset: string;
            /** @description By the viewer's zone; null where none was named. */
            viewer_local: string | null;
            /** @description How far that is ahead of UTC. */
            viewer_utc_offset: string | null;
        };
        /**
         * PreviewInput
         * @description The cadence of a schedule, as in its body; other fields of a schedule are checked and mean nothing here.
         * @example {
         *       "clocked": null,
         *       "count": 3,
         *       "crontab": {
         *         "day_of_month": null,
         *         "day_of_week": null,
         *         "expression": "30 2 * * *",
         *         "hour": null,
         *         "minute": null,
         *         "month_of_year": null,
         *         "second": null
         *       },
         *       "dst_gap": null,
         *       "dst_overlap": null,
         *       "expires": null,
         *       "id": null,
         *       "interval": null,
         *       "schedule_type": "crontab",
         *       "solar": null,
         *       "start_at": null,
         *       "task": null,
         *       "timezone": "Europe/Berlin",
         *       "viewer_timezone": "America/New_York"
         *     }
         */
        PreviewInput: {
            /** @description Once. */
            clocked?: components["schemas"]["ClockedInput"] | null;
            /**
             * Format: uint32
             * @description How many due times, 1 to 100; 10 by default.
             */
            count?: number | null;
            /** @description By the wall clock of `timezone`. */
            crontab?: components["schemas"]["CrontabInput"] | null;
            /** @description What becomes of a local time that a clock change leaves out. */
            dst_gap?: components["schemas"]["DstGap"] | null;
            /** @description What becomes of a local time that a clock change repeats. */
            dst_overlap?: components["schemas"]["DstOverlap"] | null;
            /**
             * Format: date-time
             * @description No due time at or after it.
             */
            expires?: string | null;
            /**
             * Format: uuid
             * @description The schedule it is, or the id it will be made with: what `H` stands for, and an interval counts from.
             */
            id?: string | null;
            /** @description Every so often. */
            interval?: components["schemas"]["IntervalInput"] | null;
            /** @description Which cadence counts; may be left out where only one is there. */
            schedule_type?: components["schemas"]["ScheduleType"] | null;
            /** @description By the sun. */
            solar?: components["schemas"]["SolarInput"] | null;
            /**
             * Format: date-time
             * @description No due time before it.
             */
            start_at?: string | null;
            /** @description Whose usual duration it is compared with. */
            task?: string | null;
            /** @description An IANA zone such as `Europe/Berlin`. */
            timezone?: string | null;
            /** @description The zone of whoever looks. */
            viewer_timezone?: string | null;
        };
        /** @enum {string} */
        Priority: "high" | "normal" | "low";
        /**
         * Problem
         * @description What went wrong, in the words of RFC 9457.
         */
        Problem: {
            /** @description With 409 because later changes are in the way of a revert: these. */
            conflict?: components["schemas"]["RevertConflict"] & unknown;
            /** @description With 412: the thing as it stands now. */
            current?: unknown;
            /** @description What is wrong with this request; understandable alone, and naming the first wrong field. */
            detail: string;
            /** @description Every field that does not validate. */
            errors?: components["schemas"]["WrongField"][];
            /**
             * Format: uuid
             * @description With 409 because of a job: that job.
             */
            job_id?: string;
            /**
             * Format: uint16
             * @description The HTTP status.
             */
            status: number;
            /** @description The same in words, always the same for one `type`. */
            title: string;
            /** @description A stable name for this kind of problem. */
            type: string;
        };
        /**
         * Progress
         * @description How far a running attempt has come.
         */
        Progress: {
            /**
             * Format: uint64
             * @description Units done.
             */
            current: number;
            /** @description What is being done, in words. */
            message: string;
            /**
             * Format: uint64
             * @description Units in all; 0 when unknown.
             */
            total: number;
        };
        /**
         * Queue
         * @description A queue and who takes jobs from it.
         */
        Queue: {
            /** @description Taken first. */
            high: components["schemas"]["QueueRank"];
            /** @description Taken last, but never starved. */
            low: components["schemas"]["QueueRank"];
            /** @description Its name. */
            name: string;
            /** @description Taken next. */
            normal: components["schemas"]["QueueRank"];
            /**
             * Format: date-time
             * @description Since when the oldest of those ready is.
             */
            oldest_ready_at: string | null;
            /**
             * Format: double
             * @description How old that one is, in seconds.
             */
            oldest_ready_seconds: number | null;
            /** @description With `paused`: why. */
            pause_note: string | null;
            /** @description Whether no job of it starts. */
            paused: boolean;
            /**
             * Format: date-time
             * @description With `paused`: since when.
             */
            paused_at: string | null;
            /** @description With `paused`: who paused it. */
            paused_by: string | null;
            /**
             * Format: int64
             * @description Jobs that a worker could take.
             */
            ready: number;
            /**
             * Format: int64
             * @description Jobs that a worker runs.
             */
            running: number;
            /**
             * Format: int64
             * @description How many jobs they run at once, all together.
             */
            slots: number;
            /**
             * Format: int64
             * @description Jobs whose turn or time has not come.
             */
            waiting: number;
            /**
             * Format: int64
             * @description Workers that take jobs from it.
             */
            workers: number;
        };
        /**
         * QueueInput
         * @description What is to become of a queue.
         */
        QueueInput: {
            /** @description Why. */
            note?: string | null;
            /** @description `true`: none of its jobs starts any more; due times still become jobs, which wait. `false`: they start again. */
            paused: boolean;
        };
        /**
         * QueueRank
         * @description What lies in one rank of a queue.
         */
        QueueRank: {
            /**
             * Format: int64
             * @description Jobs that a worker could take.
             */
            ready: number;
            /**
             * Format: int64
             * @description Jobs that a worker runs.
             */
            running: number;
            /**
             * Format: int64
             * @description Jobs whose turn or time has not come.
             */
            waiting: number;
        };
        /**
         * Ready
         * @description What this process depends on answers.
         */
        Ready: {
            /** @description Whether there has been a beat that turns due times into jobs. */
            leader: boolean;
            /**
             * Format: uint64
             * @description How many maintenance windows are open: due times are skipped or held.
             */
            maintenance_windows: number;
            /** @description Whether the webhook did not take one of them when it was last tried; why, `doctor` says. */
            notices_refused: boolean;
            /**
             * Format: int64
             * @description How many messages wait for the webhook.
             */
            notices_waiting: number;
            /** @description Always `ok`. */
            status: string;
            /**
             * Format: uint64
             * @description How many workers there are.
             */
            workers: number;
        };
        /**
         * Remark
         * @description Something a person should know.
         */
        Remark: {
            /** @description What it is about; stays the same when the sentence improves. */
            code: components["schemas"]["RemarkCode"];
            /** @description The sentence. */
            text: string;
        };
        /** @enum {string} */
        RemarkCode: "never_due" | "missing_local_time" | "repeated_local_time" | "either_day" | "both_days" | "uneven_step" | "very_often" | "shorter_than_task" | "seconds_used" | "missing_day" | "leap_day";
        /**
         * RestoreInput
         * @description How a deleted schedule comes back; an empty body keeps its name.
         */
        RestoreInput: {
            /** @description A new name, where the old one is taken. */
            name?: string | null;
            /** @description Why, for the history. */
            note?: string | null;
        };
        /**
         * RevertConflict
         * @description What is in the way of undoing one event.
         */
        RevertConflict: {
            /** @description The fields that later versions changed again. */
            fields: string[];
            /** @description Those versions. */
            versions: number[];
        };
        /**
         * Reverted
         * @description What a revert changed, or would change.
         */
        Reverted: {
            /** @description Whether there is anything to change. */
            changed: boolean;
            /** @description What. */
            differences: components["schemas"]["FieldChange"][];
            /** @description Whether nothing was changed because only the differences were asked for. */
            dry_run: boolean;
            /** @description The schedule as it stands now; null of a dry run. */
            schedule: components["schemas"]["Schedule"] | null;
        };
        /**
         * RevertInput
         * @description Where to go back to: one of `to_version` and `event`.
         * @example {
         *       "dry_run": null,
         *       "event": null,
         *       "keep_owner": null,
         *       "note": "the new times were wrong",
         *       "to_version": 3,
         *       "version": null
         *     }
         */
        RevertInput: {
            /** @description Answer what would change, and change nothing. */
            dry_run?: boolean | null;
            /**
             * Format: int32
             * @description Only what this version's event changed; later changes of other fields stay.
             */
            event?: number | null;
            /** @description Undo a change of somebody else's task or arguments without becoming the owner. */
            keep_owner?: boolean | null;
            /** @description Why, for the history. */
            note?: string | null;
            /**
             * Format: int32
             * @description The whole state of this version, its anchor and owner included.
             */
            to_version?: number | null;
            /**
             * Format: int32
             * @description The version you saw: 412 when it was changed meanwhile. The same as `If-Match`.
             */
            version?: number | null;
        };
        /**
         * RevokedToken
         * @description A token that no longer counts.
         */
        RevokedToken: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
        };
        /** @enum {string} */
        Role: "viewer" | "operator" | "admin";
        /**
         * RunInput
         * @description What to run now; an empty body runs the schedule as it is.
         */
        RunInput: {
            /** @description Other arguments than the schedule's; the job then acts as the person who starts it. */
            kwargs?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * Schedule
         * @description A schedule. An unreadable one has only what is known without reading it; the rest is null.
         */
        Schedule: {
            /** @description Always empty: tasks take named arguments. */
            args: unknown[];
            /** @description What becomes of due times that nobody acted on in time. */
            catch_up: components["schemas"]["CatchUp"] | null;
            /**
             * Format: uint32
             * @description How old a missed due time may be; null: the policy's default.
             */
            catch_up_max_age_seconds: number | null;
            /** @description With type `clocked`. */
            clocked: components["schemas"]["Clocked"] | null;
            /**
             * Format: date-time
             * @description When it came into being.
             */
            created_at: string;
            /** @description With type `crontab`. */
            crontab: components["schemas"]["Crontab"] | null;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            date_changed: string;
            /** @description For people. */
            description: string | null;
            /** @description What becomes of a local time that a clock change leaves out; null: by the hour field. */
            dst_gap: components["schemas"]["DstGap"] | null;
            /** @description What becomes of a local time that a clock change repeats; null: by the hour field. */
            dst_overlap: components["schemas"]["DstOverlap"] | null;
            /** @description Whether it makes jobs. */
            enabled: boolean | null;
            /**
             * Format: date-time
             * @description No due time at or after it.
             */
            expires: string | null;
            /** @description A job of which some items failed counts as failed. */
            fail_on_partial: boolean | null;
            /** @description Whether its newest ended job failed or timed out; one that was cancelled says nothing. Null of a past version. */
            failing: boolean | null;
            /**
             * Format: date-time
             * @description Since when it fails.
             */
            failing_since: string | null;
            /**
             * Format: uuid
             * @description Its id, for life.
             */
            id: string;
            /** @description The maintenance window that covers it now. */
            in_maintenance: components["schemas"]["InMaintenance"] | null;
            /** @description With type `interval`. */
            interval: components["schemas"]["Interval"] | null;
            /**
             * Format: uint16
             * @description How much later than its due time a job may start, at most.
             */
            jitter_seconds: number | null;
            /** @description The task's arguments. */
            kwargs: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: uuid
             * @description That job.
             */
            last_job_id: string | null;
            /** @description How its newest ended job ended. */
            last_outcome: string | null;
            /**
             * Format: date-time
             * @description Due time of the newest job from a due time; trigger time of a manual one.
             */
            last_run_at: string | null;
            /**
             * Format: uint8
             * @description How many attempts may fail before the job does; null: the task's default.
             */
            max_attempts: number | null;
            /**
             * Format: uint32
             * @description Completed by so many jobs from due times.
             */
            max_runs: number | null;
            /** @description Unique among live schedules. */
            name: string;
            /**
             * Format: date-time
             * @description The next due time; null unless it is enabled.
             */
            next_run_at: string | null;
            /** @description Whether its failures and missed runs are told to the webhook. */
            notify: boolean | null;
            /** @description Completed by its next job from a due time. */
            one_off: boolean | null;
            /** @description Whether a due time more than a minute past has neither a started job nor a skip. Null of a past version. */
            overdue: boolean | null;
            /** @description What to do at a due time while an earlier job has not ended. */
            overlap: components["schemas"]["Overlap"] | null;
            /** @description Whose it is, and with whose credentials its jobs act. */
            owner_username: string | null;
            /** @description Their rank in it. */
            priority: components["schemas"]["Priority"] | null;
            /** @description The queue its jobs go to. */
            queue: string | null;
            /**
             * Format: uint32
             * @description The first pause between attempts; null: the default.
             */
            retry_backoff_seconds: number | null;
            /**
             * Format: uint32
             * @description With `max_runs`: how many are left.
             */
            runs_left: number | null;
            /** @description Which of `interval`, `crontab`, `clocked` and `solar` counts; or `manual`. */
            schedule_type: components["schemas"]["ScheduleType"] | null;
            /**
             * Format: date-time
             * @description Off until then, back by itself.
             */
            snooze_until: string | null;
            /** @description With type `solar`. */
            solar: components["schemas"]["Solar"] | null;
            /**
             * Format: date-time
             * @description No due time before it.
             */
            start_at: string | null;
            /** @description Whether it makes jobs, and if not, why not. */
            state: components["schemas"]["ScheduleState"];
            /** @description With `unreadable`: what cannot be read. */
            state_reason: string | null;
            /** @description What it is found by. */
            tags: string[] | null;
            /** @description The short name of the task it runs. */
            task: string;
            /**
             * Format: uint32
             * @description How long an attempt may run; null: the task's default.
             */
            timeout_seconds: number | null;
            /** @description The zone whose wall clock governs a crontab. */
            timezone: string | null;
            /**
             * Format: int64
             * @description All its jobs, whatever the trigger; null of a past version.
             */
            total_run_count: number | null;
            /**
             * Format: int32
             * @description The number of its newest event; send it back as `If-Match` or `version`.
             */
            version: number;
        };
        /**
         * ScheduleCounts
         * @description How many schedules there are in each state.
         */
        ScheduleCounts: {
            /**
             * Format: int64
             * @description In any state but deleted.
             */
            all: number;
            /**
             * Format: int64
             * @description Done with the jobs they were to make.
             */
            completed: number;
            /**
             * Format: int64
             * @description Gone, and can be restored.
             */
            deleted: number;
            /**
             * Format: int64
             * @description Switched off.
             */
            disabled: number;
            /**
             * Format: int64
             * @description Switched on, and not snoozed.
             */
            enabled: number;
            /**
             * Format: int64
             * @description Past their `expires`.
             */
            expired: number;
            /**
             * Format: int64
             * @description Of all: those that fail.
             */
            failing: number;
            /**
             * Format: int64
             * @description Of all: those with a due time more than a minute past that has neither a started job nor a skip.
             */
            overdue: number;
            /**
             * Format: int64
             * @description Off until their `snooze_until`.
             */
            snoozed: number;
        };
        /**
         * ScheduleDay
         * @description What a schedule did on one day.
         */
        ScheduleDay: {
            /**
             * Format: int64
             * @description Jobs that were cancelled.
             */
            cancelled: number;
            /** @description The day (UTC), `2026-03-29`. */
            day: string;
            /**
             * Format: int64
             * @description Jobs that failed.
             */
            failed: number;
            /**
             * Format: int64
             * @description Jobs that have not ended.
             */
            open: number;
            /**
             * Format: int64
             * @description Due times that wait for an operator or a maintenance window's end.
             */
            pending: number;
            /**
             * Format: int64
             * @description Due times that were skipped.
             */
            skipped: number;
            /**
             * Format: int64
             * @description Jobs that succeeded; by the day of their due time, or of when they were made where they have none.
             */
            succeeded: number;
            /**
             * Format: int64
             * @description Jobs that ran longer than they may.
             */
            timed_out: number;
        };
        /**
         * ScheduleDiff
         * @description In what two versions differ.
         */
        ScheduleDiff: {
            /** @description The fields in which they differ, by name. */
            differences: components["schemas"]["FieldChange"][];
            /**
             * Format: int32
             * @description The earlier version, or the one that was named first.
             */
            from: number;
            /**
             * Format: int32
             * @description The other one.
             */
            to: number;
        };
        /**
         * ScheduleEvent
         * @description One immutable fact about a schedule.
         */
        ScheduleEvent: {
            /** @description Who did it, by the name at the time; `system` for the program itself. */
            actor: string;
            /** @description The fields it set, with their new values; `null` where it cleared one. */
            changes: {
                [key: string]: unknown;
            };
            /** @description The fields in which it differs from the version before; null where that cannot be read. */
            differences: components["schemas"]["FieldChange"][] | null;
            /**
             * Format: date-time
             * @description From when its version owns due times.
             */
            effective_at: string;
            /** @description `created`, `updated`, `enabled`, `disabled`, `expired`, `completed`, `deleted`, `restored`. */
            kind: string;
            /** @description Why. */
            note: string | null;
            /**
             * Format: int64
             * @description Its place in the order of all events.
             */
            position: number;
            /**
             * Format: date-time
             * @description When, by the database's clock.
             */
            time: string;
            /** @description Why this program cannot read it, if it cannot. */
            unreadable: string | null;
            /**
             * Format: int32
             * @description The version it made.
             */
            version: number;
        };
        /**
         * ScheduleInput
         * @description A schedule to be, or what is to change about one. A new one needs `name`, `task` and a cadence; in a
         *     change an absent field stays and `null` clears an optional one. What an answer contains may be sent back unchanged.
         * @example {
         *       "args": null,
         *       "catch_up": null,
         *       "catch_up_max_age_seconds": null,
         *       "clocked": null,
         *       "crontab": null,
         *       "description": null,
         *       "dst_gap": null,
         *       "dst_overlap": null,
         *       "enabled": true,
         *       "expires": null,
         *       "fail_on_partial": null,
         *       "id": null,
         *       "interval": {
         *         "every": 1,
         *         "period": "minutes"
         *       },
         *       "jitter_seconds": null,
         *       "keep_owner": null,
         *       "kwargs": {
         *         "duration": 3,
         *         "message": "hello",
         *         "steps": 3
         *       },
         *       "max_attempts": null,
         *       "max_runs": null,
         *       "name": "say hello every minute",
         *       "note": "trying it out",
         *       "notify": null,
         *       "one_off": null,
         *       "overlap": null,
         *       "owner_username": null,
         *       "priority": null,
         *       "queue": null,
         *       "retry_backoff_seconds": null,
         *       "schedule_type": "interval",
         *       "snooze_until": null,
         *       "solar": null,
         *       "start_at": null,
         *       "tags": null,
         *       "task": "test_job",
         *       "timeout_seconds": null,
         *       "timezone": null,
         *       "version": null
         *     }
         */
        ScheduleInput: {
            /** @description Must be empty: tasks take named arguments. */
            args?: unknown[] | null;
            /** @description What becomes of due times that nobody acted on in time. */
            catch_up?: components["schemas"]["CatchUp"] | null;
            /**
             * Format: uint32
             * @description How old a missed due time may be, up to a week; by default a day, with `all` an hour.
             */
            catch_up_max_age_seconds?: number | null;
            /** @description Once. */
            clocked?: components["schemas"]["ClockedInput"] | null;
            /** @description By the wall clock of `timezone`. */
            crontab?: components["schemas"]["CrontabInput"] | null;
            /** @description For people. */
            description?: string | null;
            /** @description What becomes of a local time that a clock change leaves out. Absent: fixed hours run after it, others skip. */
            dst_gap?: components["schemas"]["DstGap"] | null;
            /** @description What becomes of a local time that a clock change repeats. Absent: fixed hours run once, others both times. */
            dst_overlap?: components["schemas"]["DstOverlap"] | null;
            /** @description On by default. */
            enabled?: boolean | null;
            /**
             * Format: date-time
             * @description No due time at or after it.
             */
            expires?: string | null;
            /** @description A job of which some items failed counts as failed. */
            fail_on_partial?: boolean | null;
            /**
             * Format: uuid
             * @description Chosen by the client, it makes a creation repeatable.
             */
            id?: string | null;
            /** @description Every so often. */
            interval?: components["schemas"]["IntervalInput"] | null;
            /**
             * Format: uint16
             * @description How much later than its due time a job may start, 0 to 3600; drawn from a hash, so repeatable.
             */
            jitter_seconds?: number | null;
            /** @description Change task or arguments of somebody else's schedule without becoming its owner. */
            keep_owner?: boolean | null;
            /** @description The task's arguments, checked against its schema. */
            kwargs?: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: uint8
             * @description How many attempts may fail before the job does, up to 25.
             */
            max_attempts?: number | null;
            /**
             * Format: uint32
             * @description Completed by so many jobs from due times since it was last created, enabled, restored or had this changed.
             */
            max_runs?: number | null;
            /** @description Unique among live schedules, 1 to 200 characters. */
            name?: string | null;
            /** @description Why, for the history. */
            note?: string | null;
            /** @description Whether its failures and missed runs are told to the webhook; true by default. */
            notify?: boolean | null;
            /** @description Completed by its next job from a due time. */
            one_off?: boolean | null;
            /** @description What to do at a due time while an earlier job has not ended. */
            overlap?: components["schemas"]["Overlap"] | null;
            /** @description Gives the schedule to somebody else (admins). */
            owner_username?: string | null;
            /** @description Their rank in it. */
            priority?: components["schemas"]["Priority"] | null;
            /** @description The queue its jobs go to: letters, digits, `.`, `_`, `-`. */
            queue?: string | null;
            /**
             * Format: uint32
             * @description The first pause between attempts; it doubles, up to an hour.
             */
            retry_backoff_seconds?: number | null;
            /** @description Which cadence counts; may be left out where only one is there. `manual` has no object. */
            schedule_type?: components["schemas"]["ScheduleType"] | null;
            /**
             * Format: date-time
             * @description Off until then, back by itself; null wakes it.
             */
            snooze_until?: string | null;
            /** @description By the sun. */
            solar?: components["schemas"]["SolarInput"] | null;
            /**
             * Format: date-time
             * @description No due time before it.
             */
            start_at?: string | null;
            /** @description What it is found by; up to 20. */
            tags?: string[] | null;
            /** @description The task to run, by its name in `available-tasks`. */
            task?: string | null;
            /**
             * Format: uint32
             * @description How long an attempt may run.
             */
            timeout_seconds?: number | null;
            /** @description An IANA zone such as `Europe/Berlin`. */
            timezone?: string | null;
            /**
             * Format: int32
             * @description The version you saw: 412 when it was changed meanwhile. The same as `If-Match`.
             */
            version?: number | null;
        };
        /**
         * @description In which order a list comes; `-` is descending.
         * @enum {string}
         */
        ScheduleSort: "name" | "-name" | "task" | "-task" | "owner" | "-owner" | "next_run_at" | "-next_run_at" | "last_run_at" | "-last_run_at" | "date_changed" | "-date_changed";
        /**
         * @description Whether a schedule makes jobs, and if not, why not.
         * @enum {string}
         */
        ScheduleState: "enabled" | "disabled" | "snoozed" | "expired" | "completed" | "unreadable" | "deleted";
        /**
         * @description What a schedule's cadence is.
         * @enum {string}
         */
        ScheduleType: "interval" | "crontab" | "clocked" | "solar" | "manual";
        /**
         * Solar
         * @description By the sun over a place.
         */
        Solar: {
            /** @description Which of its events. */
            event: components["schemas"]["SolarEvent"];
            /**
             * Format: double
             * @description Degrees, north positive.
             */
            latitude: number;
            /**
             * Format: double
             * @description Degrees, east positive.
             */
            longitude: number;
        };
        /** @enum {string} */
        SolarEvent: "dawn_astronomical" | "dawn_nautical" | "dawn_civil" | "sunrise" | "solar_noon" | "sunset" | "dusk_civil" | "dusk_nautical" | "dusk_astronomical";
        /**
         * SolarInput
         * @description By the sun over a place. Days without the event are passed over.
         */
        SolarInput: {
            /** @description Which of its events. */
            event: components["schemas"]["SolarEvent"];
            /**
             * Format: double
             * @description Degrees, north positive.
             */
            latitude: number;
            /**
             * Format: double
             * @description Degrees, east positive.
             */
            longitude: number;
        };
        /**
         * TaskDefaults
         * @description What a task's jobs get where nobody says otherwise.
         */
        TaskDefaults: {
            /**
             * Format: uint8
             * @description How many attempts may fail before the job does.
             */
            max_attempts: number;
            /**
             * Format: uint32
             * @description The first pause between attempts.
             */
            retry_backoff_seconds: number;
            /** @description Whether an attempt whose worker was lost is run again. */
            retry_on_crash: boolean;
            /**
             * Format: uint32
             * @description How long an attempt may run.
             */
            timeout_seconds: number;
        };
        /**
         * TestJobStarted
         * @description A job that was started to try the workers out.
         */
        TestJobStarted: {
            /**
             * Format: uuid
             * @description The job.
             */
            jobId: string;
            /** @description In words. */
            message: string;
            /** @description Always true; what cannot be started is a problem. */
            success: boolean;
        };
        /**
         * TokenInput
         * @description A token to be.
         * @example {
         *       "expires_at": null,
         *       "name": "wall display",
         *       "role": "viewer"
         *     }
         */
        TokenInput: {
            /**
             * Format: date-time
             * @description Until when it counts; null for as long as its user does.
             */
            expires_at?: string | null;
            /** @description What it is for, 1 to 100 characters. */
            name: string;
            /** @description What it may do; at most, and by default, what its user may. */
            role?: components["schemas"]["Role"] | null;
        };
        /** @enum {string} */
        Trigger: "schedule" | "manual" | "adhoc" | "retry" | "backfill" | "catch_up";
        /**
         * User
         * @description A user.
         */
        User: {
            /**
             * Format: uuid
             * @description Their id.
             */
            id: string;
            /** @description Whether they may log in and their schedules run. */
            is_active: boolean;
            /** @description The same as role `admin`. */
            is_admin: boolean;
            /** @description What they may do. */
            role: components["schemas"]["Role"];
            /** @description Their name. */
            username: string;
        };
        /**
         * UserInput
         * @description What is to change about a user; absent fields stay.
         */
        UserInput: {
            /** @description `false` ends their logins and tokens at once and stops their schedules. */
            is_active?: boolean | null;
            /** @description A new password, which ends their logins. */
            password?: string | null;
            /** @description A new role. */
            role?: components["schemas"]["Role"] | null;
            /** @description A new name. */
            username?: string | null;
        };
        /** @enum {string} */
        Weekday: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
        /**
         * WeeklyOpening
         * @description On days of the week.
         */
        WeeklyOpening: {
            /** @description Which days. */
            days: components["schemas"]["Weekday"][];
            /**
             * Format: uint32
             * @description For how long, in seconds of elapsed time.
             */
            duration_seconds: number;
            /** @description Hour and minute by the wall clock of `timezone`. */
            start: string;
        };
        /**
         * WeeklyOpeningInput
         * @description On days of the week.
         */
        WeeklyOpeningInput: {
            /** @description Which days. */
            days: components["schemas"]["Weekday"][];
            /**
             * Format: uint32
             * @description For how long, in seconds of elapsed time: a minute to 31 days.
             */
            duration_seconds: number;
            /** @description Hour and minute by the wall clock of `timezone`, `22:00`. */
            start: string;
        };
        /**
         * Why
         * @description Why a schedule did, or did not, run at an instant.
         */
        Why: {
            /**
             * Format: date-time
             * @description The instant that was asked about.
             */
            at: string;
            /** @description The answer in one stable word. */
            code: components["schemas"]["WhyCode"];
            /**
             * Format: date-time
             * @description Likewise the one after it.
             */
            due_after: string | null;
            /**
             * Format: date-time
             * @description With an instant that is no due time: the one before it, by the cadence in force.
             */
            due_before: string | null;
            /** @description What is recorded, with `job`, `skipped` and `pending`. */
            due_time: components["schemas"]["DueTime"] | null;
            /**
             * Format: int32
             * @description The version of the schedule that was in force.
             */
            version: number | null;
            /** @description The answer in a sentence. */
            words: string;
        };
        /** @enum {string} */
        WhyCode: "job" | "skipped" | "pending" | "unsettled" | "future" | "not_yet_created" | "before_start" | "disabled" | "snoozed" | "expired" | "completed" | "deleted" | "clock_change" | "other_cadence" | "manual" | "not_due" | "forgotten" | "unrecorded" | "unreadable";
        /**
         * Worker
         * @description A worker process.
         */
        Worker: {
            /**
             * Format: int32
             * @description How many at once.
             */
            concurrency: number;
            /** @description The host it runs on. */
            host: string;
            /**
             * Format: uuid
             * @description New with every start.
             */
            id: string;
            /** @description The load average of its host over 1, 5 and 15 minutes, where the host tells. */
            load: number[] | null;
            /** @description What people call it. */
            name: string;
            /**
             * Format: int32
             * @description Its process there.
             */
            pid: number;
            /** @description What it takes jobs from. */
            queues: string[];
            /**
             * Format: int32
             * @description How many it runs.
             */
            running: number;
            /**
             * Format: date-time
             * @description When it last said a word.
             */
            seen_at: string;
            /**
             * Format: date-time
             * @description When it started.
             */
            started_at: string;
            /** @description It takes no more. */
            stopping: boolean;
            /** @description The program's version. */
            version: string;
        };
        /**
         * WorkerStatus
         * @description A worker at a glance.
         */
        WorkerStatus: {
            /** @description The load average of its host over 1, 5 and 15 minutes. */
            loadavg: number[] | null;
            /** @description What people call it. */
            name: string;
            /** @description `active`; or `stopping` when it takes no more jobs. */
            status: string;
        };
        /**
         * WrongField
         * @description A field that does not validate.
         */
        WrongField: {
            /** @description Why it does not. */
            detail: string;
            /** @description An RFC 6901 pointer into the body; for a query parameter, `?` and its name. */
            pointer: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    changePasswordFromProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Confirmation"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginInput"];
            };
        };
        responses: {
            /** @description Done; with a browser's session cookie beside it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Login"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; with a browser's session cookie beside it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Login"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiToken"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiToken"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedToken"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBeat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Beat"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOutages: {
        parameters: {
            query?: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outage"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description Ended at this time or later; none that has not. */
                finished_after?: string;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description From this queue. */
                queue?: string;
                /** @description Of this schedule. */
                schedule_id?: string;
                /** @description Words in the task, the schedule's name or the error; or a job's id. */
                search?: string;
                /** @description In one of these states. */
                state?: components["schemas"]["JobState"][];
                /** @description Of this task. */
                task?: string;
                /** @description Made by one of these. */
                trigger?: components["schemas"]["Trigger"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client, it makes the request repeatable: the second one answers the first one's job. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdHocInput"];
            };
        };
        responses: {
            /** @description An earlier request of the same kind had made it; nothing was changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDetail"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobLog: {
        parameters: {
            query?: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description At most so many lines, up to 5,000; 500 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLine"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client, it makes the request repeatable: the second one answers the first one's job. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An earlier request of the same kind had made it; nothing was changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamJob: {
        parameters: {
            query?: {
                /** @description Start after this place: the `X-Stream-Cursor` of a list. */
                after?: string;
            };
            header?: {
                /** @description Start after this place: what a browser sends when it comes back. */
                "Last-Event-ID"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-Sent Events. `event:` is `job` (a Job), `log` (a LogLine), `schedule` (a Schedule), `worker` (a Worker), `maintenance` (a MaintenanceWindow), `counts` (changes by state while there are too many to tell each), or `reset` (read the lists again). `id:` is where `Last-Event-ID` or `?after=` resumes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countJobs: {
        parameters: {
            query?: {
                /** @description From when ended jobs count; by default a day ago. */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobCounts"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamJobs: {
        parameters: {
            query?: {
                /** @description Start after this place: the `X-Stream-Cursor` of a list. */
                after?: string;
                /** @description Only these jobs. */
                job_id?: string[];
                /** @description Log lines of these jobs too, 20 at most. */
                logs?: string[];
                /** @description Only jobs of these schedules, and these schedules. */
                schedule_id?: string[];
                /** @description Only jobs in these states. */
                state?: components["schemas"]["JobState"][];
                /** @description Only jobs and schedules of these tasks. */
                task?: string[];
            };
            header?: {
                /** @description Start after this place: what a browser sends when it comes back. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-Sent Events. `event:` is `job` (a Job), `log` (a LogLine), `schedule` (a Schedule), `worker` (a Worker), `maintenance` (a MaintenanceWindow), `counts` (changes by state while there are too many to tell each), or `reset` (read the lists again). `id:` is where `Last-Event-ID` or `?after=` resumes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQueues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAvailableTasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvailableTask"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInventories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inventory"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMaintenanceWindows: {
        parameters: {
            query?: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description At most so many, up to 500. */
                limit?: number;
                /** @description Only those in these states. */
                state?: components["schemas"]["MaintenanceState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceWindowInput"];
            };
        };
        responses: {
            /** @description An earlier request of the same kind had made it; nothing was changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version you saw, in quotes; 412 when it was changed meanwhile. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceWindowInput"];
            };
        };
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version you saw, in quotes; 412 when it was changed meanwhile. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    liftMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version you saw, in quotes; 412 when it was changed meanwhile. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewMaintenanceWindow: {
        parameters: {
            query?: {
                /** @description Look no further than this, at most 30 days; the window's own end where that comes first. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceWindowInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenancePreview"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSchedules: {
        parameters: {
            query?: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description Switched on, or not. */
                enabled?: boolean;
                /** @description Whose newest ended job failed or timed out, or not. */
                failing?: boolean;
                /** @description At most so many, up to 500. */
                limit?: number;
                /** @description With a due time more than a minute past that has neither a started job nor a skip, or not. */
                overdue?: boolean;
                /** @description Of this user. */
                owner?: string;
                /** @description Part of the name, task or owner. */
                search?: string;
                /** @description In this order. */
                sort?: components["schemas"]["ScheduleSort"];
                /** @description In this state. */
                state?: components["schemas"]["ScheduleState"];
                /** @description With this tag. */
                tag?: string;
                /** @description Of this task. */
                task?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleInput"];
            };
        };
        responses: {
            /** @description An earlier request of the same kind had made it; nothing was changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSchedule: {
        parameters: {
            query?: {
                /** @description As it stood at this instant. */
                at?: string;
                /** @description As it stood after this version's event. */
                version?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSchedule: {
        parameters: {
            query?: {
                /** @description Also end its open jobs, where this switches it off. */
                cancel_jobs?: boolean;
            };
            header?: {
                /** @description The version you saw, in quotes; 412 when it was changed meanwhile. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleInput"];
            };
        };
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSchedule: {
        parameters: {
            query?: {
                /** @description Also end its open jobs. */
                cancel_jobs?: boolean;
                /** @description Why, for the history. */
                note?: string;
            };
            header?: {
                /** @description The version you saw, in quotes; 412 when it was changed meanwhile. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    backfillSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client, it makes the request repeatable: the second one answers what the first one made. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackfillInput"];
            };
        };
        responses: {
            /** @description An earlier request of the same kind had made it; nothing was changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backfill"];
                };
            };
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backfill"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countScheduleByDay: {
        parameters: {
            query?: {
                /** @description From the day of this instant. */
                from?: string;
                /** @description To the day of this instant; today by default. */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleDay"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compareScheduleVersions: {
        parameters: {
            query: {
                /** @description The version to start from. */
                from: number;
                /** @description The version to compare it with; the newest by default. */
                to?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleDiff"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScheduleHistory: {
        parameters: {
            query?: {
                /** @description Only what this user did; `system` for the program itself. */
                actor?: string;
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description Only events that set this field. */
                field?: string;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleEvent"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDueTimes: {
        parameters: {
            query?: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description Not before it. */
                from?: string;
                /** @description At most so many entries, up to 500; 50 by default. */
                limit?: number;
                /** @description With this outcome. */
                outcome?: components["schemas"]["DueTimeOutcome"];
                /** @description Skipped or pending for this reason. */
                reason?: components["schemas"]["DueTimeReason"];
                /** @description In this order; the latest first by default. */
                sort?: components["schemas"]["DueTimeSort"];
                /** @description Not after it; now by default. */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DueTime"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dropPendingDueTimes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PendingInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingDecided"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runPendingDueTimes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PendingInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingDecided"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainDueTime: {
        parameters: {
            query?: {
                /** @description The instant. */
                at?: string;
                /** @description The local time in the schedule's zone, `2026-03-29T02:30`. */
                local?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Why"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RestoreInput"];
            };
        };
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revertSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version you saw, in quotes; 412 when it was changed meanwhile. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevertInput"];
            };
        };
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reverted"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client, it makes the request repeatable: the second one answers the first one's job. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RunInput"];
            };
        };
        responses: {
            /** @description An earlier request of the same kind had made it; nothing was changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countSchedules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleCounts"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clearJobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobsStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobsStatus"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startTestJob: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestJobStarted"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUserInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWorkers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` while there is another page. */
                    Link?: string;
                    /** @description Start the stream here (`?after=`) to miss nothing since this list. */
                    "X-Stream-Cursor"?: string;
                    /** @description How many match in all; exact up to 10,000. */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Worker"][];
                };
            };
            /** @description Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, 404 not there, 409 does not fit how things stand, 410 no longer offered, 412 changed meanwhile, 413 too large, 422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
