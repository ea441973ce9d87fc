// One operation: its state, its result, its history, and what can be done with it.

import {progress, watch} from '/operations.js';
import {WORDS, observe} from './connection.js';
import {codeName, estimatedEnd, outcomeOf, outcomeText, parentOf, short, span, typeOf} from './model.js';
import {may} from './session.js';
import {changes, chart, describe, read, revisionOf} from './timeline.js';

const MAX_JSON = 100_000;
const MAX_SHOWN = 100;
const MAX_LIVE = 2000;
const DELETED = 'This operation was deleted.';
/** The code with which a watch ends after its event `deleted`; other codes are those of HTTP. */
const NOT_FOUND = 5;

const panel = document.getElementById('detail');
const confirmation = document.getElementById('confirm');

const path = name => '/v1/' + name.split('/').map(encodeURIComponent).join('/');
/** Other names are paths of other things: a browser resolves the segments `.` and `..`. */
function isName(name) {
  const segments = name.split('/'),
    at = segments.indexOf('operations');
  return at >= 0 && at < segments.length - 1 && !segments.some(segment => ['', '.', '..'].includes(segment));
}

/** Quotes a text for a shell. */
const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;

/** Creates an element with its children; texts are never markup. */
function element(tag, properties = {}, ...children) {
  const created = Object.assign(document.createElement(tag), properties);
  created.append(...children.filter(child => child !== null && child !== undefined));
  return created;
}

export class Detail {
  constructor(onClose, onParent, onError) {
    this.onClose = onClose;
    this.onParent = onParent;
    this.onError = onError;
  }

  open(name) {
    this.close();
    this.name = name;
    this.revisions = [];
    this.state = this.failure = this.lease = null;
    this.connection = 'connecting';
    this.leaseRead = 0;
    this.more = false;
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.replaceChildren(element('p', {textContent: 'Loading …'}));
    const controller = (this.controller = new AbortController());
    if (!isName(name)) {
      this.ended('This is not the name of an operation.');
      return;
    }
    // What the watch of an earlier operation still tells is not shown.
    const own = {signal: controller.signal};
    this.watch = watch(name, own);
    this.watch.addEventListener('state', ({operation}) => this.changed(operation), own);
    this.watch.addEventListener('deleted', () => this.ended(DELETED), own);
    this.watch.addEventListener('error', ({error}) => this.failed(error), own);
    observe(this.watch, status => {
      if (controller.signal.aborted) return;
      this.connection = status;
      this.draw();
    });
    this.load(controller.signal);
    this.timer = setInterval(() => this.draw(), 1000);
  }

  /** A grant may be withdrawn, and an operation be gone without an event, after states of it were shown. */
  failed(error) {
    if (error.code === 401) this.onError(error);
    else if (error.code !== NOT_FOUND) this.ended(this.state && error.code === 404 ? DELETED : this.reasonOf(error));
  }

  /** An illegal name, an unknown operation and a forbidden one are different things. */
  reasonOf({code, message}) {
    const kind = {
      400: 'This is not the name of an operation.',
      403: 'You have no grant to see this operation.',
      404: 'There is no such operation.',
    }[code];
    return kind ? `${kind} ${message}` : message;
  }

  async load(signal) {
    try {
      const {revisions, more} = await read(path(this.name), signal);
      const known = new Set(revisions.map(({number}) => number));
      this.revisions = [...revisions, ...this.revisions.filter(({number}) => !known.has(number))];
      this.more = more;
    } catch (failure) {
      if (signal.aborted) return;
      this.historyFailure = failure.message;
    }
    this.draw();
  }

  changed(operation) {
    this.state = operation;
    const {revision, updateTime} = operation.gateway ?? {};
    const last = this.revisions.at(-1);
    if (!last || Number(revision) > last.number) this.revisions.push(revisionOf(revision, updateTime, operation));
    if (this.revisions.length > MAX_LIVE && !this.more) this.revisions.splice(1, this.revisions.length - MAX_LIVE);
    this.draw();
  }

  ended(text) {
    this.failure = text;
    clearInterval(this.timer);
    this.draw();
  }

  close() {
    this.controller?.abort();
    clearInterval(this.timer);
    cancelAnimationFrame(this.frame);
    this.frame = this.historyFailure = null;
    panel.hidden = true;
  }

