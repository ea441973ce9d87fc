// Watches of operations, with one connection for all tabs. operations.d.ts describes the exports.

const MAX_NAMES = 100;
const MAX_PENDING = 1000;
const CHECK_MILLIS = 5_000;

const settings = {base: new URL('.', import.meta.url).href.replace(/\/$/, ''), ticket: null};

export function configure({base = settings.base, ticket = settings.ticket}) {
  Object.assign(settings, {base: base.replace(/\/$/, ''), ticket});
}

export class OperationsError extends Error {
  constructor(error = {}, operation = null) {
    super(error.message || 'The request has failed.');
    Object.assign(this, {name: 'OperationsError', code: 0, status: '', details: [], operation}, error);
  }
}

export const watch = (name, options = {}) => new OperationWatch(name, options);

export const watchAll = (parent = '', options = {}) => new CollectionWatch(parent, options);

export async function operation(name, options = {}) {
  for await (const state of watch(name, options)) {
    if (state.done) {
      if (state.error) throw new OperationsError(state.error, state);
      return state;
    }
  }
  options.signal.throwIfAborted();
}

export function progress({metadata = {}} = {}) {
  const inner = metadata?.progress, parts = [metadata, inner].filter(part => part && typeof part === 'object');
  const number = value => {
    const parsed = typeof value === 'string' && value.trim() ? Number(value) : value;
    return Number.isFinite(parsed) ? parsed : undefined;
  };
  const first = (fields, read) => {
    for (const part of parts) for (const field of fields) if (read(part[field]) !== undefined) return read(part[field]);
  };
  const text = value => typeof value === 'string' && value || undefined;
  const words = (...fields) => fields.map(field => text(metadata?.[field])).find(Boolean);
  const time = value => text(value) && !Number.isNaN(Date.parse(value)) ? new Date(value) : undefined;
  const units = parts.map(unitsOf).find(Boolean);
  const percent = first(['progressPercent', 'progressPercentage'], number)
    ?? (units && 100 * units.completed / units.total);
  return {
    percent: percent === undefined ? undefined : Math.min(100, Math.max(0, percent)),
    completed: units?.completed,
    total: units?.total,
    message: words('statusMessage', 'statusDetail'),
    stage: words('stage', 'state'),
    startTime: first(['startTime', 'createTime', 'submitTime'], time),
    endTime: first(['endTime'], time),
    verb: words('verb'),
    target: words('target'),
  };

  function unitsOf(part) {
    const fields = Object.keys(part).filter(field => /^(completed|processed|translated|finished)[A-Z]/.test(field));
    const totalOf = field => field.replace(/^[a-z]+/, 'total');
    const order = field => totalOf(field) === 'totalUnits' ? '' : totalOf(field) + field;
    fields.sort((a, b) => order(a) < order(b) ? -1 : 1);
    for (const field of ['workCompleted', ...fields]) {
      const completed = number(part[field]);
      const total = number(part[field === 'workCompleted' ? 'workTotal' : totalOf(field)]);
      if ([completed, total].every(Number.isInteger) && total > 0 && completed >= 0) return {completed, total};
    }
  }
}

const path = name => '/v1/' + name.split('/').map(encodeURIComponent).join('/');
const collection = parent => (parent ? parent + '/' : '') + 'operations';
const query = parameters => {
  const all = new URLSearchParams(parameters.filter(([, value]) => value)).toString();
  return all && '?' + all;
};
const jitter = millis => millis * (0.5 + Math.random() / 2);
const delay = failures => jitter(Math.min(30_000, 500 * 2 ** failures));
const pause = failures => new Promise(resolve => setTimeout(resolve, delay(failures)));

/** Returns undefined if the gateway is away or overloaded. */
async function get(target) {
  const response = await fetch(settings.base + target, {headers: {Accept: 'application/json'}}).catch(() => null);
  const body = response && await response.json().catch(() => null);
  if (response?.ok) return body;
  if (response?.status < 500 && ![408, 429].includes(response.status)) {
    throw new OperationsError(body?.error ?? {code: response.status, message: `The answer is ${response.status}.`});
  }
}

/** One EventSource after another, each from the last id on. */
class Stream {
  constructor(target, parameters, probe, ticketFor, report) {
    Object.assign(this, {target, parameters, probe, ticketFor, report, id: '', failures: 0});
    this.open();
    this.timer = setInterval(() => this.check(), CHECK_MILLIS);
    addEventListener('online', this.wake = () => this.open());
  }

