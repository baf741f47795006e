-- Taken before the position is drawn. Without it a position could become visible
-- after a higher one, and readers, who never look back, would miss it for good.
-- A statement of its own: inside the insert the position would be drawn first.
select pg_advisory_xact_lock(4606530413)
