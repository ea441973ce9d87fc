-- Who this database is to those who hold a token of it.
create table gateway (
    -- Seals page tokens. One for all replicas, and another in every database: 244 random bits.
    page_token_key bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'),
    -- Tells the cursors of this database from those of another.
    database_id    text  not null default substr(md5(gen_random_uuid()::text), 1, 8),
    -- The latest transaction whose entries of the log have been purged: a cursor that had not seen it is too old.
    purged_xid     xid8  not null default '0'
);
insert into gateway default values;

-- The current state of each operation.
create table operation (
    -- One life of a name: to delete an operation and create it anew begins another. Newest first is largest first.
    life             bigint generated always as identity primary key,
    name             text collate "C" not null unique,
    parent           text collate "C" not null,
    -- 1, 2, 3 … for each committed change.
    revision         bigint not null default 1,
    done             boolean not null,
    -- Payloads are the text that their author wrote, less insignificant whitespace: json keeps it, jsonb would not.
    metadata         json,
    response         json,
    error            json,
    -- IMMEDIATE, COOPERATIVE or UNSUPPORTED.
    cancellation     text not null default 'IMMEDIATE',
    cancel_requested boolean not null default false,
    create_time      timestamptz not null,
    -- Of a done operation, also the time when it ended.
    update_time      timestamptz not null,
    -- Which transaction wrote the latest revision.
    xid              xid8 not null,
    constraint result_only_when_done check (done or (response is null and error is null)),
    constraint response_or_error check (response is null or error is null)
) with (fillfactor = 70);

-- Pages of a parent, newest first.
create index operation_parent on operation (parent, life desc);

-- Those whose producers have yet to act on a cancellation: few at any time.
create index operation_cancel_requested on operation (update_time) where cancel_requested and not done;

-- Lives begin somewhere at random, so that an event id of one database is hardly one of another.
select setval(pg_get_serial_sequence('operation', 'life'), (random() * (1::bigint << 40))::bigint + 1);

-- The log: each committed change, appended by the statement that makes it.
create table operation_event (
    life     bigint not null,
    revision bigint not null,
    -- 0 the state changed; 1 cancellation was requested; 2 the operation was deleted.
    change   smallint not null,
    name     text collate "C" not null,
    done     boolean not null,
    metadata json,
    response json,
    error    json,
    time     timestamptz not null,
    -- Which transaction wrote it: what one database snapshot sees and an earlier one did not is new.
    xid      xid8 not null,
    primary key (life, revision)
);

create index operation_event_xid on operation_event (xid) include (life, revision);

-- The ends of lives, for the purge.
create index operation_event_deleted on operation_event (time) where change = 2;