  async open() {
    if (this.connected) this.is('resuming');
    this.source?.close();
    clearTimeout(this.retry);
    this.heard = this.checked = Date.now();
    const attempt = this.attempt = {};
    try {
      const ticket = this.ticketFor && await settings.ticket(this.ticketFor);
      if (this.closed || attempt !== this.attempt) return;
      const all = [...this.parameters, ['ticket', ticket], ['lastEventId', this.id]];
      const source = this.source = new EventSource(settings.base + this.target + query(all));
      source.onopen = () => {
        if (!this.id) this.report('begin');
        this.is('connected');
      };
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) this.refused();
        else this.is(this.connected ? 'resuming' : 'offline');
      };
      for (const type of 'message synced bookmark removed reset deleted done overloaded'.split(' ')) {
        source.addEventListener(type, event => this.receive(type, event));
      }
    } catch (failure) {
      if (failure instanceof OperationsError) this.fail(failure); else this.refused();
    }
  }

  is(status) {
    this.connected = status === 'connected';
    this.late = false;
    if (!this.old) this.report(status);
  }

  receive(type, event) {
    this.heard = Date.now();
    this.full = type === 'overloaded';
    this.failures = 0;
    if (event.lastEventId) this.id = event.lastEventId;
    if (/deleted|done/.test(type)) this.close();
    this.report(type, event.data);
  }

  /** An error status, such as 502, has closed the EventSource for good. */
  async refused() {
    const attempt = this.attempt;
    this.is('offline');
    try {
      if (this.probe) await get(this.probe);
    } catch (failure) {
      if (attempt === this.attempt && (this.keys.length < 2 || failure.code === 401)) return this.fail(failure);
    }
    if (this.closed || attempt !== this.attempt) return;
    this.retry = setTimeout(() => this.open(), delay(this.failures++));
  }

  /** After sleep, a connection can be dead without an error; a gateway can be silent. Hidden tabs check each minute. */
  check() {
    if (this.late) this.is('offline');
    this.late = !this.connected && !this.full;
    const now = Date.now(), slept = now - this.checked > 24 * CHECK_MILLIS;
    this.checked = now;
    if ((slept || now - this.heard > jitter(180_000)) && this.source?.readyState === EventSource.OPEN) this.open();
  }

  fail(failure) {
    this.close();
    this.report('error', JSON.stringify({...failure, message: failure.message}));
  }

  close() {
    this.closed = true;
    this.source?.close();
    clearTimeout(this.retry);
    clearInterval(this.timer);
    removeEventListener('online', this.wake);
  }
}

/** The streams of all tabs, which one of them keeps, the leader. */
class Hub {
  constructor() {
    this.scope = 'operations ' + settings.base + ' ';
    this.tab = Math.random();
    this.local = new Map();
    this.asked = new Set();
    this.wanted = new Map();
    this.streams = new Map();
    this.dirty = new Set();
    this.ready = this.elect().catch(() => this.leads = true);
  }

  /** Fails where locks are absent or blocked: then each tab leads, and none posts. */
  async elect() {
    const channel = new BroadcastChannel(this.scope);
    channel.onmessage = ({data}) => this.receive(data);
    await new Promise((held, fail) => hold(this.scope + this.tab, held).catch(fail));
    this.channel = channel;
    hold(this.scope, () => {
      this.leads = true;
      this.post({type: 'leader'});
      this.receive({type: 'leader'});
    });
  }

  receive({type, tab, key, data, from}) {
    if (type === 'leader') this.asked.forEach(wanted => this.ask(wanted));
    else if (!/want|leave/.test(type)) {
      this.local.get(key)?.forEach(watch => watch.receive(type, data, from));
    } else if (this.leads) this[type](tab, key);
  }

  post(message) {
    this.channel?.postMessage(message);
  }

  listen(watch) {
    this.local.set(watch.key, (this.local.get(watch.key) ?? new Set()).add(watch));
  }

  ask(key) {
    this.asked.add(key);
    this.send({type: 'want', tab: this.tab, key});
  }

  quit(watch) {
    const {key} = watch, watches = this.local.get(key);
    if (!watches?.delete(watch) || watches.size) return;
    this.local.delete(key);
    if (this.asked.delete(key)) this.send({type: 'leave', tab: this.tab, key});
  }

  send(message) {
    if (this.leads) this.receive(message); else this.post(message);
  }

  want(tab, key) {
    if (tab !== this.tab && !this.wanted.has(tab)) {
      navigator.locks.request(this.scope + tab, () => {
        for (const gone of this.wanted.get(tab) ?? []) this.leave(tab, gone);
        this.wanted.delete(tab);
      });
    }
    this.wanted.set(tab, (this.wanted.get(tab) ?? new Set()).add(key));
    const group = streamOf(key);
    // The first state of a name is that of a GET: it needs no snapshot.
    const stream = group === NAMES && this.streams.get(group)?.find(({keys, old}) => !old && keys.includes(key));
    if (!stream) this.renewSoon(group); else if (stream.connected) stream.report('connected');
  }

