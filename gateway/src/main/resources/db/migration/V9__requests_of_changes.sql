-- The latest requests with a requestId that changed the operation, newest first: of each, a hash of the id and a hash of the
-- whole request. So a retry of an update or a completion changes nothing. No index contains the column.
alter table operation add column recent_requests uuid[];
