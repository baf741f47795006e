-- Until the end of the transaction, names without a schema are those of schema $1, and instants are said in UTC.
select set_config('search_path', quote_ident($1::text), true), set_config('TimeZone', 'UTC', true)