  leave(tab, key) {
    const group = streamOf(key);
    this.wanted.get(tab)?.delete(key);
    const serves = this.streams.get(group)?.some(stream => stream.connected);
    if (!serves || !this.members(group).length) this.renewSoon(group);
  }

  members(group) {
    return [...new Set([...this.wanted.values()].flatMap(all => [...all]))].filter(key => streamOf(key) === group);
  }

  renewSoon(group) {
    this.dirty.add(group);
    this.pending ??= setTimeout(() => this.renew(), 20);
  }

  /** Replaces streams that somebody has joined; the old one ends after the snapshot of the new one. */
  renew() {
    this.pending = null;
    for (const group of this.dirty) {
      const members = this.members(group), fresh = [];
      const old = this.streams.get(group) ?? [];
      old.forEach(stream => stream.old = true);
      let waiting = Math.ceil(members.length / MAX_NAMES) || 1;
      const synced = () => {
        if (--waiting) return;
        old.forEach(stream => stream.close());
        this.streams.set(group, this.streams.get(group).filter(stream => !stream.closed));
      };
      for (let from = 0; from < members.length; from += MAX_NAMES) {
        const keys = members.slice(from, from + MAX_NAMES);
        fresh.push(Object.assign(this.open(group, keys, synced), {keys}));
      }
      this.streams.set(group, [...fresh, ...old]);
      if (!fresh.length) synced();
    }
    this.dirty.clear();
  }

  open(group, keys, synced) {
    const {name, parent, filter} = JSON.parse(keys[0]);
    const from = Math.random();
    const to = (type, data) => {
      if (type === 'synced' || (type === 'message' && name && group !== NAMES)) synced();
      const only = group === NAMES && /message|removed/.test(type) && keyOf(JSON.parse(data).name);
      for (const key of only ? [only] : keys) {
        this.receive({type, key, data, from});
        this.post({type, key, data, from});
      }
    };
    if (group === NAMES) {
      const names = keys.map(key => ['name', JSON.parse(key).name]);
      return new Stream('/v1/operations', [...names, ['view', 'FULL']], path(name), null, to);
    }
    const resource = name ?? collection(parent);
    const parameters = [['filter', filter], ['view', 'FULL']];
    const probe = settings.ticket ? null : path(resource) + query([...parameters, ['pageSize', 1]]);
    return new Stream(path(resource), parameters, probe, settings.ticket && {name: resource, filter}, to);
  }
}

const NAMES = 'names';
const hold = (lock, action) => navigator.locks.request(lock, () => new Promise(() => action()));
const keyOf = name => JSON.stringify({name});
const streamOf = key => !settings.ticket && JSON.parse(key).name ? NAMES : key;
let hub;

class Watch extends EventTarget {
  constructor(spec, {signal} = {}) {
    super();
    this.key = JSON.stringify(spec);
    this.pending = [];
    this.known = new Map();
    this.status = 'connecting';
    signal?.addEventListener('abort', () => this.close());
    this.ended = signal?.aborted;
    queueMicrotask(() => this.ended || this.start().catch(failure => this.end(failure)));
  }

  async start() {
    hub ??= new Hub();
    hub.listen(this);
    await this.prepare();
    await hub.ready;
    if (!this.ended) hub.ask(this.key);
  }

  prepare() {}

  isNew({name, gateway = {}}) {
    const last = this.known.get(name), life = gateway.createTime ?? '', revision = Number(gateway.revision ?? 0);
    const newer = !last || life > last.life || life === last.life && revision > last.revision;
    if (newer) this.known.set(name, {life, revision});
    return newer;
  }

  receive(type, data, from) {
    if (this.ended) return;
    if (/connected|resuming|offline/.test(type)) return this.emit('status', {status: this.status = type});
    const value = data ? JSON.parse(data) : {};
    this.count(type, value.name, from);
    if (type === 'begin') return;
    this.lastEventTime = Date.now();
    if (type === 'error') this.end(new OperationsError(value));
    else if (type === 'overloaded') this.emit(type, value);
    else this.accept(type, value);
  }

  /** The first bookmark after a snapshot covers what it leaves out, because it has changed meanwhile. */
  count(type, name, from) {
    const {names} = this, isOwn = from === this.from;
    if (type === 'begin' || type === 'reset' && (isOwn || !names)) {
      Object.assign(this, {from, names: new Set(), whole: false});
    } else if (names && isOwn) {
      if (type === 'message') names.add(name);
      if (type === 'synced') this.whole = true;
      if (type === 'bookmark' && this.whole) {
        this.names = null;
        this.complete(names);
      }
    }
  }

