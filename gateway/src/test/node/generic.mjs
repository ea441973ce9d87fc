// google-gax, with the client for operations that its generated libraries use over REST.
import assert from 'node:assert/strict';
import gax from 'google-gax';
import { complete, create, root } from './producer.mjs';

const { fallback, Status } = gax;
const { PassThroughClient } = gax.googleAuthLibrary;
const { hostname: servicePath, port } = new URL(root);

function client(options) {
  const builder = fallback.lro({ fallback: true, ...options });
  return builder.operationsClient({ protocol: 'http', servicePath, port: Number(port) });
}

// As a generated library does it: the operations beside the types of its payloads.
function withTypes() {
  return new gax.GoogleProtoFilesRoot().loadSync([
    'google/longrunning/operations.proto',
    'google/protobuf/struct.proto',
    'google/rpc/error_details.proto',
  ]);
}

// As well: the names of its own service.
const httpRules = [
  { selector: 'google.longrunning.Operations.GetOperation', get: '/v1/{name=projects/*/operations/*}' },
  { selector: 'google.longrunning.Operations.ListOperations', get: '/v1/{name=projects/*}/operations' },
];
// Without this, the library that sends requests throws before google-gax sees what a failure says of itself.
const throughErrors = { transporterOptions: { validateStatus: () => true } };

const types = withTypes();
const plain = client({ auth: new PassThroughClient() });
const detailed = client({ auth: new PassThroughClient(throughErrors) });
const generic = client({ auth: new PassThroughClient(), protoJson: withTypes() });
const typed = client({ auth: new PassThroughClient(), protoJson: types, httpRules });

const structType = types.lookupType('google.protobuf.Struct');
const struct = (step) => ({ '@type': 'type.googleapis.com/google.protobuf.Struct', value: { step } });
const step = (message) => message.fields.step.numberValue;

async function fails(call, code, reason) {
  await assert.rejects(call, (failure) => {
    assert.ok(failure instanceof gax.GoogleError);
    assert.equal(failure.code, code);
    assert.equal(failure.reason, reason);
    assert.equal(failure.domain, 'operationsgateway.org');
    return true;
  });
}

async function aGenericOperationIsReadCancelledAndDeleted() {
  const name = 'operations/generic';
  await create(name);
  const [running] = await plain.getOperation({ name });
  assert.deepEqual(running, { name, metadata: null, done: false });
  await plain.cancelOperation({ name });
  const [cancelled] = await plain.getOperation({ name });
  assert.equal(cancelled.done, true);
  assert.equal(cancelled.error.code, Status.CANCELLED);
  await plain.deleteOperation({ name });
  await assert.rejects(plain.getOperation({ name }), { status: 404, message: /"status":"NOT_FOUND"/ });
  await fails(detailed.getOperation({ name }), Status.NOT_FOUND, 'OPERATION_NOT_FOUND');
  await fails(detailed.cancelOperation({ name }), Status.NOT_FOUND, 'OPERATION_NOT_FOUND');
  await fails(detailed.deleteOperation({ name }), Status.NOT_FOUND, 'OPERATION_NOT_FOUND');
}

async function theWholeServiceIsListedPageByPage() {
  for (const id of [1, 2, 3]) {
    await create(`operations/page-${id}`, { done: id === 2 });
  }
  const request = { name: 'operations', pageSize: 2, filter: 'name=operations/page-*' };
  const names = [];
  for await (const { name } of plain.listOperationsAsync(request)) {
    names.push(name);
  }
  assert.deepEqual(names, ['operations/page-3', 'operations/page-2', 'operations/page-1']);
  const [done] = await plain.listOperations({ name: 'operations', filter: 'name=operations/page-* AND done=true' });
  assert.deepEqual(done.map(({ name }) => name), ['operations/page-2']);
  const wrong = { name: 'operations', filter: 'done==' };
  await fails(detailed.listOperations(wrong), Status.INVALID_ARGUMENT, 'INVALID_FILTER');
}

function poll(name) {
  const decode = (bytes) => structType.decode(bytes);
  const descriptor = new fallback.LongrunningDescriptor(typed, decode, decode);
  return fallback.operation({ name, done: false }, descriptor, fallback.createDefaultBackoffSettings()).promise();
}

