// A demo: operations that progress, fail, are cancelled, and whose producer falls silent.

const STEP_MILLIS = 400;
const TYPE = 'type.googleapis.com/operationsgateway.v1.Progress';

const send = (method, target, body) =>
  fetch('/v1/' + target, {
    method,
    headers: {'Content-Type': 'application/json', Accept: 'application/json'},
    body: body && JSON.stringify(body),
  });
const sleep = millis => new Promise(resolve => setTimeout(resolve, millis));

const WORK = [
  {
    verb: 'copy',
    target: 'tables/orders',
    total: 40,
    message: n => `Copying row ${n * 1250}`,
    end: {response: {'@type': 't/Copied', rows: 50_000}},
  },
  {
    verb: 'render',
    target: 'videos/launch',
    total: 45,
    message: n => `Rendering frame ${n * 24}`,
    end: {response: {'@type': 't/Rendered'}},
  },
  {
    verb: 'import',
    target: 'files/customers.csv',
    total: 30,
    stopAt: 17,
    message: n => `Reading line ${n * 800}`,
    end: {
      error: {
        code: 3,
        message: 'Line 13,600 is not valid.',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: [{field: 'email', description: 'Not an address: "n/a".'}],
          },
        ],
      },
    },
  },
  {verb: 'resize', target: 'clusters/eu', total: 50, stopAt: 12, message: n => `Waiting for node ${n}`, cancel: true},
  {
    verb: 'train',
    target: 'models/forecast',
    total: 50,
    stopAt: 9,
    message: n => `Epoch ${n}`,
    lease: '3s',
    silent: true,
  },
  {
    verb: 'backup',
    target: 'databases/main',
    message: () => 'Waiting for a snapshot',
    total: 25,
    hidden: true,
    end: {response: {'@type': 't/Backup'}},
  },
];

/** Starts all of them below a parent of its own, and resolves with the parent once they exist. */
export async function startDemo() {
  const parent = 'demo/' + Date.now().toString(36);
  const responses = await Promise.all(
    WORK.map(work => {
      const query = `operationId=${work.verb}` + (work.lease ? `&lease=${work.lease}` : '');
      return send('POST', `${parent}/operations?${query}`, {metadata: metadata(work, 0)});
    }),
  );
  if (responses.some(response => !response.ok)) throw new Error('The demo could not be started.');
  WORK.forEach((work, i) => setTimeout(() => run(parent, work).catch(() => {}), i * 120));
  return parent;
}

function metadata({verb, target, total, message, hidden}, completed) {
  const units = hidden ? {} : {completedUnits: completed, totalUnits: total};
  return {'@type': TYPE, verb, target, statusMessage: message(completed), ...units};
}

async function run(parent, work) {
  const name = `${parent}/operations/${work.verb}`;
  for (let step = 1; step <= (work.stopAt ?? work.total); step++) {
    await sleep(STEP_MILLIS * (0.6 + 0.8 * Math.random()));
    const response = await send('PATCH', name, {metadata: metadata(work, step)}).catch(() => null);
    // Ended or deleted by somebody else.
    if (response?.status === 400 || response?.status === 404) return;
    if (!response?.ok) step--;
  }
  if (work.cancel) await send('POST', name + ':cancel', {});
  else if (!work.silent) await send('POST', name + ':complete', work.end);
}
