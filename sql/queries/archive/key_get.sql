-- The key that seals texts, itself sealed.
select sealed from noc.archive_key
