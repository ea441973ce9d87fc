// @googleapis/translate, the client that is generated from the service's discovery document.
import assert from 'node:assert/strict';
import { translate } from '@googleapis/translate';
import { complete, create, root } from './producer.mjs';

const { operations } = translate({ version: 'v3', rootUrl: root }).projects.locations;
const location = 'projects/p/locations/us-central1';
const running = {
  metadata: {
    '@type': 'type.googleapis.com/google.cloud.translation.v3.BatchTranslateMetadata',
    state: 'RUNNING',
    totalCharacters: '9007199254740993',
  },
};
const response = {
  '@type': 'type.googleapis.com/google.cloud.translation.v3.BatchTranslateResponse',
  totalCharacters: '9007199254740993',
};

async function fails(call, status, reason) {
  await assert.rejects(call, (failure) => {
    const { error } = failure.response.data;
    assert.equal(failure.status, error.code);
    assert.equal(error.status, status);
    assert.equal(error.details[0].reason, reason);
    assert.equal(failure.message, error.message);
    return true;
  });
}

async function anAutoMlTranslationIsReadWaitedForAndDeleted() {
  const name = `${location}/operations/automl`;
  await create(name, running);
  assert.deepEqual((await operations.get({ name })).data, { name, ...running, done: false });
  const early = await operations.wait({ name, requestBody: { timeout: '0.1s' } });
  assert.equal(early.data.done, false);
  const waiting = operations.wait({ name, requestBody: { timeout: '15s' } });
  await complete(name, { response });
  assert.deepEqual((await waiting).data, { name, ...running, done: true, response });
  assert.deepEqual((await operations.wait({ name })).data.response, response);
  assert.deepEqual((await operations.delete({ name })).data, {});
  for (const call of [operations.get, operations.delete, operations.cancel, operations.wait]) {
    await fails(call.call(operations, { name }), 'NOT_FOUND', 'OPERATION_NOT_FOUND');
  }
}

async function anAutoMlTranslationIsCancelled() {
  const name = `${location}/operations/cancelled`;
  await create(name, running);
  assert.deepEqual((await operations.cancel({ name })).data, {});
  const cancelled = (await operations.get({ name })).data;
  assert.equal(cancelled.done, true);
  assert.equal(cancelled.error.code, 1);
  assert.deepEqual((await operations.cancel({ name, requestBody: {} })).data, {});
  assert.deepEqual((await operations.get({ name })).data, cancelled);
}

async function translationsAreListedPageByPageAndByFilter() {
  const parent = 'projects/p/locations/list';
  for (const id of [1, 2, 3]) {
    await create(`${parent}/operations/${id}`, running);
  }
  await complete(`${parent}/operations/2`, { response });
  const list = async (more) => {
    const { data } = await operations.list({ name: parent, ...more });
    return { ids: data.operations.map(({ name }) => name.at(-1)).join(), next: data.nextPageToken };
  };
  const first = await list({ pageSize: 2 });
  assert.equal(first.ids, '3,2');
  assert.deepEqual(await list({ pageSize: 2, pageToken: first.next }), { ids: '1', next: undefined });
  assert.equal((await list({ filter: 'done=true' })).ids, '2');
  assert.equal((await list({ filter: `metadata.@type="${running.metadata['@type']}"` })).ids, '3,2,1');
  await fails(list({ filter: 'done==' }), 'INVALID_ARGUMENT', 'INVALID_FILTER');
  await fails(list({ pageToken: 'made-up' }), 'INVALID_ARGUMENT', 'INVALID_PAGE_TOKEN');
  await fails(list({ pageSize: -1 }), 'INVALID_ARGUMENT', 'INVALID_PARAMETER');
}

async function aReleaseOfAnAppIsRespondedToWithAnUploadReleaseResponse() {
  const name = 'projects/p/apps/1:1234567890:android:0a1b2c/releases/-/operations/93c2f1b74a9be9bd';
  const uploaded = {
    '@type': 'type.googleapis.com/google.firebase.appdistro.v1.UploadReleaseResponse',
    result: 'RELEASE_CREATED',
    release: { displayVersion: '1.10.0' },
  };
  await create(name);
  await complete(name, { response: uploaded });
  assert.deepEqual((await operations.get({ name })).data, { name, done: true, response: uploaded });
}

await anAutoMlTranslationIsReadWaitedForAndDeleted();
await anAutoMlTranslationIsCancelled();
await translationsAreListedPageByPageAndByFilter();
await aReleaseOfAnAppIsRespondedToWithAnUploadReleaseResponse();
