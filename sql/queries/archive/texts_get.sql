-- Texts by their digests, in any order.
select digest, sealed from noc.archive_texts where digest = any($1)
