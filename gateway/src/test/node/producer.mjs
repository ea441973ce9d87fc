// The service whose operations the clients follow: it tells the gateway of them by plain requests.

export const root = process.argv[2];

async function send(method, path, body) {
  const response = await fetch(root + path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) {
    throw new Error(`${method} ${path} got ${response.status} ${await response.text()}`);
  }
}

// The name is whole, such as projects/p/operations/1, and the parameters begin with &.
export function create(name, operation = {}, parameters = '') {
  const [, parent, id] = name.match(/^(.*?)operations\/(.+)$/);
  return send('POST', `/v1/${parent}operations?operationId=${id}${parameters}`, operation);
}

export function complete(name, completion) {
  return send('POST', `/v1/${name}:complete`, completion);
}