  /** Draws at most once for each frame, however fast the operation changes. */
  draw() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.renderParts();
    });
  }

  render() {
    const title = element('h2', {textContent: this.name});
    const parent = parentOf(this.name);
    const close = element('button', {type: 'button', textContent: 'Close', onclick: () => this.onClose()});
    const siblings =
      parent &&
      element('button', {
        type: 'button',
        textContent: `All of ${short(parent, 60)}`,
        onclick: () => this.onParent(parent),
      });
    this.parts = {
      state: element('div'),
      actions: element('div', {className: 'bar'}),
      result: element('div'),
      timeline: element('div'),
      raw: element('div'),
    };
    panel.replaceChildren(
      title,
      element('div', {className: 'bar'}, close, siblings || null),
      ...Object.values(this.parts),
    );
    this.actionsOf = this.shown = null;
    this.renderParts();
  }

  /** Replaces what has changed only: the keyboard and the scroll bars keep their places. */
  renderParts() {
    if (!this.parts?.state.isConnected) return this.render();
    const {state, failure, parts} = this,
      notice = this.notice();
    parts.state.classList.toggle('stale', Boolean(state && notice));
    parts.state.replaceChildren(
      ...(failure ? [element('p', {className: 'failure', textContent: failure})] : []),
      ...(notice ? [element('p', {className: 'notice', textContent: notice})] : []),
      ...(state ? [this.summary(state)] : []),
    );
    if (!state) return;
    const actions = failure ? 'none' : outcomeOf(state);
    if (actions !== this.actionsOf) {
      this.actionsOf = actions;
      parts.actions.replaceChildren(...this.actions(actions));
    }
    const isNew = this.shown !== state;
    this.shown = state;
    if (isNew) parts.result.replaceChildren(...this.result(state));
    if (isNew || this.drawn !== this.revisions.length) {
      this.drawn = this.revisions.length;
      parts.timeline.replaceChildren(...this.timeline());
      const open = parts.raw.querySelector('details')?.open;
      parts.raw.replaceChildren(this.raw(state));
      if (open) parts.raw.querySelector('details').open = true;
    }
  }

  /** What may be out of date does not look live. A done operation stays as it is. */
  notice() {
    if (this.failure || this.state?.done || ['connecting', 'connected'].includes(this.connection)) return null;
    return WORDS[this.connection] + (this.state ? ' This may be out of date.' : '');
  }

  summary(state) {
    const now = Date.now(),
      read = progress(state),
      {gateway = {}} = state;
    const create = Date.parse(gateway.createTime ?? ''),
      end = Date.parse(gateway.endTime ?? '');
    const estimate = state.done ? undefined : estimatedEnd(read, create, now);
    const rows = [
      ['State', element('span', {className: 'outcome ' + outcomeOf(state), textContent: outcomeText(state)})],
      [
        'Progress',
        read.percent === undefined
          ? null
          : element(
              'span',
              {},
              Object.assign(document.createElement('progress'), {max: 100, value: read.percent, ariaLabel: 'Progress'}),
              ` ${Math.floor(read.percent)} %` + (read.total ? ` (${read.completed} of ${read.total})` : ''),
            ),
      ],
      ['Message', read.message],
      ['Stage', read.stage],
      ['Work', [read.verb, read.target].filter(Boolean).join(' ')],
      ['Type', typeOf(state.metadata)],
      ['Created', create ? `${new Date(create).toLocaleString()}, ${span(now - create)} ago` : null],
      ['Duration', create ? span((end || now) - create) : null],
      ['Finish', estimate ? `in about ${span(estimate - now)}` : null],
      ['Lease', this.leaseText(now)],
      ['Kept until', gateway.expireTime ? new Date(gateway.expireTime).toLocaleString() : null],
      ['Ended by', gateway.reason],
    ];
    return element(
      'dl',
      {},
      ...rows
        .filter(([, value]) => value)
        .flatMap(([term, value]) => [
          element('dt', {textContent: term}),
          element('dd', {}, typeof value === 'string' ? short(value, 2000) : value),
        ]),
    );
  }

  /** A stream has no lease, because a heartbeat adds no revision: the time is that of a GET. */
  leaseText(now) {
    if (this.state.done) return null;
    if (now - this.leaseRead > 10_000) {
      this.leaseRead = now;
      // Aborted when another operation is opened, whose lease it is not.
      const {signal} = this.controller;
      fetch(path(this.name) + '?view=FULL', {headers: {Accept: 'application/json'}, signal})
        .then(response => (response.ok ? response.json() : {}))
        .then(({gateway: read}) => signal.aborted || (this.lease = read?.leaseExpireTime))
        .catch(() => {});
    }
    if (!this.lease) return null;
    const left = Date.parse(this.lease) - now;
    return left > 0 ? `lapses in ${span(left)} without a heartbeat` : 'waits for a heartbeat';
  }

  actions(outcome) {
    const parent = parentOf(this.name),
      buttons = [];
    const add = (permission, text, question, send) => {
      if (may(permission, parent)) {
        buttons.push(
          element('button', {
            type: 'button',
            textContent: text,
            className: 'danger',
            onclick: () => this.confirm(text, question, send),
          }),
        );
      }
    };
    if (outcome === 'running') {
      add('cancel', 'Cancel', 'The operation is asked to stop.', () => ['POST', ':cancel']);
    }
    if (outcome !== 'none') {
      add(
        'delete',
        'Delete',
        'The operation and its history are removed. A worker that still runs is not stopped.',
        () => ['DELETE', ''],
      );
    }
    const url = location.origin + path(this.name);
    buttons.push(
      this.copy('Copy curl', `curl -N ${quoted(url)} -H 'Accept: text/event-stream'`),
      this.copy('Copy EventSource', `new EventSource(${JSON.stringify(url)})`),
    );
    return buttons;
  }

  copy(text, line) {
    return element('button', {
      type: 'button',
      textContent: text,
      title: line,
      onclick: async ({target}) => {
        await navigator.clipboard?.writeText(line);
        target.textContent = 'Copied';
        setTimeout(() => (target.textContent = text), 1500);
      },
    });
  }

  async confirm(action, question, request) {
    const title = document.getElementById('confirm-title'),
      text = document.getElementById('confirm-text');
    title.textContent = `${action} this operation?`;
    text.textContent = `${this.name}\n${question}`;
    confirmation.querySelector('[value=yes]').textContent = action;
    confirmation.returnValue = 'no';
    confirmation.showModal();
    await new Promise(resolve => confirmation.addEventListener('close', resolve, {once: true}));
    if (confirmation.returnValue !== 'yes') return;
    const [method, suffix] = request();
    const response = await fetch(path(this.name) + suffix, {method, headers: {Accept: 'application/json'}}).catch(
      () => null,
    );
    if (response?.ok) return;
    const error = (await response?.json().catch(() => null))?.error;
    if (error?.code === 401) this.onError(error);
    else alert(error?.message ?? 'The gateway is not available. Nothing was changed, or its answer was lost.');
  }

  result({error, response}) {
    if (error) return [this.failureOf(error)];
    return response ? [element('h3', {textContent: 'Response'}), element('pre', {textContent: json(response)})] : [];
  }

  failureOf({code, message = '', details = []}) {
    const lines = details.flatMap(detail => {
      const kind = typeOf(detail);
      if (kind === 'BadRequest')
        return (detail.fieldViolations ?? []).map(({field, description}) => `${field}: ${description}`);
      if (kind === 'ErrorInfo') return [`${detail.reason} (${detail.domain})`];
      if (kind === 'RetryInfo') return [`Retry after ${detail.retryDelay}`];
      if (kind === 'LocalizedMessage') return [detail.message];
      return [short(JSON.stringify(detail), 1000)];
    });
    return element(
      'div',
      {className: 'failure'},
      element('strong', {textContent: codeName(code)}),
      element('p', {textContent: short(message, 5000)}),
      element('ol', {}, ...lines.slice(0, 100).map(line => element('li', {textContent: short(String(line), 1000)}))),
    );
  }

  timeline() {
    const {revisions} = this,
      state = this.state,
      now = Date.now();
    const estimate = state.done
      ? undefined
      : estimatedEnd(progress(state), Date.parse(state.gateway?.createTime ?? ''), now);
    const items = revisions
      .slice(-MAX_SHOWN)
      .reverse()
      .map((revision, i) => {
        const before = revisions[revisions.length - 2 - i],
          item = element(
            'li',
            {},
            element('strong', {textContent: `${revision.number} ${describe(revision, before)}`}),
            element('time', {
              dateTime: new Date(revision.time).toISOString(),
              textContent: new Date(revision.time).toLocaleString(),
            }),
          );
        if (before) this.differences(item, changes(before.operation, revision.operation));
        return item;
      });
    const note =
      this.historyFailure ??
      (this.more
        ? 'Only the first revisions are shown: the history is longer.'
        : revisions.length > MAX_SHOWN
          ? `The latest ${MAX_SHOWN} of ${revisions.length} revisions.`
          : '');
    return [
      element('h3', {textContent: 'Timeline'}),
      chart(revisions, estimate),
      note && element('p', {textContent: note}),
      element('ol', {}, ...items),
    ].filter(Boolean);
  }

  differences(item, {shown, more}) {
    for (const {path: member, before, after} of shown) {
      item.append(
        element(
          'div',
          {},
          `${member}: `,
          before === undefined ? null : element('del', {textContent: before}),
          ' ',
          after === undefined ? null : element('ins', {textContent: after}),
        ),
      );
    }
    if (more) item.append(element('div', {textContent: `and ${more} more`}));
  }

  raw(state) {
    return element(
      'details',
      {},
      element('summary', {textContent: 'JSON'}),
      element('pre', {textContent: json(state)}),
    );
  }
}

/** A payload can have a megabyte: the browser lays out the beginning only. */
function json(value) {
  const text = JSON.stringify(value, null, 2);
  return text.length > MAX_JSON ? `${text.slice(0, MAX_JSON)}\n… ${text.length - MAX_JSON} further characters` : text;
}
