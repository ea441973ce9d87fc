-- A hash of the caller that has created the operation, for the limit on its stored operations; null without a credential. It never
-- changes, so updates write to no index.
alter table operation add column creator uuid;

-- The operations of a caller are counted from this index alone.
create index operation_creator on operation (creator) where creator is not null;