async function anOperationIsPolledUntilItsResult() {
  const name = 'projects/p/operations/polled';
  await create(name, { metadata: struct(1) });
  const [found] = await typed.listOperations({ name: 'projects/p', filter: 'metadata.value.step=1' });
  assert.deepEqual(found.map((operation) => operation.name), [name]);
  const polled = poll(name);
  await complete(name, { metadata: struct(2), response: struct(3) });
  const [response, metadata] = await polled;
  assert.deepEqual([step(response), step(metadata)], [3, 2]);
}

async function anOperationIsPolledUntilItsError() {
  const name = 'projects/p/operations/failed';
  await create(name, { metadata: struct(1) });
  const polled = poll(name);
  const failed = assert.rejects(polled, { code: Status.FAILED_PRECONDITION, message: 'Not yet.' });
  await complete(name, { error: { code: Status.FAILED_PRECONDITION, message: 'Not yet.' } });
  await failed;
}

async function anOperationIsPolledUntilAnErrorWithAnAdditionalCode() {
  const name = 'projects/p/operations/additional';
  await create(name, { metadata: struct(1) });
  const polled = poll(name);
  const failed = assert.rejects(polled, { code: 99, message: 'Overheated.' });
  await complete(name, { error: { code: 99, message: 'Overheated.' } });
  await failed;
  const [operation] = await typed.getOperation({ name });
  assert.equal(operation.error.code, 99);
  const [found] = await typed.listOperations({ name: 'projects/p', filter: 'error.code=99' });
  assert.deepEqual(found.map((listed) => listed.name), [name]);
}

async function anOperationWhoseLeaseHasLapsedIsPolledAndListedAsAborted() {
  const name = 'projects/p/operations/lapsed';
  await create(name, { metadata: struct(1) }, '&lease=1s');
  await assert.rejects(poll(name), { code: Status.ABORTED, message: /LEASE_EXPIRED/ });
  const [found] = await typed.listOperations({ name: 'projects/p', filter: 'error.code=ABORTED' });
  assert.deepEqual(found.map((operation) => operation.name), [name]);
}

async function anOperationWhoseResultIsMissingIsDoneWithoutOne() {
  const name = 'projects/p/operations/no-result';
  await create(name, { metadata: struct(1) });
  await complete(name, {});
  const [operation] = await typed.getOperation({ name });
  assert.equal(operation.done, true);
  assert.equal(operation.result, undefined);
  const [response] = await poll(name);
  assert.deepEqual(response, {});
}

async function theOperationNamedSomeUniqueNameKeepsItsPartialWorkflowBatchAndLoggedErrors() {
  const name = 'operations/some/unique/name';
  const rpc = (type, fields) => ({ '@type': `type.googleapis.com/google.rpc.${type}`, ...fields });
  const details = [
    rpc('BadRequest', { fieldViolations: [{ field: 'rows[17].label', description: 'is missing' }] }),
    rpc('PreconditionFailure', { violations: [{ type: 'STEP', subject: 'publish', description: 'waits' }] }),
    rpc('Status', { code: 5, message: 'b.csv is gone.' }),
    rpc('DebugInfo', { stackEntries: ['load', 'parse'], detail: 'as it was logged' }),
  ];
  await create(name);
  await complete(name, { error: { code: 10, message: 'Two of three steps failed.', details } });
  const [{ error }] = await generic.getOperation({ name });
  assert.equal(error.code, Status.ABORTED);
  const [partial, workflow, batch, logged] = error.details.map(({ type_url: url, value }) =>
    types.lookupType(url.replace(/.*\//, '')).decode(value));
  assert.equal(partial.fieldViolations[0].field, 'rows[17].label');
  assert.equal(workflow.violations[0].subject, 'publish');
  assert.equal(batch.message, 'b.csv is gone.');
  assert.deepEqual(logged.stackEntries, ['load', 'parse']);
  // Without types, the client asks for operations%2Fsome%2Fother%2Fname.
  await create('operations/some/other/name');
  const [other] = await plain.getOperation({ name: 'operations/some/other/name' });
  assert.equal(other.name, 'operations/some/other/name');
}

await aGenericOperationIsReadCancelledAndDeleted();
await theWholeServiceIsListedPageByPage();
await anOperationIsPolledUntilItsResult();
await anOperationIsPolledUntilItsError();
await anOperationIsPolledUntilAnErrorWithAnAdditionalCode();
await anOperationWhoseLeaseHasLapsedIsPolledAndListedAsAborted();
await anOperationWhoseResultIsMissingIsDoneWithoutOne();
await theOperationNamedSomeUniqueNameKeepsItsPartialWorkflowBatchAndLoggedErrors();