  emit(type, detail) {
    this.dispatchEvent(Object.assign(new Event(type), detail));
  }

  push(value, name) {
    if (!this.iterated) return;
    if (this.pending.length >= MAX_PENDING) {
      const earlier = this.pending.findIndex(entry => entry.name === name);
      if (earlier >= 0) this.pending.splice(earlier, 1);
    }
    this.pending.push({value, name});
    this.notify?.();
  }

  end(failure) {
    if (this.ended) return;
    this.ended = true;
    this.failure = failure;
    hub?.quit(this);
    if (failure) this.emit('error', {error: failure});
    this.notify?.();
  }

  close() {
    this.end();
  }

  async *[Symbol.asyncIterator]() {
    this.iterated = true;
    try {
      for (;;) {
        while (this.pending.length) yield this.pending.shift().value;
        if (this.failure) throw this.failure;
        if (this.ended) return;
        await new Promise(resolve => this.notify = resolve);
      }
    } finally {
      this.close();
    }
  }
}

class OperationWatch extends Watch {
  constructor(name, options) {
    super({name}, options);
    this.name = name;
  }

  /** A GET tells unknown, gone and forbidden names apart. */
  async prepare() {
    for (let failures = 0; !settings.ticket && !this.ended; failures++) {
      const state = await get(path(this.name) + '?view=FULL');
      if (state) return this.ended || this.accept('message', state);
      this.receive('offline');
      await pause(failures);
    }
  }

  accept(type, value) {
    if (type === 'message') {
      if (!this.isNew(value)) return;
      this.state = value;
      this.push(value, value.name);
      this.emit('state', {operation: value});
      if (value.done) {
        this.emit('done', {operation: value});
        this.end();
      }
    } else if (/removed|deleted/.test(type)) {
      this.emit('deleted', {});
      this.end(new OperationsError({code: 5, status: 'NOT_FOUND', message: `The operation ${this.name} was deleted.`}));
    } else if (type === 'reset') {
      this.known.clear();
      this.emit(type, value);
    }
  }

  complete(names) {
    if (!names.has(this.name)) this.prepare().catch(failure => this.end(failure));
  }
}

class CollectionWatch extends Watch {
  constructor(parent, options) {
    super({parent, filter: options.filter || ''}, options);
  }

  accept(type, value) {
    if (type === 'message') {
      if (this.isNew(value)) this.change('changed', {operation: value}, value.name);
    } else if (type === 'removed') {
      this.remove(value.name);
    } else if (type === 'reset') {
      this.known.forEach(last => last.life = '');
      this.synced = false;
      this.change(type, value);
    }
  }

  complete(names) {
    for (const name of this.known.keys()) if (!names.has(name)) this.remove(name);
    if (!this.synced) this.change('synced', {});
    this.synced = true;
  }

  remove(name) {
    if (this.known.delete(name)) this.change('removed', {name}, name);
  }

  change(type, detail, name = type) {
    this.push({type, ...detail}, name);
    this.emit(type, detail);
  }
}

if (globalThis.customElements && !customElements.get('operation-progress')) {
  customElements.define('operation-progress', class extends HTMLElement {
    static observedAttributes = ['name'];

    attributeChangedCallback() {
      if (this.isConnected) this.connectedCallback();
    }

    connectedCallback() {
      const root = this.shadowRoot ?? this.attachShadow({mode: 'open'});
      const bar = Object.assign(document.createElement('progress'), {max: 100, part: 'bar'});
      const text = Object.assign(document.createElement('span'), {part: 'text'});
      root.replaceChildren(bar, ' ', text);
      this.watch?.close();
      const name = this.getAttribute('name');
      if (!name) return;
      const show = (state, words) => {
        this.removeAttribute('offline');
        this.setAttribute('state', state);
        text.textContent = words;
      };
      bar.ariaLabel = name;
      this.watch = watch(name);
      this.watch.addEventListener('state', ({operation: current}) => {
        const {percent, message, stage} = progress(current), {done, error} = current, value = done ? 100 : percent;
        if (value === undefined) bar.removeAttribute('value'); else bar.value = value;
        const state = !done ? 'running' : !error ? 'succeeded' : error.code === 1 ? 'cancelled' : 'failed';
        show(state, error ? `${state}: ${error.message}` : done ? state : message ?? stage ?? state);
      });
      this.watch.addEventListener('status', ({status}) => this.toggleAttribute('offline', status !== 'connected'));
      this.watch.addEventListener('error', ({error}) => show('unknown', error.message));
    }

    disconnectedCallback() {
      this.watch?.close();
    }
  });
}
