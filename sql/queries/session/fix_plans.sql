-- For connections that run a few statements very often on batches of ids.
select set_config('plan_cache_mode', 'force_generic_plan', false),
       set_config('enable_seqscan', 'off', false),
       set_config('enable_hashjoin', 'off', false),
       set_config('enable_mergejoin', 'off', false),
       set_config('jit', 'off', false),
       set_config('statement_timeout', '30000', false),
       set_config('idle_in_transaction_session_timeout', '10000', false)
