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
    "/api/cache": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at the cache.
         * @description Each item of each connection: whether it is there, how old and large it is, and how many readers found it.
         */
        get: operations["listCache"];
        put?: never;
        post?: never;
        /**
         * Empty the cache.
         * @description Only admins. Figures are forgotten as well; what is being fetched is not kept.
         */
        delete: operations["clearCache"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cache/checkmk/folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List CheckMK's folders.
         * @description From the cache, or fetched and kept for ten minutes.
         */
        get: operations["cachedFolders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cache/checkmk/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List CheckMK's hosts.
         * @description From the cache, or fetched and kept for ten minutes. Without attributes, which may hold secrets.
         */
        get: operations["cachedHosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cache/checkmk/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what is in CheckMK.
         * @description From the cache, or fetched and kept for five minutes.
         */
        get: operations["cachedCheckmkStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cache/nautobot/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Nautobot's devices.
         * @description From the cache, or fetched and kept for ten minutes. The inventory, filled by syncs, knows more of each.
         */
        get: operations["cachedDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cache/nautobot/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Nautobot's locations.
         * @description From the cache, or fetched and kept for ten minutes.
         */
        get: operations["cachedLocations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cache/nautobot/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what is in Nautobot.
         * @description From the cache, or fetched and kept for five minutes.
         */
        get: operations["cachedNautobotStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/captures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List baselines and snapshots.
         * @description Newest first.
         */
        get: operations["listCaptures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/captures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a baseline or a snapshot.
         * @description With its commands, and how each answer stood to what was expected; the texts are read one by one.
         */
        get: operations["getCapture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/captures/{id}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two captures.
         * @description The capture `id` with the one before it (`with`); without `with`, with what was expected of the device: to each
         *     command the answer in the newest baseline that has one, and, where `id` is a baseline itself, the newest before
         *     it. Lines are compared in their normal form: no timers, no counters, marks in the place of secrets. The same
         *     secret has another mark on another device.
         */
        get: operations["compareCaptures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/captures/{id}/outputs/{position}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a device said to a command.
         * @description In its normal form, with marks in the place of secrets, and as it was understood.
         */
        get: operations["getCaptureOutput"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/captures/{id}/outputs/{position}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a device said to a command, word for word.
         * @description Only operators and admins: secrets of the configuration are in it.
         */
        get: operations["getCaptureRawOutput"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/captures/{id}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a snapshot what is expected.
         * @description Operators and admins. It becomes the next version of the device's baseline, the snapshot stays. 409 where it is a
         *     baseline.
         */
        post: operations["promoteCapture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connections.
         * @description By kind and name; those that stand in the environment of this process first. Everybody who is logged in may see
         *     which there are, nobody their secrets.
         */
        get: operations["listConnections"];
        put?: never;
        /**
         * Make a connection.
         * @description Only admins. The secret is sealed before it is stored and never answered.
         */
        post: operations["createConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a connection. */
        get: operations["getConnection"];
        /**
         * Change a connection.
         * @description Only admins. Absent fields stay, the secret too.
         */
        put: operations["updateConnection"];
        post?: never;
        /**
         * Remove a connection.
         * @description Only admins. What came through it stays; jobs that name it fail from now on.
         */
        delete: operations["deleteConnection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a connection.
         * @description Only admins. That it does not work is an answer with `ok: false` and the real reason; the connection keeps it as
         *     its `last_check`.
         */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a connection before it is saved.
         * @description Only admins. Nothing is stored; that it does not work is an answer with `ok: false` and the real reason.
         */
        post: operations["testNewConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List credentials.
         * @description One's own, then shared ones; never their secrets. A job uses those of whoever it acts as.
         */
        get: operations["listCredentials"];
        put?: never;
        /**
         * Make a credential.
         * @description Operators make their own, admins shared ones too. The secrets are sealed before they are stored.
         */
        post: operations["createCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credentials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a credential.
         * @description Absent fields stay, secrets too; null takes a secret away.
         */
        put: operations["updateCredential"];
        post?: never;
        /** Remove a credential. */
        delete: operations["deleteCredential"];
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
    "/api/host-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List host keys.
         * @description Those of devices that showed another one first.
         */
        get: operations["listHostKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/host-keys/{id}": {
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
         * Forget a host key.
         * @description Only admins. The next key that the device shows is taken for its own.
         */
        delete: operations["deleteHostKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/host-keys/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept another host key.
         * @description Only admins. From now on the device is known by the key that it last showed. 409 where that is another one by
         *     now.
         */
        post: operations["acceptHostKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List named inventories, by name. */
        get: operations["listInventories"];
        put?: never;
        /**
         * Make a named inventory.
         * @description Unknown devices are refused (422) by name.
         */
        post: operations["createInventory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a named inventory. */
        get: operations["getInventory"];
        /**
         * Change a named inventory.
         * @description Absent fields stay. Other devices than before are judged by the guard all the same: look at the preview, and
         *     accept them where they are right.
         */
        put: operations["updateInventory"];
        post?: never;
        /**
         * Delete a named inventory.
         * @description 409 while schedules aim at it. Answers it as it was.
         */
        delete: operations["deleteInventory"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventories/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that its devices are right as they are.
         * @description For when the guard stopped a job and somebody looked: the next job goes on with what the inventory then has,
         *     unless that is nothing, and later ones are compared with it.
         */
        post: operations["acceptInventory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventories/{id}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which devices does a named inventory have now?
         * @description By number.
         */
        get: operations["listInventoryDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventories/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which devices would an inventory have?
         * @description Of unsaved conditions, or of a saved inventory with changes; and whether the guard would stop a job now.
         *     Nothing is saved.
         */
        post: operations["previewInventory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List devices.
         * @description As the last syncs found them, stale ones too. A filter that comes several times lets through what has any of
         *     its values; empty text (`role=`) is having none.
         */
        get: operations["listDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/devices/{device}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a device.
         * @description By its number, Nautobot id, primary address or name. 409 where several devices have that name or address.
         */
        get: operations["getDevice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/devices/{device}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What did syncs change of a device?
         * @description Newest first.
         */
        get: operations["listDeviceChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/devices/{device}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which jobs touched a device?
         * @description Those that aimed at it, and syncs that changed it, newest first. Of jobs that are no longer kept only the id
         *     is left.
         */
        get: operations["listDeviceJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/devices/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which values are there to filter devices by?
         * @description With how many devices have each, of those that the other filters let through: so a second value of a field
         *     can be chosen.
         */
        get: operations["getDeviceFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed between two syncs?
         * @description What remains of everything that syncs of this kind changed after `from` and up to `to`, by name: added and then
         *     changed is added, changed and changed back is nothing. 422 where more than 50,000 changes lie between.
         */
        get: operations["listInventoryDifferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/differences/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much changed between two syncs? */
        get: operations["getInventoryDifferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/disagreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where do Nautobot and CheckMK disagree?
         * @description By what is known now; stale devices and hosts do not count. Of one kind at a time, by name or address.
         */
        get: operations["listDisagreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/disagreements/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much do Nautobot and CheckMK disagree?
         * @description By what is known now, and what the newest sync that compared them said.
         */
        get: operations["getDisagreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List hosts.
         * @description As the last syncs found them in CheckMK, stale ones too.
         */
        get: operations["listHosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/hosts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a host with all its attributes. */
        get: operations["getHost"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/hosts/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What did syncs change of a host?
         * @description Newest first.
         */
        get: operations["listHostChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/hosts/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which values are there to filter hosts by?
         * @description With how many hosts have each, of those that the other filters let through.
         */
        get: operations["getHostFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/syncs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List syncs, newest first.
         * @description Dry runs leave nothing here.
         */
        get: operations["listInventorySyncs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/syncs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a sync. */
        get: operations["getInventorySync"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/syncs/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What did a sync change?
         * @description In the order in which it did.
         */
        get: operations["listInventorySyncChanges"];
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
    "/api/jobs/{id}/retry-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run an ended job once more, for the devices that failed.
         * @description A new job with the same arguments but for the devices: those of the inventory that the old one tried and that
         *     did not answer all that they were asked, and no others. It acts as `retry` says.
         */
        post: operations["retryFailedDevices"];
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
    "/api/jobs/{id}/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a job from device to device.
         * @description Of the newest attempt: each device that it has met, how far it is with it, and why it ended so. Ask again with
         *     `after` when the job's progress is told on the stream: only what has changed is answered. Tasks that visit no
         *     devices have none.
         */
        get: operations["getJobVisits"];
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
    "/api/scheduler/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make schedules as files say.
         * @description What a file says is added, changed or brought back, and what it does not say any more is removed: in one
         *     transaction, all or nothing. A dry run is the plan, with what was done by hand meanwhile. What
         *     `noc-scheduler schedules plan` and `apply` send.
         */
        post: operations["applySchedules"];
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
    "/api/scheduler/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change many schedules.
         * @description In one transaction, all or none: where one is refused, 422 names it and nothing is changed. A dry run names every
         *     refusal. Up to 20,000 at once.
         */
        post: operations["changeSchedules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is expected to run?
         * @description Jobs that start and seconds that workers are busy, bucket by bucket, in total, by queue and by remote system, from
         *     the schedules and maintenance windows as they stand. A job is expected to take as long as nine in ten of its
         *     schedule's past jobs at most (14 days, 3 jobs at least), else of its task's, else a minute. Due times that a
         *     window or an earlier job is in the way of are counted under `not_shown`. Workers are taken to be free.
         *     `suggestions` say what would lower the peaks; their edits go to what-if and bulk as they are.
         *     Ranges of minutes may have 7 days, of hours 92; 422 where there are more than 10,000,000 due times.
         */
        get: operations["getCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/calendar/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my calendar feeds. */
        get: operations["listCalendarFeeds"];
        put?: never;
        /**
         * Make a calendar feed.
         * @description Answers an address, with a secret in it, that calendar programs read without a login; it is in this answer only.
         *     It shows the runs that are expected in the next 14 days, and reads nothing else. 422 where its schedules have more
         *     than 10,000,000 due times in them; then it has to be narrower. API tokens cannot make feeds.
         */
        post: operations["createCalendarFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/calendar/feeds/{id}": {
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
         * Revoke a calendar feed.
         * @description Its address answers nothing any more. Admins revoke anybody's.
         */
        delete: operations["revokeCalendarFeed"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/calendar/ics/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a calendar feed.
         * @description Needs no login: the secret in the address stands for one, and reads this only. The runs that are expected in the
         *     next 14 days, 2,000 events at most (`X-NOC-CUT` says where there are more); a schedule that runs more often than
         *     hourly has one event for each day. It is made anew once an hour, and when a schedule or a maintenance window changes.
         */
        get: operations["readCalendarFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/calendar/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the runs that are expected.
         * @description In the order in which they start: every due time of the range, with what is expected of it. Those that a
         *     maintenance window or an earlier job is in the way of are there too, at their due time.
         */
        get: operations["listExpectedRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/change-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was changed together.
         * @description Newest first. Its changes are listed by `/scheduler/changes?change_set=`.
         */
        get: operations["listChangeSets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/change-sets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a change set. */
        get: operations["getChangeSet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/change-sets/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a change set back.
         * @description What it made is removed, unless people have worked on it since; what it removed comes back, and each field that it
         *     changed gets the value it had; what was changed since in other fields stays. All or nothing: a schedule in which the same fields have been changed
         *     since refuses the whole, and 422 names it. Itself a change set, so it can be taken back too.
         */
        post: operations["undoChangeSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened to all schedules.
         * @description Every change, newest first.
         */
        get: operations["listScheduleChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/changes/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the newest seal of the history.
         * @description Kept somewhere else, it proves later that the history up to here is still what it was:
         *     `noc-scheduler schedules verify --expect`.
         */
        get: operations["getNewestSeal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is different between two instants?
         * @description Of all schedules: which came, went or changed after `from` and until `to`, everything in between taken
         *     together. One that was changed and changed back is not among them. 422 beyond 10,000 schedules.
         */
        get: operations["getScheduleDifference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export schedules as a file says them.
         * @description What has its default is left out, and so are snoozes. What `noc-scheduler schedules export` writes as YAML.
         */
        get: operations["exportSchedules"];
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
         * @description Called by the schedule editor when it opens. New programs use `GET /api/inventories`.
         */
        get: operations["listInventoryChoices"];
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
    "/api/scheduler/tasks/{id}/blame": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who set each field?
         * @description Every field of the schedule with the event that gave it its value, by field; of a deleted schedule too.
         */
        get: operations["blameSchedule"];
        put?: never;
        post?: never;
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
    "/api/scheduler/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would a change do?
         * @description Takes edits as bulk takes them, a maintenance window to be, or one to end, and saves nothing. Says which due times
         *     would come, go and move, in the coming time and, by the cadence alone, in the days that have been; what that
         *     loads on the queues and remote systems it touches, by how long jobs usually take; and what would then start in
         *     the same minute. Edits that would be refused are named. 422 where there are more than 20,000,000 due times, before and
         *     after, that have been and to come.
         */
        post: operations["whatIf"];
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
    "/api/topology/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed?
         * @description Newest first.
         */
        get: operations["listTopologyChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/topology/crawls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the crawls that wrote to the topology.
         * @description Newest first.
         */
        get: operations["listTopologyCrawls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/topology/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is different between two times?
         * @description Links that came, went or changed after `from` and no later than `to`, everything in between taken together:
         *     lost and returned is nothing. 5,000 at most.
         */
        get: operations["getTopologyDifference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/topology/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take the topology along.
         * @description As JSON, GraphML, Mermaid or CSV, with the same filters.
         */
        get: operations["exportTopology"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/topology/graph": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the topology.
         * @description Nodes and links as they are now, or were at a time. 422 where there are more than 10,000 nodes or 40,000 links;
         *     a part can be asked for then.
         */
        get: operations["getTopology"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/topology/links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a link.
         * @description With both interfaces, who says that it is there, and what became of it over time.
         */
        get: operations["getTopologyLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/topology/nodes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a node.
         * @description By its id, or by that of the device of the inventory that it is.
         */
        get: operations["getTopologyNode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/topology/nodes/{id}/arp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List which addresses have which MAC addresses, as a node knows. */
        get: operations["listNodeArp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/topology/nodes/{id}/interfaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the interfaces of a node. */
        get: operations["listNodeInterfaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/topology/nodes/{id}/macs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List behind which ports MAC addresses are, as a node knows. */
        get: operations["listNodeMacs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/topology/nodes/{id}/routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the routes of a node. */
        get: operations["listNodeRoutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/topology/where": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where is this MAC or IP address?
         * @description The switch, the port and the VLAN, and when that was so, from what devices last told. An IP address is first
         *     looked up in the ARP tables of routers.
         */
        get: operations["whereIsAddress"];
        put?: never;
        post?: never;
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
         * AcceptHostKey
         * @description Which key is accepted.
         */
        AcceptHostKey: {
            /** @description The fingerprint on offer, as it was looked at: another one may be on offer by now. */
            fingerprint: string;
        };
        /**
         * AddressPlace
         * @description A place where an address was seen.
         */
        AddressPlace: {
            /** @description The address of the Internet, or several. */
            address: string | null;
            /**
             * Format: date-time
             * @description When it was first seen there.
             */
            first_seen: string;
            /**
             * Format: date-time
             * @description Since when it is no longer; null while it is.
             */
            gone_at: string | null;
            /** @description For `port`: `dynamic`, `static`, `own` or `other`. */
            how: string | null;
            /** @description On which of its interfaces. */
            interface: string | null;
            /** @description For `port`: whether another known device is behind it, so that the address is not there but beyond. */
            is_link: boolean;
            /** @description `port`: a switch hears it there. `interface`: it is that one's own. `arp`: a router was told so. */
            kind: string;
            /**
             * Format: date-time
             * @description When it was last seen there.
             */
            last_seen: string;
            /** @description The MAC address. */
            mac: string | null;
            /** @description What that is called. */
            node: string;
            /**
             * Format: uuid
             * @description On which node.
             */
            node_id: string;
            /**
             * Format: int32
             * @description In which VLAN.
             */
            vlan: number | null;
        };
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
         * ApplyInput
         * @description What files say, and whether to make it so.
         * @example {
         *       "dry_run": true,
         *       "files": [
         *         {
         *           "name": "core.yaml",
         *           "schedules": [
         *             {
         *               "crontab": {
         *                 "minute": "0"
         *               },
         *               "name": "Nautobot sync",
         *               "task": "sync_nautobot_devices"
         *             }
         *           ]
         *         }
         *       ],
         *       "note": "CHG-4711"
         *     }
         */
        ApplyInput: {
            /** @description Only say what would come of it. */
            dry_run?: boolean | null;
            /** @description The `digest` of the plan that you have seen: 409 where another one would be carried out. */
            expect?: string | null;
            /** @description The files; what they do not say any more of what they manage is removed. */
            files: components["schemas"]["SchedulesFileInput"][];
            /** @description Why, for the history. */
            note?: string | null;
            /** @description Also what another file manages. */
            take_over?: boolean | null;
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
        /**
         * BlamedField
         * @description A field, and the event that set it to what it is.
         */
        BlamedField: {
            /** @description Who did it, by the name at the time. */
            actor: string;
            /** @description The field, as in a schedule. */
            field: string;
            /** @description Why. */
            note: string | null;
            /**
             * Format: date-time
             * @description When, by the database's clock.
             */
            time: string;
            /** @description Its value; null where that event cleared it. */
            value: unknown;
            /**
             * Format: int32
             * @description The version that set it.
             */
            version: number;
        };
        /**
         * BulkActionInput
         * @description What to do, the same to each.
         */
        BulkActionInput: {
            /** @description With `tag`. */
            add?: string[] | null;
            /** @description With `update`: fields of a schedule. */
            changes?: {
                [key: string]: unknown;
            } | null;
            /** @description With `owner`. */
            owner_username?: string | null;
            /** @description With `queue`. */
            queue?: string | null;
            /** @description With `tag`. */
            remove?: string[] | null;
            /** @description What to do. */
            type: components["schemas"]["BulkActionType"];
            /**
             * Format: date-time
             * @description With `snooze`.
             */
            until?: string | null;
        };
        /**
         * @description What to do to every schedule that is meant.
         * @enum {string}
         */
        BulkActionType: "enable" | "disable" | "snooze" | "delete" | "tag" | "queue" | "owner" | "update" | "release";
        /**
         * BulkInput
         * @description A change of many schedules: an `action` on `targets` or on all that `filter` matches, or `edits` of each.
         * @example {
         *       "action": {
         *         "type": "disable"
         *       },
         *       "dry_run": true,
         *       "expected": 12,
         *       "filter": {
         *         "enabled": null,
         *         "failing": null,
         *         "managed_by": null,
         *         "overdue": null,
         *         "owner": null,
         *         "search": null,
         *         "state": null,
         *         "tag": "core",
         *         "task": null
         *       },
         *       "note": "core routers are replaced tonight, CHG-4711"
         *     }
         */
        BulkInput: {
            /** @description What to do to each of them. */
            action?: components["schemas"]["BulkActionInput"] | null;
            /** @description Also end the open jobs of what is switched off or removed. */
            cancel_jobs?: boolean | null;
            /** @description Only say what would come of it. */
            dry_run?: boolean | null;
            /** @description Instead of all these: an edit of each. */
            edits?: components["schemas"]["ScheduleEditInput"][] | null;
            /**
             * Format: uint64
             * @description With `filter`: how many you saw match; 409 where it is another number by now.
             */
            expected?: number | null;
            /** @description All that match. */
            filter?: components["schemas"]["ScheduleFilterInput"] | null;
            /** @description Why, for the history. */
            note?: string | null;
            /** @description Schedules by id. */
            targets?: components["schemas"]["BulkTargetInput"][] | null;
        };
        /**
         * BulkOutcome
         * @description What came of a change of many, or would come.
         */
        BulkOutcome: {
            /**
             * Format: uuid
             * @description What was changed together; undone as a whole by this id. Null of a dry run, and where nothing changed.
             */
            change_set: string | null;
            /**
             * Format: uint64
             * @description How many of them changed, or would.
             */
            changed: number;
            /** @description What changed, or would, the first thousand. */
            changes: components["schemas"]["ChangedSchedule"][];
            /** @description Whether nothing was changed because only that was asked for. */
            dry_run: boolean;
            /**
             * Format: uint64
             * @description How many schedules were meant.
             */
            matched: number;
            /** @description Which, and why, the first thousand. Only a dry run has any. */
            refused: components["schemas"]["RefusedEdit"][];
            /**
             * Format: uint64
             * @description How many would be refused; one alone refuses all.
             */
            refused_count: number;
            /**
             * Format: uint64
             * @description How many are so already.
             */
            unchanged: number;
        };
        /**
         * BulkTargetInput
         * @description A schedule to change.
         */
        BulkTargetInput: {
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: int32
             * @description The version you saw; refused where it was changed since.
             */
            version?: number | null;
        };
        /**
         * CacheCleared
         * @description What was forgotten.
         */
        CacheCleared: {
            /**
             * Format: uint64
             * @description How many items were there.
             */
            removed: number;
        };
        /**
         * CachedCheckmkStatistics
         * @description How many there are of what in CheckMK.
         */
        CachedCheckmkStatistics: {
            /** @description Whether the next request finds it: not while Redis is away. */
            cached: boolean;
            /** @description The connection that it came through. */
            connection: string;
            /**
             * Format: date-time
             * @description Until when it is kept; null where it is not.
             */
            expires_at: string | null;
            /**
             * Format: uint64
             * @description How long fetching took.
             */
            fetch_ms: number;
            /**
             * Format: date-time
             * @description When the source was asked for it.
             */
            fetched_at: string;
            /** @description Whether somebody waited for it. */
            source: components["schemas"]["CacheSource"];
            /** @description The numbers. */
            statistics: components["schemas"]["CheckmkStatistics"];
        };
        /**
         * CachedDevice
         * @description A device of Nautobot's, in short.
         */
        CachedDevice: {
            /** @description The model. */
            device_type: string | null;
            /**
             * Format: uuid
             * @description Its id in Nautobot.
             */
            id: string;
            /** @description Its primary IPv4 address, without the length of the network. */
            ip4: string | null;
            /** @description Its primary IPv6 address, likewise. */
            ip6: string | null;
            /** @description The place it stands in. */
            location: string | null;
            /** @description Its name. */
            name: string | null;
            /** @description The operating system as people call it. */
            platform: string | null;
            /** @description What it is for. */
            role: string | null;
            /** @description `Active` and the like. */
            status: string | null;
        };
        /**
         * CachedDevices
         * @description Nautobot's devices.
         */
        CachedDevices: {
            /** @description Whether the next request finds it: not while Redis is away. */
            cached: boolean;
            /** @description The connection that it came through. */
            connection: string;
            /**
             * Format: date-time
             * @description Until when it is kept; null where it is not.
             */
            expires_at: string | null;
            /**
             * Format: uint64
             * @description How long fetching took.
             */
            fetch_ms: number;
            /**
             * Format: date-time
             * @description When the source was asked for it.
             */
            fetched_at: string;
            /** @description All of them, in Nautobot's order. */
            items: components["schemas"]["CachedDevice"][];
            /** @description Whether somebody waited for it. */
            source: components["schemas"]["CacheSource"];
        };
        /**
         * CachedFolder
         * @description A folder of CheckMK's setup.
         */
        CachedFolder: {
            /** @description `/network/par`, or `/`. */
            path: string;
            /** @description What people call it. */
            title: string | null;
        };
        /**
         * CachedFolders
         * @description CheckMK's folders.
         */
        CachedFolders: {
            /** @description Whether the next request finds it: not while Redis is away. */
            cached: boolean;
            /** @description The connection that it came through. */
            connection: string;
            /**
             * Format: date-time
             * @description Until when it is kept; null where it is not.
             */
            expires_at: string | null;
            /**
             * Format: uint64
             * @description How long fetching took.
             */
            fetch_ms: number;
            /**
             * Format: date-time
             * @description When the source was asked for it.
             */
            fetched_at: string;
            /** @description All of them, in CheckMK's order. */
            items: components["schemas"]["CachedFolder"][];
            /** @description Whether somebody waited for it. */
            source: components["schemas"]["CacheSource"];
        };
        /**
         * CachedHost
         * @description A host of CheckMK's, in short.
         */
        CachedHost: {
            /** @description What people call it. */
            alias: string | null;
            /** @description Where it lies in the setup. */
            folder: string;
            /** @description Its IPv4 address, or a name that has one. */
            ip4: string | null;
            /** @description Its IPv6 address, or a name that has one. */
            ip6: string | null;
            /** @description Whether it stands for several others. */
            is_cluster: boolean;
            /** @description Whether it is kept without being monitored. */
            is_offline: boolean;
            /** @description The site that monitors it, where that is set. */
            monitored_by: string | null;
            /** @description Its name there. */
            name: string;
            /** @description The site that was asked. */
            site: string;
        };
        /**
         * CachedHosts
         * @description CheckMK's hosts.
         */
        CachedHosts: {
            /** @description Whether the next request finds it: not while Redis is away. */
            cached: boolean;
            /** @description The connection that it came through. */
            connection: string;
            /**
             * Format: date-time
             * @description Until when it is kept; null where it is not.
             */
            expires_at: string | null;
            /**
             * Format: uint64
             * @description How long fetching took.
             */
            fetch_ms: number;
            /**
             * Format: date-time
             * @description When the source was asked for it.
             */
            fetched_at: string;
            /** @description All of them, in CheckMK's order. */
            items: components["schemas"]["CachedHost"][];
            /** @description Whether somebody waited for it. */
            source: components["schemas"]["CacheSource"];
        };
        /**
         * CachedItem
         * @description An item of a connection, and how well it serves.
         */
        CachedItem: {
            /**
             * Format: uint64
             * @description How old it is, while it is there.
             */
            age_seconds: number | null;
            /**
             * Format: uint64
             * @description How long its JSON is.
             */
            bytes: number | null;
            /** @description Its name. */
            connection: string;
            /**
             * Format: uuid
             * @description The id of the connection.
             */
            connection_id: string;
            /**
             * Format: date-time
             * @description When it is, or was, forgotten.
             */
            expires_at: string | null;
            /**
             * Format: uint64
             * @description How long fetching it took.
             */
            fetch_ms: number | null;
            /**
             * Format: date-time
             * @description When it was last fetched.
             */
            fetched_at: string | null;
            /**
             * Format: double
             * @description The share of readers that found it, from 0 to 1; null where there were none.
             */
            hit_rate: number | null;
            /**
             * Format: uint64
             * @description Readers that found it, until nobody asks for thirty days.
             */
            hits: number;
            /** @description The item. */
            item: components["schemas"]["CacheItem"];
            /**
             * Format: uint64
             * @description Readers that had to wait for it.
             */
            misses: number;
            /**
             * Format: uint64
             * @description How many rows it has; statistics are one.
             */
            rows: number | null;
            /**
             * Format: uint64
             * @description What the hits would have waited.
             */
            saved_ms: number;
            /** @description The same since the last warm-up. */
            since_warm_up: components["schemas"]["CacheTally"];
            /** @description Where it comes from. */
            source: components["schemas"]["ConnectionKind"];
            /** @description How it stands. */
            state: components["schemas"]["CacheState"];
        };
        /**
         * CachedLocation
         * @description A location of Nautobot's.
         */
        CachedLocation: {
            /**
             * Format: uuid
             * @description Its id in Nautobot.
             */
            id: string;
            /** @description Its name. */
            name: string | null;
            /** @description The name of the place it lies in. */
            parent: string | null;
            /** @description `Active` and the like. */
            status: string | null;
            /** @description `Building`, `Floor` and the like. */
            type: string | null;
        };
        /**
         * CachedLocations
         * @description Nautobot's locations.
         */
        CachedLocations: {
            /** @description Whether the next request finds it: not while Redis is away. */
            cached: boolean;
            /** @description The connection that it came through. */
            connection: string;
            /**
             * Format: date-time
             * @description Until when it is kept; null where it is not.
             */
            expires_at: string | null;
            /**
             * Format: uint64
             * @description How long fetching took.
             */
            fetch_ms: number;
            /**
             * Format: date-time
             * @description When the source was asked for it.
             */
            fetched_at: string;
            /** @description All of them, in Nautobot's order. */
            items: components["schemas"]["CachedLocation"][];
            /** @description Whether somebody waited for it. */
            source: components["schemas"]["CacheSource"];
        };
        /**
         * CachedNautobotStatistics
         * @description How many there are of what in Nautobot.
         */
        CachedNautobotStatistics: {
            /** @description Whether the next request finds it: not while Redis is away. */
            cached: boolean;
            /** @description The connection that it came through. */
            connection: string;
            /**
             * Format: date-time
             * @description Until when it is kept; null where it is not.
             */
            expires_at: string | null;
            /**
             * Format: uint64
             * @description How long fetching took.
             */
            fetch_ms: number;
            /**
             * Format: date-time
             * @description When the source was asked for it.
             */
            fetched_at: string;
            /** @description Whether somebody waited for it. */
            source: components["schemas"]["CacheSource"];
            /** @description The numbers. */
            statistics: components["schemas"]["NautobotStatistics"];
        };
        /** @enum {string} */
        CacheItem: "nautobot_statistics" | "nautobot_devices" | "nautobot_locations" | "checkmk_statistics" | "checkmk_hosts" | "checkmk_folders";
        /**
         * @description Whether somebody waited for it.
         * @enum {string}
         */
        CacheSource: "cache" | "fetched";
        /** @enum {string} */
        CacheState: "fresh" | "expired" | "never";
        /**
         * CacheTally
         * @description How often something was asked for.
         */
        CacheTally: {
            /**
             * Format: double
             * @description The share of readers that found it, from 0 to 1; null where there were none.
             */
            hit_rate: number | null;
            /**
             * Format: uint64
             * @description Readers that found it.
             */
            hits: number;
            /**
             * Format: uint64
             * @description Readers that had to wait for it.
             */
            misses: number;
            /**
             * Format: uint64
             * @description What the hits would have waited.
             */
            saved_ms: number;
            /**
             * Format: date-time
             * @description Since when it is counted; null where it was never warmed up.
             */
            since: string | null;
        };
        /**
         * Calendar
         * @description What is expected of a range, by columns: the nth number of each list is of the nth bucket.
         */
        Calendar: {
            /**
             * Format: uint32
             * @description How long each is.
             */
            bucket_seconds: number;
            /**
             * Format: date-time
             * @description Where the first bucket begins.
             */
            from: string;
            /** @description What is left out. */
            not_shown: components["schemas"]["CalendarNotShown"];
            /** @description The minute in which most jobs start; null where none does. */
            peak: components["schemas"]["CalendarPeak"] | null;
            /** @description Queue by queue, by name; at most the 50 with most jobs. */
            queues: components["schemas"]["CalendarQueue"][];
            /**
             * Format: uint64
             * @description Schedules with a job in the range.
             */
            schedules: number;
            /** @description What would flatten it, at most five. */
            suggestions: components["schemas"]["CalendarSuggestion"][];
            /** @description Remote system by remote system; at most the 50 with most jobs. */
            systems: components["schemas"]["CalendarSystem"][];
            /**
             * Format: date-time
             * @description Where the last one ends.
             */
            to: string;
            /** @description Everything. */
            total: components["schemas"]["CalendarLoad"];
        };
        /** @enum {string} */
        CalendarBucket: "minute" | "hour";
        /**
         * CalendarFeed
         * @description A calendar's feed, without its secret.
         */
        CalendarFeed: {
            /**
             * Format: date-time
             * @description Since when it exists.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last read, to the minute.
             */
            last_used_at: string | null;
            /** @description What it is for. */
            name: string;
            /** @description Only schedules of this owner. */
            owner_username: string | null;
            /** @description Its address, below that of this program; only in the answer that made it. */
            path: string | null;
            /** @description Only schedules of this queue. */
            queue: string | null;
            /** @description Only schedules with this tag. */
            tag: string | null;
            /** @description Only schedules of this task. */
            task: string | null;
        };
        /**
         * CalendarFeedInput
         * @description A feed to be; without a filter it shows all schedules.
         * @example {
         *       "name": "core, for the team's calendar",
         *       "owner_username": null,
         *       "queue": null,
         *       "tag": "core",
         *       "task": null
         *     }
         */
        CalendarFeedInput: {
            /** @description What it is for, 1 to 100 characters. */
            name: string;
            /** @description Only schedules of this owner. */
            owner_username?: string | null;
            /** @description Only schedules of this queue. */
            queue?: string | null;
            /** @description Only schedules with this tag. */
            tag?: string | null;
            /** @description Only schedules of this task. */
            task?: string | null;
        };
        /**
         * CalendarLoad
         * @description What falls into each bucket, the first one first.
         */
        CalendarLoad: {
            /** @description Seconds that workers are busy in it, all together. */
            busy_seconds: number[];
            /** @description Jobs that start in it. */
            jobs: number[];
        };
        /**
         * CalendarNotShown
         * @description What is left out, and why.
         */
        CalendarNotShown: {
            /**
             * Format: uint64
             * @description Due times that a maintenance window holds, and of which a newer one runs at its end.
             */
            held_by_window: number;
            /**
             * Format: uint64
             * @description Schedules that are only run by hand.
             */
            manual: number;
            /**
             * Format: uint64
             * @description Schedules that are disabled, expired or completed.
             */
            off: number;
            /**
             * Format: uint64
             * @description Due times at which an earlier job is expected to run still.
             */
            overlap: number;
            /**
             * Format: uint64
             * @description Schedules whose owner is disabled.
             */
            owner: number;
            /**
             * Format: uint64
             * @description Queues beyond the 50 with most jobs; they are in the total.
             */
            queues: number;
            /**
             * Format: uint64
             * @description Due times that a maintenance window skips.
             */
            skipped_by_window: number;
            /**
             * Format: uint64
             * @description Systems beyond the 50 with most jobs.
             */
            systems: number;
            /**
             * Format: uint64
             * @description Schedules that this program cannot read.
             */
            unreadable: number;
        };
        /**
         * CalendarPeak
         * @description A minute and the jobs that start in it.
         */
        CalendarPeak: {
            /**
             * Format: date-time
             * @description Where the minute begins.
             */
            at: string;
            /**
             * Format: uint32
             * @description How many start in it.
             */
            jobs: number;
        };
        /**
         * CalendarQueue
         * @description What falls into each bucket of one queue.
         */
        CalendarQueue: {
            /** @description Seconds that workers are busy in each, all together. */
            busy_seconds: number[];
            /** @description Jobs that start in each bucket. */
            jobs: number[];
            /** @description The queue. */
            name: string;
            /**
             * Format: uint32
             * @description How many jobs they run at once, all together: in a bucket they have so many times its seconds.
             */
            slots: number;
            /**
             * Format: uint32
             * @description Workers that take jobs from it now.
             */
            workers: number;
        };
        /**
         * CalendarSuggestion
         * @description Schedules to move within their hour, so that fewer jobs start at once.
         */
        CalendarSuggestion: {
            /** @description What to change, at most 500. */
            edits: components["schemas"]["SuggestedEdit"][];
            /** @description The same when these edits are made, and those of the suggestions before this one. */
            peak_after: components["schemas"]["CalendarPeak"];
            /** @description The highest minute of the hours in which these run. */
            peak_before: components["schemas"]["CalendarPeak"];
            /** @description The highest minute of the whole range then. */
            range_peak_after: components["schemas"]["CalendarPeak"];
            /** @description In a sentence: `36 hourly jobs at minutes 1, 2, 3 …: peak 41 → 5`. */
            text: string;
        };
        /**
         * CalendarSystem
         * @description What falls into each bucket of one remote system.
         */
        CalendarSystem: {
            /** @description Seconds that jobs run in each, all together. */
            busy_seconds: number[];
            /** @description Jobs that start in each bucket. */
            jobs: number[];
            /** @description The system: `nautobot`, `checkmk` (with `:` and the name of a connection that is not the default one), `devices`. */
            name: string;
        };
        /**
         * Capture
         * @description What a device said when it was asked once.
         */
        Capture: {
            /**
             * Format: int64
             * @description Those of them that were answered.
             */
            answered: number;
            /** @description Whether it differed from what was expected then. */
            changed: boolean;
            /**
             * Format: int64
             * @description How many commands it has.
             */
            commands: number;
            /** @description Whether it is the newest baseline of the device. */
            current: boolean;
            /** @description What it was called then. */
            device: string;
            /**
             * Format: uuid
             * @description Of which device.
             */
            device_id: string;
            /**
             * Format: int64
             * @description Those whose answers differed.
             */
            differing: number;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: uuid
             * @description The job that took it.
             */
            job_id: string;
            /** @description `baseline`: what is expected from then on. `snapshot`: kept beside it, to be compared. */
            kind: components["schemas"]["CaptureKind"];
            /** @description Why. */
            notes: string | null;
            /**
             * Format: int64
             * @description The number of that; null where it is no more.
             */
            number: number | null;
            /** @description How it was talked to: `cisco_ios`. */
            platform: string;
            /**
             * Format: uuid
             * @description The snapshot that was made this baseline.
             */
            promoted_from: string | null;
            /** @description `ok`, or `partial` where a command was not answered. */
            status: string;
            /**
             * Format: date-time
             * @description When it was taken.
             */
            taken_at: string;
            /** @description For whom. */
            taken_by: string;
            /**
             * Format: int32
             * @description Its number among the baselines of the device, from 1; null for a snapshot.
             */
            version: number | null;
        };
        /** @enum {string} */
        CaptureChange: "first" | "same" | "changed";
        /**
         * CaptureComparison
         * @description What differs.
         */
        CaptureComparison: {
            /** @description What is compared. */
            after: components["schemas"]["Capture"];
            /** @description What is compared with; null: what was expected, command by command. */
            before: components["schemas"]["Capture"] | null;
            /** @description Every command of either, in the order asked. */
            commands: components["schemas"]["CommandDifference"][];
            /**
             * Format: uint64
             * @description How many commands differ.
             */
            differing: number;
        };
        /**
         * CaptureDetail
         * @description A capture with its commands.
         */
        CaptureDetail: {
            /**
             * Format: int64
             * @description Those of them that were answered.
             */
            answered: number;
            /** @description Whether it differed from what was expected then. */
            changed: boolean;
            /**
             * Format: int64
             * @description How many commands it has.
             */
            commands: number;
            /** @description Whether it is the newest baseline of the device. */
            current: boolean;
            /** @description What it was called then. */
            device: string;
            /**
             * Format: uuid
             * @description Of which device.
             */
            device_id: string;
            /**
             * Format: int64
             * @description Those whose answers differed.
             */
            differing: number;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: uuid
             * @description The job that took it.
             */
            job_id: string;
            /** @description `baseline`: what is expected from then on. `snapshot`: kept beside it, to be compared. */
            kind: components["schemas"]["CaptureKind"];
            /** @description Why. */
            notes: string | null;
            /**
             * Format: int64
             * @description The number of that; null where it is no more.
             */
            number: number | null;
            /** @description What it has of each command, in the order asked. */
            outputs: components["schemas"]["CaptureOutput"][];
            /** @description How it was talked to: `cisco_ios`. */
            platform: string;
            /**
             * Format: uuid
             * @description The snapshot that was made this baseline.
             */
            promoted_from: string | null;
            /** @description `ok`, or `partial` where a command was not answered. */
            status: string;
            /**
             * Format: date-time
             * @description When it was taken.
             */
            taken_at: string;
            /** @description For whom. */
            taken_by: string;
            /**
             * Format: int32
             * @description Its number among the baselines of the device, from 1; null for a snapshot.
             */
            version: number | null;
        };
        /** @enum {string} */
        CaptureKind: "baseline" | "snapshot";
        /**
         * CaptureOutput
         * @description What a capture has of one command.
         */
        CaptureOutput: {
            /**
             * Format: int32
             * @description Lines that came since.
             */
            added: number | null;
            /**
             * Format: int32
             * @description How long what was said is, in bytes.
             */
            bytes: number | null;
            /** @description How it stood to what was expected. */
            change: components["schemas"]["CaptureChange"] | null;
            /** @description The command. */
            command: string;
            /** @description In words. */
            error: string | null;
            /** @description Why there is no answer. */
            error_class: string | null;
            /**
             * Format: int32
             * @description How many lines it has.
             */
            lines: number | null;
            /**
             * Format: int32
             * @description How long it took, in milliseconds.
             */
            ms: number;
            /** @description Whether it was understood, so that fields can be compared. */
            parsed: boolean;
            /**
             * Format: int16
             * @description Its place, from 0: the text is under it.
             */
            position: number;
            /**
             * Format: int32
             * @description Lines that went.
             */
            removed: number | null;
            /** @description `ok`; `none`: the device has no such command, and nobody asked for it by name; `failed`. */
            status: string;
        };
        /**
         * CaptureRawText
         * @description What a device said to one command, word for word.
         */
        CaptureRawText: {
            /** @description The command. */
            command: string;
            /** @description As it was said, secrets included. */
            raw: string | null;
        };
        /**
         * CaptureText
         * @description What a device said to one command, as it is compared.
         */
        CaptureText: {
            /** @description The command. */
            command: string;
            /** @description Its normal form: without timers and counters, with marks in the place of secrets. Null where there is no answer. */
            normal: string | null;
            /** @description As it was understood. */
            parsed: unknown;
        };
        /** @enum {string} */
        CatchUp: "latest" | "all" | "none";
        /**
         * ChainHead
         * @description The end of the chain of seals.
         */
        ChainHead: {
            /** @description The newest seal, as `schedules verify --expect` takes it: position, colon, 64 hexadecimal digits. */
            head: string;
            /**
             * Format: int64
             * @description The position of the newest event; where it is later, an older program has written and its events wait for seals.
             */
            newest_event: number;
            /**
             * Format: int64
             * @description The position of the newest sealed event; 0 before the first.
             */
            position: number;
            /** @description Its seal: SHA-256 over the event's canonical form (RFC 8785) and the seal before it. */
            seal: string;
        };
        /**
         * ChangedSchedule
         * @description What becomes of one schedule.
         */
        ChangedSchedule: {
            /** @description Its newest event: `created`, `updated`, `enabled`, `disabled`, `deleted`, `restored`. */
            event: string;
            /**
             * Format: uuid
             * @description The schedule.
             */
            id: string;
            /** @description What it is called afterwards. */
            name: string;
            /**
             * Format: int32
             * @description Its version afterwards.
             */
            version: number;
        };
        /**
         * ChangeSet
         * @description Schedules that were changed together.
         */
        ChangeSet: {
            /** @description Who did it, by the name at the time. */
            actor: string;
            /**
             * Format: int64
             * @description How many events it has; each is one of the changes.
             */
            events: number;
            /** @description With `apply`: the files. */
            file: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `bulk` and `undo` by a person, `apply` from a file. */
            kind: string;
            /** @description Why. */
            note: string | null;
            /**
             * Format: date-time
             * @description When, by the database's clock.
             */
            time: string;
            /**
             * Format: uuid
             * @description With `undo`: the change set that it takes back.
             */
            undoes: string | null;
            /**
             * Format: uuid
             * @description The change set that took it back last.
             */
            undone_by: string | null;
        };
        /**
         * CheckmkStatistics
         * @description How many there are of what.
         */
        CheckmkStatistics: {
            /**
             * Format: uint64
             * @description Clusters.
             */
            clusters: number;
            /**
             * Format: uint64
             * @description Folders.
             */
            folders: number;
            /**
             * Format: uint64
             * @description Hosts, clusters and those kept offline included.
             */
            hosts: number;
            /**
             * Format: uint64
             * @description Hosts kept without being monitored.
             */
            offline: number;
        };
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
         * CommandDifference
         * @description What differs between the answers to one command.
         */
        CommandDifference: {
            /**
             * Format: uint64
             * @description Lines that came.
             */
            added: number;
            /**
             * Format: uuid
             * @description The capture that has the answer before.
             */
            before_capture_id: string | null;
            /**
             * Format: int32
             * @description The version of the baseline that this is.
             */
            before_version: number | null;
            /** @description How the two stand to each other. */
            change: components["schemas"]["CommandDifferenceKind"];
            /** @description The command. */
            command: string;
            /** @description Whether there are more hunks than are shown. */
            cut: boolean;
            /** @description Why there is no answer after. */
            error: string | null;
            /** @description Where both were understood: the fields that differ. */
            fields: components["schemas"]["FieldDifference"][];
            /** @description Where they are. */
            hunks: components["schemas"]["DiffHunk"][];
            /**
             * Format: uint64
             * @description Lines that went.
             */
            removed: number;
        };
        /**
         * @description How the answers to a command stand to each other.
         * @enum {string}
         */
        CommandDifferenceKind: "same" | "changed" | "only_before" | "only_after" | "neither";
        /**
         * Condition
         * @description A condition that devices must meet.
         */
        Condition: {
            /** @description What of a device is looked at. */
            field: string;
            /** @description How. */
            operator: components["schemas"]["ConditionOperator"];
            /** @description With what: any of these. */
            values: string[];
        };
        /**
         * ConditionInput
         * @description A condition that devices must meet.
         */
        ConditionInput: {
            /**
             * @description `name`, `role`, `location`, `status`, `device_type`, `platform`, `network_driver`, `serial`, `tag` (any of its
             *     tags), `address` (any of its primary addresses), `stale`, or `cf.` and the key of a custom field.
             */
            field: string;
            /**
             * @description How it is compared; case never counts. `matches` looks for a regular expression, `in_prefix` is for `address`,
             *     `stale` takes `equals` and `not_equals`.
             */
            operator: components["schemas"]["ConditionOperator"];
            /** @description With what: any of these. None with `is_set` and `is_not_set`. */
            values?: string[] | null;
        };
        /** @enum {string} */
        ConditionOperator: "equals" | "not_equals" | "contains" | "starts_with" | "matches" | "in_prefix" | "is_set" | "is_not_set";
        /**
         * Confirmation
         * @description It was done.
         */
        Confirmation: {
            /** @description In words. */
            message: string;
        };
        /**
         * Connection
         * @description A remote system and how it is asked. Its secret is never in an answer.
         */
        Connection: {
            /**
             * Format: date-time
             * @description Since when it exists.
             */
            created_at: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether jobs use it that name none. */
            is_default: boolean;
            /** @description What it leads to. */
            kind: components["schemas"]["ConnectionKind"];
            /** @description What the last test brought; null when it was changed since. */
            last_check: components["schemas"]["ConnectionCheck"] | null;
            /**
             * Format: uint16
             * @description How many requests may be under way at once, all jobs and workers together.
             */
            max_in_flight: number;
            /** @description What arguments call it. */
            name: string;
            /** @description CheckMK: the site. */
            site: string | null;
            /** @description `environment` where it stands in the settings of the processes and is changed there. */
            source: components["schemas"]["ConnectionSource"];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string | null;
            /** @description By whom. */
            updated_by: string | null;
            /** @description As opened in a browser; for CheckMK without the site. */
            url: string;
            /** @description CheckMK: the automation user. */
            username: string | null;
            /** @description Whether the server must show a certificate that is trusted. */
            verify_tls: boolean;
            /**
             * Format: int32
             * @description Its number of changes, from 1.
             */
            version: number;
        };
        /**
         * ConnectionCheck
         * @description What a test of a connection brought.
         */
        ConnectionCheck: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            at: string;
            /** @description What it is, or the real reason why not. */
            detail: string;
            /** @description Whether the other side answered as it should. */
            ok: boolean;
        };
        /**
         * ConnectionInput
         * @description A connection to be, or what is to change about one; then absent fields stay.
         * @example {
         *       "is_default": null,
         *       "kind": "nautobot",
         *       "max_in_flight": 4,
         *       "name": "nautobot",
         *       "secret": "0123456789abcdef0123456789abcdef01234567",
         *       "site": null,
         *       "url": "https://nautobot.example.net",
         *       "username": null,
         *       "verify_tls": true,
         *       "version": null
         *     }
         */
        ConnectionInput: {
            /** @description Whether jobs use it that name none. The first of its kind is the default by itself. */
            is_default?: boolean | null;
            /** @description What it leads to. Cannot change. */
            kind?: components["schemas"]["ConnectionKind"] | null;
            /**
             * Format: uint16
             * @description How many requests may be under way at once, all jobs and workers together: 1 to 64, 4 where nothing is said.
             */
            max_in_flight?: number | null;
            /** @description What arguments call it, 1 to 100 characters, unique whatever its capitals. */
            name?: string | null;
            /**
             * @description The API token, or the automation user's secret. Never answered. It has to be sent again when scheme, host or port
             *     of the address change: a stored secret is not sent to another server.
             */
            secret?: string | null;
            /** @description CheckMK: the site's short name. */
            site?: string | null;
            /** @description As opened in a browser; for CheckMK without the site. */
            url?: string | null;
            /** @description CheckMK: the automation user. */
            username?: string | null;
            /** @description Whether the server must show a certificate that is trusted; yes where nothing is said. */
            verify_tls?: boolean | null;
            /**
             * Format: int32
             * @description The version that was seen; another one is answered with 412.
             */
            version?: number | null;
        };
        /** @enum {string} */
        ConnectionKind: "nautobot" | "checkmk";
        /** @enum {string} */
        ConnectionSource: "stored" | "environment";
        /**
         * ConnectionTest
         * @description What a test brought.
         */
        ConnectionTest: {
            /** @description A stable word for what went wrong: `refused_login`, `no_permission`, `unreachable`, `timeout`, `not_nautobot`, … */
            class: string | null;
            /** @description What it is, or the real reason why not, in a sentence. */
            detail: string;
            /** @description Whether the other side answered as it should. */
            ok: boolean;
            /**
             * Format: uint64
             * @description How long it took.
             */
            took_ms: number;
        };
        /**
         * ConnectionTestInput
         * @description Something to test before it is saved.
         */
        ConnectionTestInput: {
            /**
             * Format: uuid
             * @description The stored connection that is to be changed so; its secret is used where none is sent.
             */
            id?: string | null;
            /** @description Whether jobs use it that name none. The first of its kind is the default by itself. */
            is_default?: boolean | null;
            /** @description What it leads to. Cannot change. */
            kind?: components["schemas"]["ConnectionKind"] | null;
            /**
             * Format: uint16
             * @description How many requests may be under way at once, all jobs and workers together: 1 to 64, 4 where nothing is said.
             */
            max_in_flight?: number | null;
            /** @description What arguments call it, 1 to 100 characters, unique whatever its capitals. */
            name?: string | null;
            /**
             * @description The API token, or the automation user's secret. Never answered. It has to be sent again when scheme, host or port
             *     of the address change: a stored secret is not sent to another server.
             */
            secret?: string | null;
            /** @description CheckMK: the site's short name. */
            site?: string | null;
            /** @description As opened in a browser; for CheckMK without the site. */
            url?: string | null;
            /** @description CheckMK: the automation user. */
            username?: string | null;
            /** @description Whether the server must show a certificate that is trusted; yes where nothing is said. */
            verify_tls?: boolean | null;
            /**
             * Format: int32
             * @description The version that was seen; another one is answered with 412.
             */
            version?: number | null;
        };
        /**
         * Credential
         * @description A login for devices. Its secrets are never in an answer.
         */
        Credential: {
            /**
             * Format: date-time
             * @description Since when it exists.
             */
            created_at: string;
            /** @description Whether it has a password for privileged mode. */
            has_enable_password: boolean;
            /** @description Whether it has a password. */
            has_password: boolean;
            /** @description Whether it has a private key. */
            has_private_key: boolean;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When a job last logged in with it.
             */
            last_used_at: string | null;
            /** @description What people call it. */
            name: string;
            /** @description Whose it is; null where it is shared. */
            owner_username: string | null;
            /** @description Conditions that a device must all fulfil for a shared one to be used there; none: every device. */
            scope: {
                [key: string]: unknown;
            }[];
            /** @description Whether it is shared rather than somebody's own. */
            shared: boolean;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /** @description By whom. */
            updated_by: string;
            /** @description As whom it logs in. */
            username: string;
            /**
             * Format: int32
             * @description Its number of changes, from 1.
             */
            version: number;
        };
        /**
         * CredentialInput
         * @description A credential to be, or what is to change about one; then absent fields stay, and null takes a secret away.
         * @example {
         *       "enable_password": null,
         *       "name": "campus",
         *       "passphrase": null,
         *       "password": "change me soon",
         *       "private_key": null,
         *       "scope": null,
         *       "shared": false,
         *       "username": "netops",
         *       "version": null
         *     }
         */
        CredentialInput: {
            /** @description The password for privileged mode. Never answered. */
            enable_password?: string | null;
            /** @description What people call it, 1 to 100 characters, unique among those of its owner. */
            name?: string | null;
            /** @description What opens that key. Never answered. */
            passphrase?: string | null;
            /** @description The password to log in with. Never answered. */
            password?: string | null;
            /** @description The private key to log in with, with its BEGIN and END lines. Never answered. */
            private_key?: string | null;
            /** @description For a shared one: conditions that a device must all fulfil; none: every device. */
            scope?: {
                [key: string]: unknown;
            }[] | null;
            /** @description Whether it is shared; only admins share. Cannot change. */
            shared?: boolean | null;
            /** @description As whom it logs in. */
            username?: string | null;
            /**
             * Format: int32
             * @description The version that was seen; another one is answered with 412.
             */
            version?: number | null;
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
        /**
         * Device
         * @description A device as it stands.
         */
        Device: {
            /** @description What that is called; null when it is no longer there. */
            connection: string | null;
            /**
             * Format: uuid
             * @description The connection that last described it.
             */
            connection_id: string;
            /** @description The custom fields that the last sync asked for, by key. */
            custom_fields: {
                [key: string]: unknown;
            };
            /** @description The model. */
            device_type: string | null;
            /**
             * Format: date-time
             * @description When a sync first saw it.
             */
            first_seen: string;
            /**
             * Format: uuid
             * @description The id that Nautobot gave it.
             */
            id: string;
            /**
             * Format: date-time
             * @description When its description last changed, or it came back.
             */
            last_changed: string;
            /**
             * Format: date-time
             * @description When a sync last saw it.
             */
            last_seen: string;
            /** @description Where it stands. */
            location: string | null;
            /** @description Its name; there are devices without one. */
            name: string | null;
            /** @description The operating system as programs call it. */
            network_driver: string | null;
            /**
             * Format: int64
             * @description Our number for it, from 1 in the order of first sight; never used again.
             */
            number: number;
            /** @description The operating system as people call it. */
            platform: string | null;
            /** @description The primary IPv4 address with its network: `10.4.0.18/24`. */
            primary_ip4: string | null;
            /** @description The primary IPv6 address with its network. */
            primary_ip6: string | null;
            /** @description What it is for. */
            role: string | null;
            /** @description The manufacturer's serial number. */
            serial: string | null;
            /**
             * Format: date-time
             * @description Since when Nautobot no longer has it; null while it does.
             */
            stale_since: string | null;
            /** @description Its status in Nautobot. */
            status: string | null;
            /** @description Its tags. */
            tags: string[];
        };
        /**
         * DeviceBrief
         * @description A device in a few words.
         */
        DeviceBrief: {
            /**
             * Format: uuid
             * @description The id that Nautobot gave it.
             */
            id: string;
            /** @description Its name. */
            name: string | null;
            /**
             * Format: int64
             * @description Our number for it.
             */
            number: number;
            /**
             * Format: date-time
             * @description Since when Nautobot no longer has it.
             */
            stale_since: string | null;
        };
        /**
         * DeviceDetail
         * @description A device with what is known around it.
         */
        DeviceDetail: {
            /** @description What that is called; null when it is no longer there. */
            connection: string | null;
            /**
             * Format: uuid
             * @description The connection that last described it.
             */
            connection_id: string;
            /** @description The custom fields that the last sync asked for, by key. */
            custom_fields: {
                [key: string]: unknown;
            };
            /** @description The model. */
            device_type: string | null;
            /**
             * Format: date-time
             * @description When a sync first saw it.
             */
            first_seen: string;
            /** @description The hosts in CheckMK that are this device, 20 at most. */
            hosts: components["schemas"]["Host"][];
            /**
             * Format: uuid
             * @description The id that Nautobot gave it.
             */
            id: string;
            /** @description The named inventories that have it. */
            inventories: components["schemas"]["InventoryBrief"][];
            /**
             * Format: date-time
             * @description When its description last changed, or it came back.
             */
            last_changed: string;
            /**
             * Format: date-time
             * @description When a sync last saw it.
             */
            last_seen: string;
            /** @description Where it stands. */
            location: string | null;
            /** @description Its name; there are devices without one. */
            name: string | null;
            /** @description The operating system as programs call it. */
            network_driver: string | null;
            /**
             * Format: int64
             * @description Our number for it, from 1 in the order of first sight; never used again.
             */
            number: number;
            /** @description The operating system as people call it. */
            platform: string | null;
            /** @description The primary IPv4 address with its network: `10.4.0.18/24`. */
            primary_ip4: string | null;
            /** @description The primary IPv6 address with its network. */
            primary_ip6: string | null;
            /** @description What it is for. */
            role: string | null;
            /** @description The manufacturer's serial number. */
            serial: string | null;
            /**
             * Format: date-time
             * @description Since when Nautobot no longer has it; null while it does.
             */
            stale_since: string | null;
            /** @description Its status in Nautobot. */
            status: string | null;
            /** @description Its tags. */
            tags: string[];
        };
        /**
         * DeviceFacets
         * @description The values there are to filter devices by, those that most devices have first, 200 at most of each field.
         */
        DeviceFacets: {
            /** @description For `connection_id`; its name is the label. */
            connection: components["schemas"]["FacetValue"][];
            /** @description For `device_type`. */
            device_type: components["schemas"]["FacetValue"][];
            /** @description For `location`. */
            location: components["schemas"]["FacetValue"][];
            /** @description For `platform`. */
            platform: components["schemas"]["FacetValue"][];
            /** @description For `role`. */
            role: components["schemas"]["FacetValue"][];
            /** @description For `stale`: `true` and `false`. */
            stale: components["schemas"]["FacetValue"][];
            /** @description For `status`. */
            status: components["schemas"]["FacetValue"][];
            /** @description For `tag`. */
            tag: components["schemas"]["FacetValue"][];
        };
        /**
         * DeviceJob
         * @description A job that touched a device.
         */
        DeviceJob: {
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at: string | null;
            /**
             * Format: uuid
             * @description The job.
             */
            job_id: string;
            /**
             * Format: uuid
             * @description The schedule that made it.
             */
            schedule_id: string | null;
            /** @description That schedule's name when it did. */
            schedule_name: string | null;
            /**
             * Format: date-time
             * @description When it started.
             */
            started_at: string | null;
            /** @description Where it stands; null when it is no longer kept. */
            state: components["schemas"]["JobState"] | null;
            /** @description The task it ran; null when the job is no longer kept. */
            task: string | null;
            /**
             * Format: date-time
             * @description When it did.
             */
            time: string;
            /** @description How: `target` (the device was one of its targets), `sync` (its sync changed it). */
            why: string[];
        };
        /**
         * @description In which order devices come; `-` is descending.
         * @enum {string}
         */
        DeviceSort: "name" | "-name" | "number" | "-number" | "role" | "-role" | "location" | "-location" | "status" | "-status" | "device_type" | "-device_type" | "platform" | "-platform" | "first_seen" | "-first_seen" | "last_seen" | "-last_seen" | "last_changed" | "-last_changed";
        /**
         * DeviceVisit
         * @description A device that a job has met.
         */
        DeviceVisit: {
            /** @description The address that it is visited at. */
            address: string | null;
            /**
             * Format: date-time
             * @description When it was begun with.
             */
            began_at: string | null;
            /**
             * Format: int32
             * @description How many links away from where the job began.
             */
            depth: number;
            /**
             * Format: uuid
             * @description The device of the inventory that it is.
             */
            device_id: string | null;
            /**
             * Format: date-time
             * @description When that was over.
             */
            ended_at: string | null;
            /** @description Why it did not answer, or the reason for which it is not visited. */
            error_class: string | null;
            /** @description Where it stands. */
            location: string | null;
            /** @description What it is called. */
            name: string;
            /**
             * Format: int32
             * @description Its neighbours that were heard.
             */
            neighbors: number;
            /** @description What is waited for, being asked, or why it ended so. */
            note: string | null;
            /**
             * Format: int32
             * @description Its place among those that the job has met, from 0; names it within the attempt.
             */
            nth: number;
            /**
             * Format: int64
             * @description Its number there.
             */
            number: number | null;
            /**
             * Format: int32
             * @description The place of the device that heard it.
             */
            parent: number | null;
            /** @description How it is talked to. */
            platform: string | null;
            /** @description How far the job is with it. */
            state: components["schemas"]["VisitState"];
            /** @description What it was asked so far. */
            steps: components["schemas"]["VisitStep"][];
            /** @description On which interface of that one it was heard. */
            via_interface: string | null;
        };
        /**
         * DeviceVisits
         * @description The devices that a job has met.
         */
        DeviceVisits: {
            /**
             * Format: int16
             * @description The attempt that met them; an earlier one's are forgotten. Null while there are none.
             */
            attempt: number | null;
            /** @description Those that changed after `after`. */
            items: components["schemas"]["DeviceVisit"][];
            /** @description Whether there is more to be asked for at once. */
            more: boolean;
            /**
             * Format: int64
             * @description To be given as `after` next time.
             */
            revision: number;
        };
        /**
         * DiffHunk
         * @description Lines that differ, with some around them.
         */
        DiffHunk: {
            /**
             * Format: uint64
             * @description How many lines it has of those after.
             */
            after_lines: number;
            /**
             * Format: uint64
             * @description Its first line after.
             */
            after_start: number;
            /**
             * Format: uint64
             * @description How many lines it has of those before.
             */
            before_lines: number;
            /**
             * Format: uint64
             * @description Its first line before, from 1.
             */
            before_start: number;
            /** @description The lines, in order. */
            lines: components["schemas"]["DiffLine"][];
        };
        /**
         * DiffLine
         * @description A line of a hunk.
         */
        DiffLine: {
            /**
             * Format: uint64
             * @description Its number after.
             */
            after: number | null;
            /**
             * Format: uint64
             * @description Its number before, from 1.
             */
            before: number | null;
            /** @description `both`, `before` (it went) or `after` (it came). */
            side: components["schemas"]["DiffSide"];
            /** @description The line. */
            text: string;
        };
        /**
         * @description Who has a line.
         * @enum {string}
         */
        DiffSide: "both" | "before" | "after";
        /**
         * DisagreeingDevice
         * @description A device in a disagreement.
         */
        DisagreeingDevice: {
            /**
             * Format: uuid
             * @description The id that Nautobot gave it.
             */
            id: string;
            /** @description Its primary IPv4 address without the network; null where it has none, and of a duplicate address. */
            ip4: string | null;
            /** @description Its primary IPv6 address without the network; likewise. */
            ip6: string | null;
            /** @description Its name. */
            name: string | null;
            /**
             * Format: int64
             * @description Our number for it.
             */
            number: number;
        };
        /**
         * DisagreeingHost
         * @description A host in a disagreement.
         */
        DisagreeingHost: {
            /**
             * Format: uuid
             * @description Our id for it.
             */
            id: string;
            /** @description Its IPv4 address; null where it has none, and of a duplicate address. */
            ip4: string | null;
            /** @description Its IPv6 address; likewise. */
            ip6: string | null;
            /** @description Its name there. */
            name: string;
            /** @description The site. */
            site: string;
        };
        /**
         * Disagreement
         * @description Something on which Nautobot and CheckMK disagree.
         */
        Disagreement: {
            /** @description Of a duplicate address: that address. */
            address: string | null;
            /** @description The devices it is about. */
            devices: components["schemas"]["DisagreeingDevice"][];
            /** @description The hosts it is about. */
            hosts: components["schemas"]["DisagreeingHost"][];
            /** @description How. */
            kind: components["schemas"]["DisagreementKind"];
        };
        /**
         * @description How the sources disagree.
         * @enum {string}
         */
        DisagreementKind: "host_without_device" | "device_without_host" | "address_differs" | "duplicate_address";
        /**
         * Disagreements
         * @description How much the sources disagree now, and what the last comparing sync said.
         */
        Disagreements: {
            /**
             * Format: int64
             * @description Hosts whose address is another than their device's.
             */
            address_differs: number;
            /**
             * Format: int64
             * @description Devices in Nautobot that no host in CheckMK is.
             */
            device_without_host: number;
            /**
             * Format: int64
             * @description Addresses that several devices, or several hosts, have.
             */
            duplicate_address: number;
            /**
             * Format: int64
             * @description Hosts in CheckMK that are no device in Nautobot.
             */
            host_without_device: number;
            /** @description What it found then. */
            reconciliation: unknown;
            /**
             * Format: uuid
             * @description The newest sync of hosts that compared them with devices.
             */
            sync_id: string | null;
            /**
             * Format: date-time
             * @description When that began.
             */
            sync_time: string | null;
        };
        /**
         * Drift
         * @description What was done by hand to a schedule since its file last said what it is.
         */
        Drift: {
            /** @description Who changed it last. */
            actor: string | null;
            /** @description What differs from what the file last said: before is the file's, after is what is there. */
            differences: components["schemas"]["FieldChange"][];
            /** @description Why. */
            note: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            time: string | null;
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
        /** @enum {string} */
        DurationBasis: "schedule" | "task" | "default" | "given";
        /**
         * @description What is to become of a schedule.
         * @enum {string}
         */
        EditOperation: "create" | "update" | "delete" | "enable" | "disable" | "snooze";
        /** @enum {string} */
        ExpectedOutcome: "runs" | "runs_after_window" | "skipped_by_window" | "held_by_window" | "overlap";
        /**
         * ExpectedRun
         * @description What is expected of a due time.
         */
        ExpectedRun: {
            /**
             * Format: date-time
             * @description When its job starts; where there is none, its due time.
             */
            at: string;
            /**
             * Format: date-time
             * @description Its due time.
             */
            due_at: string;
            /** @description What that rests on: past jobs of the schedule, of its task, or nothing. */
            expected_by: components["schemas"]["DurationBasis"];
            /**
             * Format: double
             * @description How long its job takes, in seconds; null where there is none.
             */
            expected_seconds: number | null;
            /** @description Its name. */
            name: string;
            /** @description What becomes of it. */
            outcome: components["schemas"]["ExpectedOutcome"];
            /** @description The queue of its jobs. */
            queue: string;
            /**
             * Format: uuid
             * @description The schedule.
             */
            schedule_id: string;
            /** @description Its task. */
            task: string;
            /** @description The maintenance window that skips or holds it. */
            window: components["schemas"]["ExpectedRunWindow"] | null;
        };
        /**
         * ExpectedRunWindow
         * @description A maintenance window that is in the way of a run.
         */
        ExpectedRunWindow: {
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /**
         * ExportedSchedules
         * @description Schedules as a file says them.
         */
        ExportedSchedules: {
            /** @description By name, with ids and anchors, so that they can be applied elsewhere and are the same there. */
            schedules: {
                [key: string]: unknown;
            }[];
        };
        /**
         * FacetValue
         * @description A value to filter by.
         */
        FacetValue: {
            /**
             * Format: int64
             * @description How many have it, of those that the other filters let through.
             */
            count: number;
            /** @description What people call it, where that is something else. */
            label: string | null;
            /** @description The value; null is having none, for which the filter is empty text. */
            value: string | null;
        };
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
         * @description How a field changed.
         * @enum {string}
         */
        FieldChangeKind: "added" | "removed" | "changed";
        /**
         * FieldCount
         * @description How many things differ in a field.
         */
        FieldCount: {
            /**
             * Format: uint64
             * @description How many.
             */
            count: number;
            /** @description Which field. */
            field: string;
        };
        /**
         * FieldDifference
         * @description A field that is not as it was.
         */
        FieldDifference: {
            /** @description What stands there now. */
            after: unknown;
            /** @description What stood there; null: nothing, or null. */
            before: unknown;
            /** @description `added`, `removed` or `changed`. */
            change: components["schemas"]["FieldChangeKind"];
            /** @description Where: `interfaces[Ethernet1].up`. */
            path: string;
        };
        /**
         * Host
         * @description A host as it stands.
         */
        Host: {
            /** @description What people call it. */
            alias: string | null;
            /** @description The hosts that the cluster consists of. */
            cluster_nodes: string[];
            /** @description What that is called; null when it is no longer there. */
            connection: string | null;
            /**
             * Format: uuid
             * @description The connection that last described it.
             */
            connection_id: string;
            /**
             * Format: uuid
             * @description The device it is.
             */
            device_id: string | null;
            /** @description That device's name. */
            device_name: string | null;
            /**
             * Format: int64
             * @description That device's number, while it is kept.
             */
            device_number: number | null;
            /** @description Why we think so: `name`, `fqdn` (the name without its domain) or `ip`. */
            device_reason: string | null;
            /**
             * Format: date-time
             * @description When a sync first saw it.
             */
            first_seen: string;
            /** @description The folder it stands in: `/network/core`. */
            folder: string;
            /**
             * Format: uuid
             * @description Our id for it.
             */
            id: string;
            /** @description Its IPv4 address. */
            ip4: string | null;
            /** @description Its IPv6 address. */
            ip6: string | null;
            /** @description Whether it is a cluster. */
            is_cluster: boolean;
            /** @description Whether CheckMK has it offline. */
            is_offline: boolean;
            /** @description Its labels, by key. */
            labels: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When its description last changed, or it came back.
             */
            last_changed: string;
            /**
             * Format: date-time
             * @description When a sync last saw it.
             */
            last_seen: string;
            /** @description The site that watches it, where that was said. */
            monitored_by: string | null;
            /** @description Its name there. */
            name: string;
            /** @description The site of CheckMK that was asked. */
            site: string;
            /**
             * Format: date-time
             * @description Since when CheckMK no longer has it; null while it does.
             */
            stale_since: string | null;
            /** @description Its tags, by group. */
            tags: {
                [key: string]: unknown;
            };
        };
        /**
         * HostDetail
         * @description A host with everything that CheckMK says of it, but for secrets.
         */
        HostDetail: {
            /** @description What people call it. */
            alias: string | null;
            /** @description Its other attributes. Secrets in them are never stored. */
            attributes: {
                [key: string]: unknown;
            };
            /** @description The hosts that the cluster consists of. */
            cluster_nodes: string[];
            /** @description What that is called; null when it is no longer there. */
            connection: string | null;
            /**
             * Format: uuid
             * @description The connection that last described it.
             */
            connection_id: string;
            /**
             * Format: uuid
             * @description The device it is.
             */
            device_id: string | null;
            /** @description That device's name. */
            device_name: string | null;
            /**
             * Format: int64
             * @description That device's number, while it is kept.
             */
            device_number: number | null;
            /** @description Why we think so: `name`, `fqdn` (the name without its domain) or `ip`. */
            device_reason: string | null;
            /**
             * Format: date-time
             * @description When a sync first saw it.
             */
            first_seen: string;
            /** @description The folder it stands in: `/network/core`. */
            folder: string;
            /**
             * Format: uuid
             * @description Our id for it.
             */
            id: string;
            /** @description Its IPv4 address. */
            ip4: string | null;
            /** @description Its IPv6 address. */
            ip6: string | null;
            /** @description Whether it is a cluster. */
            is_cluster: boolean;
            /** @description Whether CheckMK has it offline. */
            is_offline: boolean;
            /** @description Its labels, by key. */
            labels: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When its description last changed, or it came back.
             */
            last_changed: string;
            /**
             * Format: date-time
             * @description When a sync last saw it.
             */
            last_seen: string;
            /** @description The site that watches it, where that was said. */
            monitored_by: string | null;
            /** @description Its name there. */
            name: string;
            /** @description The site of CheckMK that was asked. */
            site: string;
            /**
             * Format: date-time
             * @description Since when CheckMK no longer has it; null while it does.
             */
            stale_since: string | null;
            /** @description Its tags, by group. */
            tags: {
                [key: string]: unknown;
            };
        };
        /**
         * HostFacets
         * @description The values there are to filter hosts by, those that most hosts have first, 200 at most of each field.
         */
        HostFacets: {
            /** @description For `cluster`: `true` and `false`. */
            cluster: components["schemas"]["FacetValue"][];
            /** @description For `folder`; a folder counts without those below it. */
            folder: components["schemas"]["FacetValue"][];
            /** @description For `label`: `key:value`. */
            label: components["schemas"]["FacetValue"][];
            /** @description For `linked`: `true` and `false`. */
            linked: components["schemas"]["FacetValue"][];
            /** @description For `offline`: `true` and `false`. */
            offline: components["schemas"]["FacetValue"][];
            /** @description For `site`. */
            site: components["schemas"]["FacetValue"][];
            /** @description For `stale`: `true` and `false`. */
            stale: components["schemas"]["FacetValue"][];
        };
        /**
         * HostKey
         * @description The key of a device.
         */
        HostKey: {
            /**
             * Format: date-time
             * @description When an admin last accepted another key.
             */
            accepted_at: string | null;
            /** @description Who did. */
            accepted_by: string | null;
            /** @description Its address, for one that is known by it. */
            address: string | null;
            /** @description The kind of the key: `ssh-ed25519`. */
            algorithm: string;
            /**
             * Format: uuid
             * @description The device of the inventory whose key it is; null for one that is known by its address only.
             */
            device_id: string | null;
            /** @description `SHA256:` and the digest, as devices and OpenSSH show it. */
            fingerprint: string;
            /**
             * Format: date-time
             * @description When it was first seen.
             */
            first_seen: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last seen.
             */
            last_seen: string;
            /** @description What the device is called. */
            name: string;
            /**
             * @description Another key that the device showed since: an alarm. No job logs in until an admin accepts it, or the device
             *     shows the known one again.
             */
            offered: components["schemas"]["OfferedHostKey"] | null;
        };
        /**
         * @description In which order hosts come; `-` is descending.
         * @enum {string}
         */
        HostSort: "name" | "-name" | "site" | "-site" | "folder" | "-folder" | "first_seen" | "-first_seen" | "last_seen" | "-last_seen" | "last_changed" | "-last_changed";
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
         * @description A named set of devices that jobs aim at.
         */
        Inventory: {
            /**
             * Format: date-time
             * @description From when on its devices are compared anew, because somebody looked at them.
             */
            accepted_at: string | null;
            /** @description Who did. */
            accepted_by: string | null;
            /** @description What a device must meet, all of it. */
            conditions: components["schemas"]["Condition"][];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description For people. */
            description: string;
            /** @description Devices that belong to it whatever the conditions say, by Nautobot id. */
            devices: string[];
            /**
             * Format: int64
             * @description Its number, the `inventory_id` of tasks.
             */
            id: number;
            /**
             * Format: int16
             * @description A job stops when its devices changed by more than this share, in percent of those that the last job had.
             */
            max_change_percent: number;
            /** @description What people call it. */
            name: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /** @description Who did that. */
            updated_by: string;
            /**
             * Format: int32
             * @description Raised by every change.
             */
            version: number;
        };
        /**
         * InventoryBrief
         * @description An inventory in a few words.
         */
        InventoryBrief: {
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description What people call it. */
            name: string;
        };
        /**
         * InventoryChange
         * @description What a sync changed of one device or host.
         */
        InventoryChange: {
            /** @description What happened. */
            change: components["schemas"]["InventoryChangeKind"];
            /** @description Where it read from. */
            connection: string | null;
            /** @description The fields that changed. */
            fields: components["schemas"]["InventoryFieldChange"][];
            /**
             * Format: int64
             * @description Its number; they rise.
             */
            id: number;
            /**
             * Format: uuid
             * @description The job that ran it, while that sync is kept.
             */
            job_id: string | null;
            /** @description Whether of a device or of a host. */
            kind: components["schemas"]["SyncKind"];
            /** @description As it was called then. */
            name: string | null;
            /**
             * Format: uuid
             * @description Of which.
             */
            object_id: string;
            /**
             * Format: uuid
             * @description The sync.
             */
            sync_id: string;
            /**
             * Format: date-time
             * @description When.
             */
            time: string;
        };
        /** @enum {string} */
        InventoryChangeKind: "added" | "changed" | "returned" | "stale" | "deleted";
        /**
         * InventoryChoice
         * @description A set of devices that a task can be pointed at.
         */
        InventoryChoice: {
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
         * InventoryComparison
         * @description The devices of an inventory beside those that its last job had.
         */
        InventoryComparison: {
            /**
             * Format: uint64
             * @description Not among those, but now.
             */
            added: number;
            /**
             * Format: uuid
             * @description That job.
             */
            job_id: string;
            /**
             * Format: uint64
             * @description How many it had.
             */
            last: number;
            /**
             * Format: uint64
             * @description The change in percent of those it had, rounded up; one device exchanged for another is one change.
             */
            percent: number;
            /**
             * Format: uint64
             * @description Among those, but no longer.
             */
            removed: number;
            /**
             * Format: date-time
             * @description When it found them.
             */
            time: string;
        };
        /**
         * InventoryDetail
         * @description An inventory with what is known around it.
         */
        InventoryDetail: {
            /**
             * Format: date-time
             * @description From when on its devices are compared anew, because somebody looked at them.
             */
            accepted_at: string | null;
            /** @description Who did. */
            accepted_by: string | null;
            /** @description What a device must meet, all of it. */
            conditions: components["schemas"]["Condition"][];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description For people. */
            description: string;
            /** @description Devices that belong to it whatever the conditions say, by Nautobot id. */
            devices: string[];
            /** @description The devices that it names, those that are no more left out. */
            explicit: components["schemas"]["DeviceBrief"][];
            /**
             * Format: int64
             * @description Its number, the `inventory_id` of tasks.
             */
            id: number;
            /**
             * Format: int16
             * @description A job stops when its devices changed by more than this share, in percent of those that the last job had.
             */
            max_change_percent: number;
            /** @description What people call it. */
            name: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /** @description Who did that. */
            updated_by: string;
            /** @description Live schedules that aim at it, 50 at most. */
            used_by: components["schemas"]["InventoryUser"][];
            /**
             * Format: int32
             * @description Raised by every change.
             */
            version: number;
        };
        /**
         * InventoryDifference
         * @description What remains of the changes of one thing.
         */
        InventoryDifference: {
            /** @description What remains. */
            change: components["schemas"]["InventoryChangeKind"];
            /** @description The fields that differ. */
            fields: components["schemas"]["InventoryFieldChange"][];
            /** @description As it was called last. */
            name: string | null;
            /**
             * Format: uuid
             * @description Of which device or host.
             */
            object_id: string;
        };
        /**
         * InventoryDifferences
         * @description How much remains of the changes between two syncs.
         */
        InventoryDifferences: {
            /** Format: uint64 */
            added: number;
            /** Format: uint64 */
            changed: number;
            /** Format: uint64 */
            deleted: number;
            /** @description In which fields things differ, those with most first. */
            fields: components["schemas"]["FieldCount"][];
            /**
             * Format: uuid
             * @description The sync after which it begins.
             */
            from: string;
            /**
             * Format: date-time
             * @description When that began.
             */
            from_time: string;
            /** @description Of devices, or of hosts. */
            kind: components["schemas"]["SyncKind"];
            /** Format: uint64 */
            returned: number;
            /** Format: uint64 */
            stale: number;
            /**
             * Format: uuid
             * @description The last sync looked at.
             */
            to: string;
            /**
             * Format: date-time
             * @description When that began.
             */
            to_time: string;
        };
        /**
         * InventoryFieldChange
         * @description A field before and after.
         */
        InventoryFieldChange: {
            /** @description What it became. */
            after: unknown;
            /** @description What it was; null where it had no value. */
            before: unknown;
            /** @description Which. */
            field: string;
        };
        /**
         * InventoryInput
         * @description A named inventory to be, or what is to change about one. A new one needs `name`; in a change an absent field stays
         *     and `null` clears. What an answer contains may be sent back unchanged.
         * @example {
         *       "conditions": [
         *         {
         *           "field": "role",
         *           "operator": "equals",
         *           "values": [
         *             "core",
         *             "distribution"
         *           ]
         *         },
         *         {
         *           "field": "address",
         *           "operator": "in_prefix",
         *           "values": [
         *             "10.0.0.0/8"
         *           ]
         *         }
         *       ],
         *       "description": "Backed up nightly",
         *       "devices": null,
         *       "max_change_percent": 20,
         *       "name": "Core of the campus",
         *       "version": null
         *     }
         */
        InventoryInput: {
            /**
             * @description What a device must meet, all of it. None: only the devices named below. Stale devices stay out unless a
             *     condition is on `stale`.
             */
            conditions?: components["schemas"]["ConditionInput"][] | null;
            /** @description For people. */
            description?: string | null;
            /** @description Devices that belong to it whatever the conditions say: numbers, or Nautobot ids, names and addresses as text. */
            devices?: unknown[] | null;
            /**
             * Format: uint8
             * @description A job stops before it touches anything when the devices changed by more than this share, in percent of those
             *     that the last job had; 50 where absent. One device exchanged for another is one change.
             */
            max_change_percent?: number | null;
            /** @description What people call it, 1 to 100 characters; no two are called the same. */
            name?: string | null;
            /**
             * Format: int32
             * @description The version you saw: 412 when it was changed meanwhile. The same as `If-Match`.
             */
            version?: number | null;
        };
        /**
         * InventoryPreview
         * @description What an inventory comes to.
         */
        InventoryPreview: {
            /** @description What the guard compares with; null where no job has used it, or none since somebody accepted its devices. */
            compared: components["schemas"]["InventoryComparison"] | null;
            /**
             * Format: uint64
             * @description How many devices.
             */
            count: number;
            /** @description The first 50 of them, by number. */
            devices: components["schemas"]["Device"][];
            /** @description Why the guard would stop a job now: `empty` or `changed`; null when it would go on. */
            stops: string | null;
            /** @description Devices that it names and that are left out, and why; 100 at most. */
            unknown: components["schemas"]["UnknownDevice"][];
        };
        /**
         * InventoryPreviewInput
         * @description What to look at before it is saved: the fields of an inventory, all of them optional.
         * @example {
         *       "conditions": [
         *         {
         *           "field": "role",
         *           "operator": "equals",
         *           "values": [
         *             "core",
         *             "distribution"
         *           ]
         *         },
         *         {
         *           "field": "address",
         *           "operator": "in_prefix",
         *           "values": [
         *             "10.0.0.0/8"
         *           ]
         *         }
         *       ],
         *       "devices": null,
         *       "id": null,
         *       "max_change_percent": null
         *     }
         */
        InventoryPreviewInput: {
            /** @description What a device must meet, all of it. */
            conditions?: components["schemas"]["ConditionInput"][] | null;
            /** @description Devices that belong to it whatever the conditions say. */
            devices?: unknown[] | null;
            /**
             * Format: int64
             * @description The inventory that is being changed: absent fields are as there, and the guard compares with its last job.
             */
            id?: number | null;
            /**
             * Format: uint8
             * @description The share of change to judge by, in percent.
             */
            max_change_percent?: number | null;
        };
        /**
         * InventorySync
         * @description One run of a sync that wrote.
         */
        InventorySync: {
            /**
             * Format: date-time
             * @description When it began.
             */
            began_at: string;
            /** @description Whether all that was asked for came; null until it ended, or for ever where it failed. */
            complete: boolean | null;
            /** @description What that was called then. */
            connection: string;
            /**
             * Format: uuid
             * @description From which connection.
             */
            connection_id: string;
            /** @description Things fetched, added, changed, unchanged, returned, stale, deleted, and by field what changed. */
            counts: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When it ended; null while it runs, or where it was lost.
             */
            ended_at: string | null;
            /** @description What was asked for; empty is everything. */
            filter: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description Its id; ids sort by time.
             */
            id: string;
            /**
             * Format: uuid
             * @description The job that ran it.
             */
            job_id: string;
            /** @description What it read: devices from Nautobot, hosts from CheckMK. */
            kind: components["schemas"]["SyncKind"];
            /** @description What went wrong on the way, in words. */
            warnings: string[];
        };
        /**
         * InventorySyncDetail
         * @description A sync with everything about it.
         */
        InventorySyncDetail: {
            /**
             * Format: date-time
             * @description When it began.
             */
            began_at: string;
            /** @description Whether all that was asked for came; null until it ended, or for ever where it failed. */
            complete: boolean | null;
            /** @description What that was called then. */
            connection: string;
            /**
             * Format: uuid
             * @description From which connection.
             */
            connection_id: string;
            /** @description Things fetched, added, changed, unchanged, returned, stale, deleted, and by field what changed. */
            counts: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When it ended; null while it runs, or where it was lost.
             */
            ended_at: string | null;
            /** @description What was asked for; empty is everything. */
            filter: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description Its id; ids sort by time.
             */
            id: string;
            /**
             * Format: uuid
             * @description The job that ran it.
             */
            job_id: string;
            /** @description What it read: devices from Nautobot, hosts from CheckMK. */
            kind: components["schemas"]["SyncKind"];
            /** @description Of hosts, where it compared them with devices: what both sources said of the same things. */
            reconciliation: unknown;
            /** @description What went wrong on the way, in words. */
            warnings: string[];
        };
        /**
         * InventoryUser
         * @description A schedule that aims at an inventory.
         */
        InventoryUser: {
            /**
             * Format: uuid
             * @description The schedule.
             */
            id: string;
            /** @description Its name. */
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
            /** @description The devices it aims at, once it has found them; null for tasks that aim at none. */
            targets: components["schemas"]["JobTargets"] | null;
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
         * JobTargets
         * @description The devices that a job aims at, as its last attempt found them.
         */
        JobTargets: {
            /**
             * Format: int32
             * @description How many devices.
             */
            count: number;
            /** @description The first 100 of them; those that are no more are left out. */
            devices: components["schemas"]["DeviceBrief"][];
            /** @description What that is called, while there is one. */
            inventory: string | null;
            /**
             * Format: int64
             * @description The named inventory it was told.
             */
            inventory_id: number | null;
            /**
             * Format: date-time
             * @description When they were found.
             */
            resolved_at: string;
            /** @description Why the guard stopped the job: `empty` or `changed`; null when it went on. */
            stopped: string | null;
            /** @description The first 100 of those. */
            unknown: components["schemas"]["UnknownDevice"][];
            /**
             * Format: uint64
             * @description How many of what was asked for are no device.
             */
            unknown_count: number;
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
         * NautobotStatistics
         * @description How many there are of what; null where the token may not look.
         */
        NautobotStatistics: {
            /**
             * Format: uint64
             * @description Device types.
             */
            device_types: number | null;
            /**
             * Format: uint64
             * @description Devices.
             */
            devices: number | null;
            /**
             * Format: uint64
             * @description IP addresses.
             */
            ip_addresses: number | null;
            /**
             * Format: uint64
             * @description Locations.
             */
            locations: number | null;
            /**
             * Format: uint64
             * @description Prefixes.
             */
            prefixes: number | null;
        };
        /**
         * NetworkArpEntry
         * @description Which address has which MAC address.
         */
        NetworkArpEntry: {
            /** @description The address. */
            address: string;
            /**
             * Format: date-time
             * @description When it was first seen.
             */
            first_seen: string;
            /**
             * Format: date-time
             * @description Since when it is gone; null while it is there.
             */
            gone_at: string | null;
            /** @description Where. */
            interface: string | null;
            /**
             * Format: date-time
             * @description When it was last seen.
             */
            last_seen: string;
            /** @description The MAC address. */
            mac: string;
            /** @description In which VRF; null in the default one. */
            vrf: string | null;
        };
        /**
         * NetworkInterface
         * @description An interface of a device.
         */
        NetworkInterface: {
            /** @description Its addresses, with the lengths of their networks. */
            addresses: string[];
            /** @description The aggregate that it is a member of. */
            aggregate: string | null;
            /** @description What people wrote to it. */
            description: string | null;
            /** @description Whether it is switched on. */
            enabled: boolean | null;
            /**
             * Format: date-time
             * @description When it was first seen.
             */
            first_seen: string;
            /**
             * Format: date-time
             * @description Since when it is gone; null while it is there.
             */
            gone_at: string | null;
            /**
             * Format: date-time
             * @description When it was last seen.
             */
            last_seen: string;
            /** @description Its MAC address. */
            mac: string | null;
            /**
             * Format: int64
             * @description Largest packet, in bytes.
             */
            mtu: number | null;
            /** @description As the device writes it. */
            name: string;
            /**
             * Format: int64
             * @description In bits a second.
             */
            speed_bps: number | null;
            /** @description Whether it carries traffic. */
            up: boolean | null;
        };
        /**
         * NetworkMacEntry
         * @description Behind which port a MAC address is.
         */
        NetworkMacEntry: {
            /**
             * Format: date-time
             * @description When it was first seen.
             */
            first_seen: string;
            /**
             * Format: date-time
             * @description Since when it is gone; null while it is there.
             */
            gone_at: string | null;
            /** @description `dynamic`, `static`, `own` or `other`. */
            kind: string;
            /**
             * Format: date-time
             * @description When it was last seen.
             */
            last_seen: string;
            /** @description The MAC address. */
            mac: string;
            /** @description The port, as the device writes it. */
            port: string;
            /**
             * Format: int32
             * @description In which VLAN.
             */
            vlan: number | null;
        };
        /**
         * NetworkRoute
         * @description A route of a device.
         */
        NetworkRoute: {
            /**
             * Format: date-time
             * @description When it was first seen.
             */
            first_seen: string;
            /**
             * Format: date-time
             * @description Since when it is gone; null while it is there.
             */
            gone_at: string | null;
            /** @description By which interface they leave. */
            interface: string | null;
            /**
             * Format: date-time
             * @description When it was last seen.
             */
            last_seen: string;
            /**
             * Format: int64
             * @description How far it is, in the protocol's own measure.
             */
            metric: number | null;
            /** @description Where it leads. */
            network: string;
            /** @description Whom packets are handed. */
            next_hop: string | null;
            /**
             * Format: int64
             * @description How far its source is trusted; less is more.
             */
            preference: number | null;
            /** @description `static`, `ospf` or `bgp`. */
            source: string;
            /** @description In which VRF; null in the default one. */
            vrf: string | null;
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
         * OfferedHostKey
         * @description Another key than the one known.
         */
        OfferedHostKey: {
            /** @description Its kind. */
            algorithm: string;
            /**
             * Format: date-time
             * @description When the device last showed it.
             */
            at: string;
            /** @description `SHA256:` and the digest. */
            fingerprint: string;
            /**
             * Format: uuid
             * @description To which job.
             */
            job_id: string | null;
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
         * @description What is to become of a schedule.
         * @enum {string}
         */
        PlanAction: "add" | "change" | "restore" | "remove" | "refuse";
        /**
         * PlanItem
         * @description What is to become of one schedule.
         */
        PlanItem: {
            /** @description What is to become of it. */
            action: components["schemas"]["PlanAction"];
            /** @description With `refuse`: why. */
            detail: string | null;
            /** @description What changes. */
            differences: components["schemas"]["FieldChange"][];
            /** @description What was done to it by hand, and would be undone; of the first 200. */
            drift: components["schemas"]["Drift"] | null;
            /** @description The file that says it, or said it. */
            file: string;
            /**
             * Format: uuid
             * @description The schedule.
             */
            id: string;
            /**
             * Format: uint64
             * @description Where in that file, from 0; null for what it does not say any more.
             */
            index: number | null;
            /** @description What it is called, or is to be. */
            name: string;
            /**
             * Format: date-time
             * @description The next due time as it is to be.
             */
            next_run_after: string | null;
            /**
             * Format: date-time
             * @description The next due time as it stands.
             */
            next_run_before: string | null;
            /** @description With `refuse`: where in the file's schedule it does not fit. */
            pointer: string | null;
            /**
             * Format: uint64
             * @description Due times in the next seven days as it is to be.
             */
            runs_after: number | null;
            /**
             * Format: uint64
             * @description Due times in the next seven days as it stands; null beyond what can be counted in a moment.
             */
            runs_before: number | null;
            /** @description Who managed it until now, where that was not this file: `ui`, or `file:` and a name. */
            taken_from: string | null;
        };
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
         * PromoteCaptureInput
         * @description Why a snapshot is made what is expected.
         */
        PromoteCaptureInput: {
            /** @description Why: a change, a ticket. Absent: what the snapshot says. */
            notes?: string | null;
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
         * RefusedEdit
         * @description A schedule that is not changed as asked, and why.
         */
        RefusedEdit: {
            /** @description Why. */
            detail: string;
            /**
             * Format: uuid
             * @description The schedule.
             */
            id: string;
            /**
             * Format: uint64
             * @description Which of the edits or targets, from 0.
             */
            index: number;
            /** @description What it is called, where it is there. */
            name: string | null;
            /** @description The field that does not fit, where it is one. */
            pointer: string | null;
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
         * RevokedFeed
         * @description A feed that is no more.
         */
        RevokedFeed: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
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
            /** @description Whether it was changed by hand since its file last said what it is. */
            drifted: boolean | null;
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
            /** @description `ui` where people say what it is, `file:` and a name where a file does. Read-only; null where it cannot be read. */
            managed_by: string | null;
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
         * @description What became of a schedule.
         * @enum {string}
         */
        ScheduleChange: "created" | "deleted" | "restored" | "changed";
        /**
         * ScheduleChangeEvent
         * @description One change of one schedule.
         */
        ScheduleChangeEvent: {
            /** @description Who did it, by the name at the time; `system` for the program itself. */
            actor: string;
            /**
             * Format: uuid
             * @description What it was changed together with.
             */
            change_set: string | null;
            /** @description The fields it set. */
            fields: string[];
            /** @description `created`, `updated`, `enabled`, `disabled`, `expired`, `completed`, `deleted`, `restored`. */
            kind: string;
            /** @description What that is called now; null where this program cannot read it. */
            name: string | null;
            /** @description Why. */
            note: string | null;
            /**
             * Format: int64
             * @description Its place in the order of all changes.
             */
            position: number;
            /**
             * Format: uuid
             * @description The schedule.
             */
            schedule_id: string;
            /**
             * Format: date-time
             * @description When, by the database's clock.
             */
            time: string;
            /**
             * Format: int32
             * @description The version it made.
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
         * ScheduleDifference
         * @description What is different in a schedule, all that happened in between taken together.
         */
        ScheduleDifference: {
            /** @description What became of it. */
            change: components["schemas"]["ScheduleChange"];
            /** @description The fields in which the two differ. */
            differences: components["schemas"]["FieldChange"][];
            /**
             * Format: uint32
             * @description How many events lie between.
             */
            events: number;
            /** @description Who wrote the last of them. */
            last_actor: string;
            /** @description Why. */
            last_note: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            last_time: string;
            /** @description What it is called afterwards. */
            name: string;
            /**
             * Format: uuid
             * @description The schedule.
             */
            schedule_id: string;
            /**
             * Format: int32
             * @description The version afterwards.
             */
            version_after: number;
            /**
             * Format: int32
             * @description The version before; null where it was not there.
             */
            version_before: number | null;
        };
        /**
         * ScheduleEditInput
         * @description An edit of one schedule among several.
         */
        ScheduleEditInput: {
            /** @description With `create` and `update`: fields of a schedule. */
            changes?: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: uuid
             * @description Which; may be left out with `create`.
             */
            id?: string | null;
            /** @description What is to become of it. */
            op: components["schemas"]["EditOperation"];
            /**
             * Format: date-time
             * @description With `snooze`.
             */
            until?: string | null;
            /**
             * Format: int32
             * @description The version you saw; refused where it was changed since.
             */
            version?: number | null;
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
         * ScheduleFilterInput
         * @description Which schedules, as the list's own filters say. Without any: all.
         */
        ScheduleFilterInput: {
            /** @description Switched on, or not. */
            enabled?: boolean | null;
            /** @description Whose newest ended job failed or timed out, or not. */
            failing?: boolean | null;
            /** @description `ui`, or `file:` and a file's name. */
            managed_by?: string | null;
            /** @description Overdue, or not. */
            overdue?: boolean | null;
            /** @description Of this user. */
            owner?: string | null;
            /** @description Part of the name, task or owner. */
            search?: string | null;
            /** @description In this state. */
            state?: components["schemas"]["ScheduleState"] | null;
            /** @description With this tag. */
            tag?: string | null;
            /** @description Of this task. */
            task?: string | null;
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
         * SchedulesFileInput
         * @description A file of schedules, as `schedules.schema.json` has it.
         */
        SchedulesFileInput: {
            /** @description Fields that hold where a schedule is silent. */
            defaults?: {
                [key: string]: unknown;
            } | null;
            /** @description What it is called; its schedules are managed by `file:<name>`. */
            name?: string | null;
            /** @description Its schedules: each the fields of a schedule, absent ones by default. */
            schedules: {
                [key: string]: unknown;
            }[];
        };
        /**
         * @description In which order a list comes; `-` is descending.
         * @enum {string}
         */
        ScheduleSort: "name" | "-name" | "task" | "-task" | "owner" | "-owner" | "next_run_at" | "-next_run_at" | "last_run_at" | "-last_run_at" | "date_changed" | "-date_changed";
        /**
         * SchedulesPlan
         * @description What is to become of the schedules that files say or said; what stays as it is is only counted.
         */
        SchedulesPlan: {
            /**
             * Format: uint64
             * @description How many are made.
             */
            add: number;
            /**
             * Format: uint64
             * @description How many change.
             */
            change: number;
            /**
             * Format: uuid
             * @description What was changed together; null of a dry run, and where nothing changed.
             */
            change_set: string | null;
            /** @description Name it as `expect` to carry out exactly this. */
            digest: string;
            /**
             * Format: uint64
             * @description How many were changed by hand since their file last said what they are.
             */
            drifted: number;
            /** @description Whether nothing was changed because only the plan was asked for. */
            dry_run: boolean;
            /** @description All that is not as it is to be, in the order of the files. */
            items: components["schemas"]["PlanItem"][];
            /**
             * Format: uint64
             * @description How many cannot be as their file says; one alone refuses all.
             */
            refuse: number;
            /**
             * Format: uint64
             * @description How many are removed.
             */
            remove: number;
            /**
             * Format: uint64
             * @description How many come back.
             */
            restore: number;
            /**
             * Format: uint64
             * @description How many are as their file says.
             */
            unchanged: number;
        };
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
         * SuggestedEdit
         * @description A change of a schedule, in the form that what-if and bulk take.
         */
        SuggestedEdit: {
            /** @description The fields that change, as in the body of an update. */
            changes: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description The schedule.
             */
            id: string;
            /** @description `update`. */
            op: string;
            /**
             * Format: int32
             * @description The version that was looked at.
             */
            version: number;
        };
        /** @enum {string} */
        SyncKind: "device" | "host";
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
        /**
         * TopologyChange
         * @description What a crawl changed of a link.
         */
        TopologyChange: {
            /** @description One end, as it was then. */
            a: components["schemas"]["TopologyEndThen"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description The other. */
            b: components["schemas"]["TopologyEndThen"];
            /** @description What. */
            change: components["schemas"]["TopologyChangeKind"];
            /** @description For `changed`: which of `interface`, `confirmed`, `protocols`, `shared`, `aggregate`. */
            fields: string[];
            /**
             * Format: int64
             * @description Its place among all changes.
             */
            id: number;
            /**
             * Format: uuid
             * @description Which job saw it.
             */
            job_id: string;
            /**
             * Format: uuid
             * @description Of which link.
             */
            link_id: string;
        };
        /**
         * @description What a crawl may change of a link.
         * @enum {string}
         */
        TopologyChangeKind: "new" | "changed" | "lost" | "returned" | "doubted";
        /**
         * TopologyCrawl
         * @description A crawl that wrote to the topology.
         */
        TopologyCrawl: {
            /**
             * Format: date-time
             * @description When it wrote down what it had found.
             */
            at: string;
            /**
             * Format: int32
             * @description How many devices answered it.
             */
            devices: number;
            /**
             * Format: uuid
             * @description The job.
             */
            job_id: string;
            /**
             * Format: int32
             * @description How many links it saw.
             */
            links: number;
            /**
             * Format: int32
             * @description How many were not as they had been.
             */
            links_changed: number;
            /**
             * Format: int32
             * @description How many it found gone.
             */
            links_lost: number;
            /**
             * Format: int32
             * @description How many of them had not been there, or had been lost.
             */
            links_new: number;
        };
        /**
         * TopologyDifference
         * @description What became of a link over a stretch of time.
         */
        TopologyDifference: {
            /** @description One end. */
            a: components["schemas"]["TopologyEndThen"];
            /**
             * Format: date-time
             * @description When the last of it was seen.
             */
            at: string;
            /** @description The other. */
            b: components["schemas"]["TopologyEndThen"];
            /** @description `new`, `lost`, `returned`, `changed` or `doubted`, all that happened in between taken together. */
            change: components["schemas"]["TopologyChangeKind"];
            /** @description For `changed`: which of its properties. */
            fields: string[];
            /**
             * Format: uuid
             * @description Which link.
             */
            link_id: string;
        };
        /**
         * TopologyEnd
         * @description One end of a link.
         */
        TopologyEnd: {
            /** @description The aggregate that it is a member of. */
            aggregate: string | null;
            /** @description Whether this end hears the other one. */
            hears: boolean;
            /** @description Its interface as people read it; null where nobody named it. */
            interface: string | null;
            /**
             * Format: uuid
             * @description The node.
             */
            node_id: string;
        };
        /**
         * TopologyEndThen
         * @description One end of a link as it was.
         */
        TopologyEndThen: {
            /** @description Its interface. */
            interface: string | null;
            /** @description What it was called. */
            name: string | null;
            /**
             * Format: uuid
             * @description The node.
             */
            node_id: string | null;
        };
        /**
         * TopologyEvidence
         * @description Who said that a link is there.
         */
        TopologyEvidence: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: date-time
             * @description When it was asked again and no longer said so.
             */
            gone_at: string | null;
            /**
             * Format: uuid
             * @description The job that it told last.
             */
            job_id: string;
            /** @description By which protocol: `lldp` or `cdp`. */
            protocol: string;
            /** @description The end that hears the other: `a` or `b`. */
            side: string;
        };
        /**
         * @description In which form the topology is taken along.
         * @enum {string}
         */
        TopologyFormat: "json" | "graphml" | "mermaid" | "csv";
        /**
         * TopologyGraph
         * @description The topology, or a part of it.
         */
        TopologyGraph: {
            /**
             * Format: date-time
             * @description At which time; null: now.
             */
            at: string | null;
            /** @description How they are linked. */
            links: components["schemas"]["TopologyLink"][];
            /** @description The devices, and what they hear. */
            nodes: components["schemas"]["TopologyNode"][];
        };
        /**
         * TopologyLink
         * @description A link between two nodes.
         */
        TopologyLink: {
            /** @description One end. */
            a: components["schemas"]["TopologyEnd"];
            /** @description The other. */
            b: components["schemas"]["TopologyEnd"];
            /** @description Whether both ends say so; else it is one-sided. */
            confirmed: boolean;
            /**
             * Format: date-time
             * @description When it was first seen.
             */
            first_seen: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last seen.
             */
            last_seen: string;
            /**
             * Format: date-time
             * @description Since when it is lost; null while it is there.
             */
            lost_at: string | null;
            /** @description By which protocols it is known now: `lldp`, `cdp`. */
            protocols: string[];
            /** @description Whether several neighbours are heard on one of its interfaces. */
            shared: boolean;
        };
        /**
         * TopologyLinkDetail
         * @description A link with everything about it.
         */
        TopologyLinkDetail: {
            /** @description One end. */
            a: components["schemas"]["TopologyEnd"];
            /** @description The other. */
            b: components["schemas"]["TopologyEnd"];
            /** @description What became of it over time, newest first; 100 at most. */
            changes: components["schemas"]["TopologyChange"][];
            /** @description Whether both ends say so; else it is one-sided. */
            confirmed: boolean;
            /** @description Who said so, when. */
            evidence: components["schemas"]["TopologyEvidence"][];
            /**
             * Format: date-time
             * @description When it was first seen.
             */
            first_seen: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: uuid
             * @description The job that last saw it.
             */
            last_job: string;
            /**
             * Format: date-time
             * @description When it was last seen.
             */
            last_seen: string;
            /**
             * Format: date-time
             * @description Since when it is lost; null while it is there.
             */
            lost_at: string | null;
            /** @description Its ends. */
            nodes: components["schemas"]["TopologyNode"][];
            /** @description By which protocols it is known now: `lldp`, `cdp`. */
            protocols: string[];
            /** @description Whether several neighbours are heard on one of its interfaces. */
            shared: boolean;
        };
        /**
         * TopologyNode
         * @description A device of the topology, or something that devices hear.
         */
        TopologyNode: {
            /** @description Its addresses. */
            addresses: string[];
            /** @description What it announces that it can do: `router`, `bridge`, `access_point`, `phone`, `station`, `other`. */
            capabilities: string[];
            /**
             * Format: uuid
             * @description The device of the inventory that it is.
             */
            device_id: string | null;
            /** @description In words. */
            error: string | null;
            /** @description Why it did not. */
            error_class: string | null;
            /**
             * Format: date-time
             * @description When it last did not answer, if it has not since.
             */
            failed_at: string | null;
            /**
             * Format: date-time
             * @description When it was first heard of.
             */
            first_seen: string;
            /**
             * Format: uuid
             * @description Its id here.
             */
            id: string;
            /** @description `device` where a job logged in or the inventory has it, else `unknown`: others hear it. */
            kind: string;
            /**
             * Format: date-time
             * @description When it was last heard of.
             */
            last_seen: string;
            /** @description Where it stands. */
            location: string | null;
            /** @description Its model, or what it announces itself as. */
            model: string | null;
            /** @description What it is called. */
            name: string;
            /**
             * Format: int64
             * @description That device's number.
             */
            number: number | null;
            /** @description How it is talked to: `cisco_ios`. */
            platform: string | null;
            /** @description Its serial number. */
            serial: string | null;
            /** @description Its software. */
            software: string | null;
            /**
             * Format: date-time
             * @description When it last answered; null: it was never asked, or never answered.
             */
            visited_at: string | null;
        };
        /**
         * TopologyNodeDetail
         * @description A node with its links.
         */
        TopologyNodeDetail: {
            /** @description Its addresses. */
            addresses: string[];
            /** @description What it announces that it can do: `router`, `bridge`, `access_point`, `phone`, `station`, `other`. */
            capabilities: string[];
            /**
             * Format: uuid
             * @description The device of the inventory that it is.
             */
            device_id: string | null;
            /** @description In words. */
            error: string | null;
            /** @description Why it did not. */
            error_class: string | null;
            /**
             * Format: date-time
             * @description When it last did not answer, if it has not since.
             */
            failed_at: string | null;
            /**
             * Format: date-time
             * @description When it was first heard of.
             */
            first_seen: string;
            /**
             * Format: uuid
             * @description Its id here.
             */
            id: string;
            /** @description `device` where a job logged in or the inventory has it, else `unknown`: others hear it. */
            kind: string;
            /**
             * Format: date-time
             * @description When it was last heard of.
             */
            last_seen: string;
            /** @description Its links, lost ones last. */
            links: components["schemas"]["TopologyLink"][];
            /** @description Where it stands. */
            location: string | null;
            /** @description Its model, or what it announces itself as. */
            model: string | null;
            /** @description What it is called. */
            name: string;
            /** @description The nodes at their other ends. */
            neighbors: components["schemas"]["TopologyNode"][];
            /**
             * Format: int64
             * @description That device's number.
             */
            number: number | null;
            /** @description How it is talked to: `cisco_ios`. */
            platform: string | null;
            /** @description Its serial number. */
            serial: string | null;
            /** @description Its software. */
            software: string | null;
            /**
             * Format: date-time
             * @description When it last answered; null: it was never asked, or never answered.
             */
            visited_at: string | null;
        };
        /** @enum {string} */
        Trigger: "schedule" | "manual" | "adhoc" | "retry" | "backfill" | "catch_up";
        /**
         * UndoInput
         * @description How a change set is taken back; an empty body does it.
         */
        UndoInput: {
            /** @description Only say what would come of it. */
            dry_run?: boolean | null;
            /** @description Why, for the history. */
            note?: string | null;
        };
        /**
         * UnknownDevice
         * @description Something asked for that is no device.
         */
        UnknownDevice: {
            /** @description What was asked: a number, a Nautobot id, an address or a name. */
            asked: string;
            /** @description Why no device was found. */
            reason: string;
        };
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
        VisitState: "waiting" | "connecting" | "asking" | "ok" | "partial" | "failed" | "stopped";
        /**
         * VisitStep
         * @description One question to a device.
         */
        VisitStep: {
            /** @description In words. */
            error: string | null;
            /** @description Why not all of it is known. */
            error_class: string | null;
            /**
             * Format: uint64
             * @description How many things it told of.
             */
            items: number;
            /**
             * Format: uint64
             * @description How long it took, in milliseconds.
             */
            ms: number;
            /** @description `ok`, `partial`, `failed`, or `none` where the platform has no command for it. */
            status: string;
            /** @description What was asked: the name of a step, or a command. */
            step: string;
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
         * WhatIf
         * @description What a change would do.
         */
        WhatIf: {
            /** @description What would start together, what rises most first, 20 at most. */
            collisions: components["schemas"]["WhatIfCollision"][];
            /** @description Their due times to come. */
            coming: components["schemas"]["WhatIfCounts"];
            /**
             * Format: date-time
             * @description The coming time: from here.
             */
            from: string;
            /** @description The queues and systems that the change touches, before and after. */
            load: components["schemas"]["WhatIfLoad"][];
            /** @description Their due times of the time that has been. */
            past: components["schemas"]["WhatIfCounts"];
            /**
             * Format: date-time
             * @description The time that has been: from here.
             */
            past_from: string;
            /**
             * Format: date-time
             * @description To here.
             */
            past_to: string;
            /** @description Edits that would be refused; they are left out. */
            refused: components["schemas"]["RefusedEdit"][];
            /** @description Those schedules, most changes first, 500 at most. */
            schedules: components["schemas"]["WhatIfSchedule"][];
            /**
             * Format: uint64
             * @description How many schedules have due times that differ.
             */
            schedules_changed: number;
            /**
             * Format: date-time
             * @description To here.
             */
            to: string;
        };
        /**
         * WhatIfCollision
         * @description A minute in which more jobs would start together than now, one of the change's among them.
         */
        WhatIfCollision: {
            /**
             * Format: uint32
             * @description How many would.
             */
            after: number;
            /**
             * Format: date-time
             * @description Where the minute begins.
             */
            at: string;
            /**
             * Format: uint32
             * @description How many start in it now.
             */
            before: number;
            /** @description Where: a queue or a remote system. */
            kind: components["schemas"]["WhatIfPlace"];
            /** @description Its name. */
            name: string;
            /** @description Schedules of the change that do, by name, five at most. */
            schedules: string[];
        };
        /**
         * WhatIfCounts
         * @description The same in numbers.
         */
        WhatIfCounts: {
            /**
             * Format: uint64
             * @description That would be, and are not.
             */
            added: number;
            /**
             * Format: uint64
             * @description That are at another instant.
             */
            moved: number;
            /**
             * Format: uint64
             * @description That are, and would not be.
             */
            removed: number;
        };
        /**
         * WhatIfDifference
         * @description Due times that come, go and move.
         */
        WhatIfDifference: {
            /** @description That would be, and are not. */
            added: components["schemas"]["WhatIfInstants"];
            /** @description One that goes and one that comes, each the nearest of the other. */
            moved: components["schemas"]["WhatIfMoves"];
            /** @description That are, and would not be. */
            removed: components["schemas"]["WhatIfInstants"];
        };
        /**
         * WhatIfInput
         * @description A change that nobody has made yet: edits of schedules, a maintenance window to be, one to end; or all of them.
         * @example {
         *       "edits": [
         *         {
         *           "id": "0b8f5f0e-2d5c-4f4e-9d3a-6a0c6f0f9b11",
         *           "op": "disable"
         *         }
         *       ]
         *     }
         */
        WhatIfInput: {
            /** @description Edits, as bulk takes them; those that would be refused are named and left out. */
            edits?: components["schemas"]["ScheduleEditInput"][] | null;
            /**
             * Format: uuid
             * @description A maintenance window that ends now.
             */
            ends_window?: string | null;
            /**
             * Format: date-time
             * @description From when on; now by default.
             */
            from?: string | null;
            /**
             * Format: uint32
             * @description For how many days that have been; 7 by default, 31 at most, 0 for none.
             */
            past_days?: number | null;
            /**
             * Format: date-time
             * @description Until when; 7 days later by default, 31 at most.
             */
            to?: string | null;
            /** @description A maintenance window to be, as the body that makes one. */
            window?: components["schemas"]["MaintenanceWindowInput"] | null;
        };
        /**
         * WhatIfInstants
         * @description Instants: how many, and the first hundred.
         */
        WhatIfInstants: {
            /**
             * Format: uint64
             * @description How many.
             */
            count: number;
            /** @description The first hundred. */
            first: string[];
        };
        /**
         * WhatIfLoad
         * @description What the coming time loads somewhere, before and after.
         */
        WhatIfLoad: {
            /** @description As it would be. */
            after: components["schemas"]["WhatIfSum"];
            /** @description As it stands. */
            before: components["schemas"]["WhatIfSum"];
            /** @description What it is. */
            kind: components["schemas"]["WhatIfPlace"];
            /** @description Its name. */
            name: string;
        };
        /**
         * WhatIfMove
         * @description A due time that is at another instant.
         */
        WhatIfMove: {
            /**
             * Format: date-time
             * @description Where it is.
             */
            from: string;
            /**
             * Format: date-time
             * @description Where it would be.
             */
            to: string;
        };
        /**
         * WhatIfMoves
         * @description Due times that move: how many, and the first hundred.
         */
        WhatIfMoves: {
            /**
             * Format: uint64
             * @description How many.
             */
            count: number;
            /** @description The first hundred. */
            first: components["schemas"]["WhatIfMove"][];
        };
        /**
         * @description Where jobs run, or reach out to.
         * @enum {string}
         */
        WhatIfPlace: "queue" | "system";
        /**
         * WhatIfSchedule
         * @description What changes for one schedule.
         */
        WhatIfSchedule: {
            /** @description What would be: due times for which a job is expected, each when a window lets it start. */
            coming: components["schemas"]["WhatIfDifference"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Its name, afterwards. */
            name: string;
            /** @description What would have been in the days before, by its cadence alone: neither windows nor earlier jobs count. */
            past: components["schemas"]["WhatIfDifference"];
        };
        /**
         * WhatIfSum
         * @description What the coming time loads.
         */
        WhatIfSum: {
            /**
             * Format: double
             * @description Seconds that workers are busy.
             */
            busy_seconds: number;
            /**
             * Format: uint64
             * @description Jobs that start.
             */
            jobs: number;
            /** @description The minute in which most jobs start; null where none does. */
            peak: components["schemas"]["CalendarPeak"] | null;
        };
        /**
         * WhereIs
         * @description Where an address is.
         */
        WhereIs: {
            /** @description What was asked, as it is written. */
            asked: string;
            /** @description The best answer: a port without another device behind it, else an interface; null where nobody knows. */
            best: components["schemas"]["AddressPlace"] | null;
            /** @description The MAC addresses it comes to. */
            macs: string[];
            /** @description Every place, best first. */
            places: components["schemas"]["AddressPlace"][];
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
    listCache: {
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
                    "application/json": components["schemas"]["CachedItem"][];
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
    clearCache: {
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
                    "application/json": components["schemas"]["CacheCleared"];
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
    cachedFolders: {
        parameters: {
            query?: {
                /** @description The name of the connection; the default one when not given. */
                connection?: string;
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
                    "application/json": components["schemas"]["CachedFolders"];
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
    cachedHosts: {
        parameters: {
            query?: {
                /** @description The name of the connection; the default one when not given. */
                connection?: string;
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
                    "application/json": components["schemas"]["CachedHosts"];
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
    cachedCheckmkStatistics: {
        parameters: {
            query?: {
                /** @description The name of the connection; the default one when not given. */
                connection?: string;
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
                    "application/json": components["schemas"]["CachedCheckmkStatistics"];
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
    cachedDevices: {
        parameters: {
            query?: {
                /** @description The name of the connection; the default one when not given. */
                connection?: string;
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
                    "application/json": components["schemas"]["CachedDevices"];
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
    cachedLocations: {
        parameters: {
            query?: {
                /** @description The name of the connection; the default one when not given. */
                connection?: string;
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
                    "application/json": components["schemas"]["CachedLocations"];
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
    cachedNautobotStatistics: {
        parameters: {
            query?: {
                /** @description The name of the connection; the default one when not given. */
                connection?: string;
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
                    "application/json": components["schemas"]["CachedNautobotStatistics"];
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
    listCaptures: {
        parameters: {
            query?: {
                /** @description Whether they differed from what was expected then. */
                changed?: boolean;
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description Of this device: by number, Nautobot id, address or name. */
                device?: string;
                /** @description Taken by this job. */
                job_id?: string;
                /** @description Only these. */
                kind?: components["schemas"]["CaptureKind"];
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description Words in what the device was called. */
                search?: string;
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
                    "application/json": components["schemas"]["Capture"][];
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
    getCapture: {
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
                    "application/json": components["schemas"]["CaptureDetail"];
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
    compareCaptures: {
        parameters: {
            query?: {
                /** @description Lines around each change: 3 unless given, up to 1,000. */
                context?: number;
                /** @description The capture that is compared with. */
                with?: string;
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
                    "application/json": components["schemas"]["CaptureComparison"];
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
    getCaptureOutput: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                position: number;
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
                    "application/json": components["schemas"]["CaptureText"];
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
    getCaptureRawOutput: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                position: number;
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
                    "application/json": components["schemas"]["CaptureRawText"];
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
    promoteCapture: {
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
                "application/json": components["schemas"]["PromoteCaptureInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaptureDetail"];
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
    listConnections: {
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
                    "application/json": components["schemas"]["Connection"][];
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
    createConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
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
    getConnection: {
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
                    "application/json": components["schemas"]["Connection"];
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
    updateConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was seen: `"3"`. Another one is answered with 412. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionInput"];
            };
        };
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
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
    deleteConnection: {
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
                    "application/json": components["schemas"]["Connection"];
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
    testConnection: {
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
                    "application/json": components["schemas"]["ConnectionTest"];
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
    testNewConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionTestInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTest"];
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
    listCredentials: {
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
                    "application/json": components["schemas"]["Credential"][];
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
    createCredential: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
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
    updateCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was seen: `"3"`. Another one is answered with 412. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialInput"];
            };
        };
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
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
    deleteCredential: {
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
                    "application/json": components["schemas"]["Credential"];
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
    listHostKeys: {
        parameters: {
            query?: {
                /** @description Only those of devices that showed another one. */
                changed?: boolean;
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description Words in name, address or fingerprint. */
                search?: string;
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
                    "application/json": components["schemas"]["HostKey"][];
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
    deleteHostKey: {
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
                    "application/json": components["schemas"]["HostKey"];
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
    acceptHostKey: {
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
                "application/json": components["schemas"]["AcceptHostKey"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HostKey"];
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
            query?: {
                /** @description Words in name and description, in this order. */
                search?: string;
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
    createInventory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryInput"];
            };
        };
        responses: {
            /** @description An earlier request of the same kind had made it; nothing was changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inventory"];
                };
            };
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inventory"];
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
    getInventory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
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
                    "application/json": components["schemas"]["InventoryDetail"];
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
    updateInventory: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version you saw, in quotes; 412 when it was changed meanwhile. */
                "If-Match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryInput"];
            };
        };
        responses: {
            /** @description As it stands; its version is also the `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inventory"];
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
    deleteInventory: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version you saw, in quotes; 412 when it was changed meanwhile. */
                "If-Match"?: string;
            };
            path: {
                id: number;
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
                    "application/json": components["schemas"]["Inventory"];
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
    acceptInventory: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version you saw, in quotes; 412 when it was changed meanwhile. */
                "If-Match"?: string;
            };
            path: {
                id: number;
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
                    "application/json": components["schemas"]["Inventory"];
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
    listInventoryDevices: {
        parameters: {
            query?: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
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
                    "application/json": components["schemas"]["Device"][];
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
    previewInventory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InventoryPreviewInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryPreview"];
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
    listDevices: {
        parameters: {
            query?: {
                /** @description Last described by this connection. */
                connection_id?: string;
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description Of any of these types. */
                device_type?: string[];
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description At any of these locations. */
                location?: string[];
                /** @description With any of these platforms. */
                platform?: string[];
                /** @description With any of these roles. */
                role?: string[];
                /** @description Words in name, serial, role, location, status, type, platform or addresses, all of them; or a number. */
                search?: string;
                /** @description The order; by name where absent. What has no value comes last, or first where it is descending. */
                sort?: components["schemas"]["DeviceSort"];
                /** @description Only those that Nautobot no longer has, or only those that it has. */
                stale?: boolean;
                /** @description With any of these statuses. */
                status?: string[];
                /** @description With any of these tags. */
                tag?: string[];
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
                    "application/json": components["schemas"]["Device"][];
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
    getDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number, Nautobot id, primary address or name. */
                device: string;
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
                    "application/json": components["schemas"]["DeviceDetail"];
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
    listDeviceChanges: {
        parameters: {
            query?: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Its number, Nautobot id, primary address or name. */
                device: string;
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
                    "application/json": components["schemas"]["InventoryChange"][];
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
    listDeviceJobs: {
        parameters: {
            query?: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Its number, Nautobot id, primary address or name. */
                device: string;
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
                    "application/json": components["schemas"]["DeviceJob"][];
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
    getDeviceFacets: {
        parameters: {
            query?: {
                /** @description Last described by this connection. */
                connection_id?: string;
                /** @description Of any of these types. */
                device_type?: string[];
                /** @description At any of these locations. */
                location?: string[];
                /** @description With any of these platforms. */
                platform?: string[];
                /** @description With any of these roles. */
                role?: string[];
                /** @description Words in name, serial, role, location, status, type, platform or addresses, all of them; or a number. */
                search?: string;
                /** @description Only those that Nautobot no longer has, or only those that it has. */
                stale?: boolean;
                /** @description With any of these statuses. */
                status?: string[];
                /** @description With any of these tags. */
                tag?: string[];
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
                    "application/json": components["schemas"]["DeviceFacets"];
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
    listInventoryDifferences: {
        parameters: {
            query: {
                /** @description Only these. */
                change?: components["schemas"]["InventoryChangeKind"][];
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description The sync after which to begin. */
                from: string;
                /** @description Of devices, or of hosts. */
                kind: components["schemas"]["SyncKind"];
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description Words in the name. */
                search?: string;
                /** @description The last sync to look at; the newest of this kind where absent. */
                to?: string;
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
                    "application/json": components["schemas"]["InventoryDifference"][];
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
    getInventoryDifferences: {
        parameters: {
            query: {
                /** @description The sync after which to begin. */
                from: string;
                /** @description Of devices, or of hosts. */
                kind: components["schemas"]["SyncKind"];
                /** @description The last sync to look at; the newest of this kind where absent. */
                to?: string;
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
                    "application/json": components["schemas"]["InventoryDifferences"];
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
    listDisagreements: {
        parameters: {
            query: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description How they disagree. */
                kind: components["schemas"]["DisagreementKind"];
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
                    "application/json": components["schemas"]["Disagreement"][];
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
    getDisagreements: {
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
                    "application/json": components["schemas"]["Disagreements"];
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
    listHosts: {
        parameters: {
            query?: {
                /** @description Only clusters, or none of them. */
                cluster?: boolean;
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description In this folder or one below it: `/network`. */
                folder?: string;
                /** @description With this label, `key:value`, or `key` whatever its value; several must all be there. */
                label?: string[];
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description Only those that are a device, or only those that are none. */
                linked?: boolean;
                /** @description Only those that CheckMK has offline, or none of them. */
                offline?: boolean;
                /** @description Words in name, alias, site, folder or addresses, all of them. */
                search?: string;
                /** @description Of any of these sites. */
                site?: string[];
                /** @description The order; by name where absent. */
                sort?: components["schemas"]["HostSort"];
                /** @description Only those that CheckMK no longer has, or only those that it has. */
                stale?: boolean;
                /** @description With this tag, `group:tag`; several must all be there. */
                tag?: string[];
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
                    "application/json": components["schemas"]["Host"][];
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
    getHost: {
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
                    "application/json": components["schemas"]["HostDetail"];
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
    listHostChanges: {
        parameters: {
            query?: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
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
                    "application/json": components["schemas"]["InventoryChange"][];
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
    getHostFacets: {
        parameters: {
            query?: {
                /** @description Only clusters, or none of them. */
                cluster?: boolean;
                /** @description In this folder or one below it: `/network`. */
                folder?: string;
                /** @description With this label, `key:value`, or `key` whatever its value; several must all be there. */
                label?: string[];
                /** @description Only those that are a device, or only those that are none. */
                linked?: boolean;
                /** @description Only those that CheckMK has offline, or none of them. */
                offline?: boolean;
                /** @description Words in name, alias, site, folder or addresses, all of them. */
                search?: string;
                /** @description Of any of these sites. */
                site?: string[];
                /** @description Only those that CheckMK no longer has, or only those that it has. */
                stale?: boolean;
                /** @description With this tag, `group:tag`; several must all be there. */
                tag?: string[];
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
                    "application/json": components["schemas"]["HostFacets"];
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
    listInventorySyncs: {
        parameters: {
            query?: {
                /** @description Only those to which all came that was asked for, or only the others. */
                complete?: boolean;
                /** @description From this connection. */
                connection_id?: string;
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description Of this job. */
                job_id?: string;
                /** @description Of devices, or of hosts. */
                kind?: components["schemas"]["SyncKind"];
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
                    "application/json": components["schemas"]["InventorySync"][];
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
    getInventorySync: {
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
                    "application/json": components["schemas"]["InventorySyncDetail"];
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
    listInventorySyncChanges: {
        parameters: {
            query?: {
                /** @description Only these changes. */
                change?: components["schemas"]["InventoryChangeKind"][];
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description Words in the name. */
                search?: string;
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
                    "application/json": components["schemas"]["InventoryChange"][];
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
    retryFailedDevices: {
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
    getJobVisits: {
        parameters: {
            query?: {
                /** @description The `revision` of the answer before; without it everything is answered. */
                after?: number;
                /** @description At most so many, up to 2,000, which it is by default. Devices that were written together come together. */
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceVisits"];
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
    applySchedules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulesPlan"];
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
    changeSchedules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOutcome"];
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
    getCalendar: {
        parameters: {
            query?: {
                /** @description How long each bucket is; an hour by default. */
                bucket?: components["schemas"]["CalendarBucket"];
                /** @description From the bucket in which this lies; now by default. */
                from?: string;
                /** @description Only jobs of this queue. */
                queue?: string;
                /** @description Whether to look for what would flatten it; yes by default. */
                suggest?: boolean;
                /** @description Only jobs that reach out to this: `nautobot`, `checkmk`, `devices`, `nautobot:<connection>`. */
                system?: string;
                /** @description Up to the bucket in which this lies; 7 days later by default. */
                to?: string;
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
                    "application/json": components["schemas"]["Calendar"];
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
    listCalendarFeeds: {
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
                    "application/json": components["schemas"]["CalendarFeed"][];
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
    createCalendarFeed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarFeedInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeed"];
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
    revokeCalendarFeed: {
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
                    "application/json": components["schemas"]["RevokedFeed"];
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
    readCalendarFeed: {
        parameters: {
            query?: never;
            header?: {
                /** @description What was answered the last time; 304 where it still is. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret and `.ics`. */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar, as RFC 5545 writes it. */
            200: {
                headers: {
                    /** @description How long it is good for. */
                    "CACHE-CONTROL": string;
                    /** @description Of what is in it. */
                    ETAG: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar; charset=utf-8": string;
                };
            };
            /** @description It is as it was. */
            304: {
                headers: {
                    /** @description How long it is good for. */
                    "CACHE-CONTROL": string;
                    /** @description Of what is in it. */
                    ETAG: string;
                    [name: string]: unknown;
                };
                content?: never;
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
    listExpectedRuns: {
        parameters: {
            query?: {
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description Not before it; now by default. */
                from?: string;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description Only jobs of this queue. */
                queue?: string;
                /** @description Only jobs that reach out to this: `nautobot`, `checkmk`, `devices`, `nautobot:<connection>`. */
                system?: string;
                /** @description Before it; 7 days later by default, 92 at most. */
                to?: string;
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
                    "application/json": components["schemas"]["ExpectedRun"][];
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
    listChangeSets: {
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
                    "application/json": components["schemas"]["ChangeSet"][];
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
    getChangeSet: {
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
                    "application/json": components["schemas"]["ChangeSet"];
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
    undoChangeSet: {
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
                "application/json": components["schemas"]["UndoInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOutcome"];
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
    listScheduleChanges: {
        parameters: {
            query?: {
                /** @description Only what this user did; `system` for the program itself. */
                actor?: string;
                /** @description Only what was changed together in this one. */
                change_set?: string;
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description After this. */
                from?: string;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description Until this. */
                to?: string;
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
                    "application/json": components["schemas"]["ScheduleChangeEvent"][];
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
    getNewestSeal: {
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
                    "application/json": components["schemas"]["ChainHead"];
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
    getScheduleDifference: {
        parameters: {
            query: {
                /** @description After this. */
                from: string;
                /** @description Until this; now, where absent. */
                to?: string;
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
                    "application/json": components["schemas"]["ScheduleDifference"][];
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
    exportSchedules: {
        parameters: {
            query?: {
                /** @description Only what was changed by hand since its file last said what it is: a patch for the file. */
                drifted?: boolean;
                /** @description `ui`, or `file:` and the name of the file that manages it. */
                managed_by?: string;
                /** @description With the names of their owners, who must be users where it is applied. */
                owners?: boolean;
                /** @description Part of the name, task or owner. */
                search?: string;
                /** @description With this tag. */
                tag?: string;
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
                    "application/json": components["schemas"]["ExportedSchedules"];
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
    listInventoryChoices: {
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
                    "application/json": components["schemas"]["InventoryChoice"][];
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
                /**
                 * @description As they stood at this instant, by name, 10,000 at most; what only the present has is null. Goes with `search`
                 *     and `enabled` alone.
                 */
                at?: string;
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description Switched on, or not. */
                enabled?: boolean;
                /** @description Whose newest ended job failed or timed out, or not. */
                failing?: boolean;
                /** @description At most so many, up to 500. */
                limit?: number;
                /** @description `ui`, or `file:` and the name of the file that manages it. */
                managed_by?: string;
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
    blameSchedule: {
        parameters: {
            query?: {
                /** @description As it stood after this version's event; the newest by default. */
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
                    "application/json": components["schemas"]["BlamedField"][];
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
    whatIf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhatIfInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatIf"];
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
    listTopologyChanges: {
        parameters: {
            query?: {
                /** @description Later than this. */
                after?: string;
                /** @description Only these. */
                change?: components["schemas"]["TopologyChangeKind"][];
                /** @description From the `Link` of the page before. */
                cursor?: string;
                /** @description Seen by this job. */
                job_id?: string;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description Of this link. */
                link_id?: string;
                /** @description No later than this. */
                until?: string;
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
                    "application/json": components["schemas"]["TopologyChange"][];
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
    listTopologyCrawls: {
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
                    "application/json": components["schemas"]["TopologyCrawl"][];
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
    getTopologyDifference: {
        parameters: {
            query: {
                /** @description After this. */
                from: string;
                /** @description No later than this; now, where absent. */
                to?: string;
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
                    "application/json": components["schemas"]["TopologyDifference"][];
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
    exportTopology: {
        parameters: {
            query: {
                /** @description A node, or the device that it is, and what lies near it. */
                around?: string;
                /** @description As it was then. */
                at?: string;
                /** @description In which form. */
                format: components["schemas"]["TopologyFormat"];
                /** @description How near, in links. */
                hops?: number;
                /** @description What this job saw. */
                job_id?: string;
                /** @description Devices of these locations, and what they are linked to. */
                location?: string[];
                /** @description With links that are lost. */
                lost?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    /** @description What it is to be called. */
                    "CONTENT-DISPOSITION": string;
                    /** @description What it is. */
                    "CONTENT-TYPE": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
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
    getTopology: {
        parameters: {
            query?: {
                /** @description A node, or the device that it is, and what lies near it. */
                around?: string;
                /** @description As it was then. */
                at?: string;
                /** @description How near, in links: 1 unless given, up to 20. */
                hops?: number;
                /**
                 * @description What this job saw: as it was when the job was over, around the devices that answered it. 404 where it
                 *     wrote nothing to the topology.
                 */
                job_id?: string;
                /** @description Devices of these locations, and what they are linked to. Empty text is having none. */
                location?: string[];
                /** @description With links that are lost. */
                lost?: boolean;
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
                    "application/json": components["schemas"]["TopologyGraph"];
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
    getTopologyLink: {
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
                    "application/json": components["schemas"]["TopologyLinkDetail"];
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
    getTopologyNode: {
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
                    "application/json": components["schemas"]["TopologyNodeDetail"];
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
    listNodeArp: {
        parameters: {
            query?: {
                /** @description With those that are gone. */
                gone?: boolean;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description From which on. */
                offset?: number;
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
                    "application/json": components["schemas"]["NetworkArpEntry"][];
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
    listNodeInterfaces: {
        parameters: {
            query?: {
                /** @description With those that are gone. */
                gone?: boolean;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description From which on. */
                offset?: number;
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
                    "application/json": components["schemas"]["NetworkInterface"][];
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
    listNodeMacs: {
        parameters: {
            query?: {
                /** @description With those that are gone. */
                gone?: boolean;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description From which on. */
                offset?: number;
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
                    "application/json": components["schemas"]["NetworkMacEntry"][];
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
    listNodeRoutes: {
        parameters: {
            query?: {
                /** @description With those that are gone. */
                gone?: boolean;
                /** @description At most so many, up to 500; 50 by default. */
                limit?: number;
                /** @description From which on. */
                offset?: number;
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
                    "application/json": components["schemas"]["NetworkRoute"][];
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
    whereIsAddress: {
        parameters: {
            query: {
                /** @description A MAC address in any spelling, or an IP address. */
                address: string;
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
                    "application/json": components["schemas"]["WhereIs"];
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
