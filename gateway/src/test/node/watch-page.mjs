// Runs the script of the page of the gateway, with an EventSource that closes for good on an error status as browsers
// do, through a proxy that answers 502 for a moment. Argument: the root URL of the gateway.
import assert from 'node:assert/strict';
import http from 'node:http';
import vm from 'node:vm';

const root = process.argv[2];
const json = { 'Content-Type': 'application/json' };
const call = async (method, path, body) => {
  const answer = await fetch(root + path, { method, headers: json, body: body && JSON.stringify(body) });
  assert.equal(answer.status, 200, path);
};
const progress = percent => ({ metadata: { '@type': 'type.googleapis.com/example.Progress', percent } });

let outages = 0, requests = 0;
const open = new Set();
const proxy = http.createServer((request, answer) => {
  requests++;
  if (outages > 0) {
    outages--;
    answer.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad Gateway</h1>');
    return;
  }
  const forwarded = http.get(root + request.url, { headers: request.headers }, upstream => {
    answer.writeHead(upstream.statusCode, upstream.headers);
    upstream.pipe(answer);
  });
  open.add(answer);
  answer.on('close', () => { open.delete(answer); forwarded.destroy(); });
}).listen(0, '127.0.0.1');
await new Promise(resolve => proxy.on('listening', resolve));
const base = 'http://127.0.0.1:' + proxy.address().port;

class EventSource {
  static CONNECTING = 0; static OPEN = 1; static CLOSED = 2;
  readyState = 0; listeners = {}; lastId = ''; abort = new AbortController();
  constructor(url) { this.url = url; this.connect(); }
  addEventListener(type, listener) { this.listeners[type] = listener; }
  close() { this.readyState = EventSource.CLOSED; this.abort.abort(); }
  async connect() {
    const headers = { Accept: 'text/event-stream', ...(this.lastId && { 'Last-Event-ID': this.lastId }) };
    try {
      const answer = await fetch(base + this.url, { headers, signal: this.abort.signal });
      if (answer.status !== 200) return this.fail(EventSource.CLOSED);
      this.readyState = EventSource.OPEN;
      this.onopen();
      let text = '';
      for await (const bytes of answer.body.pipeThrough(new TextDecoderStream())) {
        text += bytes;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          this.dispatch(text.slice(0, end));
          text = text.slice(end + 2);
        }
      }
    } catch { /* the connection was cut */ }
    if (this.readyState === EventSource.CLOSED) return;
    this.fail(EventSource.CONNECTING);
    setTimeout(() => this.readyState === EventSource.CLOSED || this.connect(), 50);
  }
  dispatch(block) {
    const field = name => block.split('\n').filter(line => line.startsWith(name + ': ')).map(line => line.slice(name.length + 2))[0];
    this.lastId = field('id') ?? this.lastId;
    const data = field('data');
    if (data === undefined || this.readyState === EventSource.CLOSED) return;
    const event = { data, lastEventId: this.lastId };
    const type = field('event');
    if (type) this.listeners[type]?.(event); else this.onmessage(event);
  }
  fail(state) { this.readyState = state; this.onerror(); }
}

const script = (await (await fetch(root + '/')).text()).match(/<script>([^]*)<\/script>/)[1];
const watch = name => {
  const page = { state: '', items: [] };
  const element = () => ({ appendChild: child => child });
  const document = {
    querySelector: () => ({}),
    createElement: element,
    getElementById: id => id === 'state'
      ? { set textContent(text) { page.state = text; } }
      : { appendChild: item => { page.items.push(item); return item; } },
  };
  vm.runInNewContext(script, {
    document, location: { search: '?name=' + name }, URLSearchParams, EventSource, JSON, Math, console,
    encodeURIComponent, fetch: (url, options) => fetch(base + url, options),
    setTimeout: (action, delay) => setTimeout(action, delay / 20),
  });
  return page;
};
const until = async (what, condition) => {
  for (const end = Date.now() + 15_000; !condition(); await new Promise(resolve => setTimeout(resolve, 10))) {
    assert.ok(Date.now() < end, what + ' has not happened');
  }
};

await call('POST', '/v1/operations?operationId=page', progress(0));
outages = 5;
const page = watch('operations/page');
await until('watching after 502', () => page.items.length === 1 && page.state === 'Watching.');
outages = 4;
open.forEach(answer => answer.destroy());
await call('PATCH', '/v1/operations/page', progress(50));
await until('resuming after 502', () => page.items.length === 2 && page.state === 'Watching.');
await call('POST', '/v1/operations/page:complete', {});
await until('the end', () => page.state === 'Done.');
assert.equal(page.items.length, 3);

const unknown = watch('operations/unknown');
await until('an unknown operation', () => unknown.state.startsWith('The operation cannot be watched: '));
const before = requests;
await new Promise(resolve => setTimeout(resolve, 300));
assert.equal(requests, before);
process.exit(0);
