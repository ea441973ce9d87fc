-- The equivalent of one update by the gateway: one statement that updates the row and appends its new state to a log.
\set number random(1, 10000)
with changed as (
  update item
  set metadata = '{"@type": "types.example.com/Bench", "t": "0000123456789012345", "progressPercent": 42}',
      revision = revision + 1,
      update_time = now()
  where name = 'operations/' || :number and not done
  returning name, revision, metadata, done
)
insert into item_log (name, revision, body)
  select name, revision, jsonb_build_object('name', name, 'metadata', metadata, 'done', done)
  from changed;
