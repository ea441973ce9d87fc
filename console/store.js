// The operations of the list: what the stream has sent, in the order of the view.

import {watchAll} from '/operations.js';
import {observe} from './connection.js';
import {Row} from './model.js';
import {newest} from './newest.js';

const KEYS = {
  create: () => row => row.create,
  name: () => row => row.name,
  outcome: () => row => row.outcomeText,
  percent: () => row => row.percent ?? -1,
  duration: now => row => row.duration(now),
};
/** The rows of a large list keep their places for longer, so that they can be read. */
const SORT_MILLIS = rows => (rows > 5000 ? 1000 : 100);
const MAX_FIELDS = 200;

/** Events: `frame` at most once for each frame in which something has changed; those of the watch. */
export class OperationStore extends EventTarget {
  rows = new Map();
  order = [];
  /** The rows that are not at their places in the order. */
  moved = new Set();
  /** Paths in the metadata, for completion. */
  fields = new Set();
  sort = {key: 'create', descending: true};
  news = {succeeded: 0, failed: 0, cancelled: 0};
  synced = false;

  /** Watches a parent with a filter. The rows of before stay until the new watch is synced. */
  open(parent, filter) {
    this.lastEventTime = this.watch?.lastEventTime ?? this.lastEventTime;
    this.watch?.close();
    this.synced = false;
    this.stale = new Set(this.rows.keys());
    const watch = (this.watch = watchAll(parent, {filter}));
    watch.addEventListener('changed', ({operation}) => this.put(operation));
    watch.addEventListener('removed', ({name}) => this.remove(name));
    watch.addEventListener('synced', () => {
      this.synced = true;
      this.stale.forEach(name => this.remove(name));
      this.stale.clear();
      this.changed();
    });
    watch.addEventListener('error', ({error}) => this.dispatchEvent(Object.assign(new Event('error'), {error})));
    observe(watch, status => {
      if (watch === this.watch) this.dispatchEvent(Object.assign(new Event('status'), {status}));
    });
    this.readNewest(watch, parent, filter);
  }

  /** The newest operations are the first rows, and the last ones of a stream. They stay if the stream contains them. */
  async readNewest(watch, parent, filter) {
    const operations = await newest(parent, filter);
    if (watch !== this.watch || this.synced) return;
    for (const operation of operations) {
      const {name} = operation;
      if (this.rows.has(name) && !this.stale.has(name)) continue;
      this.put(operation);
      this.stale.add(name);
    }
  }

  put(operation) {
    const {name} = operation,
      row = this.rows.get(name),
      key = KEYS[this.sort.key](Date.now());
    this.stale.delete(name);
    if (row) this.update(row, operation, key);
    else {
      const created = new Row(operation);
      this.rows.set(name, created);
      this.moved.add(created);
      this.addFields(operation.metadata ?? {});
    }
    this.changed();
  }

  update(row, operation, key) {
    const {outcome} = row,
      before = key(row);
    row.show(operation);
    if (this.synced && outcome === 'running' && row.outcome !== 'running') this.news[row.outcome]++;
    if (key(row) !== before) this.moved.add(row);
  }

  addFields(metadata) {
    if (this.fields.size >= MAX_FIELDS) return;
    for (const field of Object.keys(metadata).slice(0, MAX_FIELDS)) {
      if (/^\w+$/.test(field)) this.fields.add('metadata.' + field);
    }
  }

  remove(name) {
    const row = this.rows.get(name);
    if (!row) return;
    this.rows.delete(name);
    this.moved.add(row);
    this.changed();
  }

  sortBy(key) {
    this.sort = {key, descending: this.sort.key === key ? !this.sort.descending : key === 'create'};
    this.sortedAt = 0;
    this.moved = new Set(this.rows.values());
    this.changed();
  }

  changed() {
    this.frame ??= requestAnimationFrame(() => this.render());
  }

  render() {
    this.frame = null;
    const wait = SORT_MILLIS(this.rows.size) - (performance.now() - (this.sortedAt ?? -Infinity));
    if (this.moved.size && wait <= 0) {
      this.reorder();
      this.sortedAt = performance.now();
    } else if (this.moved.size) {
      this.timer ??= setTimeout(() => {
        this.timer = null;
        this.changed();
      }, wait);
    }
    this.dispatchEvent(new Event('frame'));
  }

  /** The rows that have kept their places are in order, so the sort of all merges two runs. */
  reorder() {
    const key = KEYS[this.sort.key](Date.now()),
      sign = this.sort.descending ? -1 : 1;
    const compare = (one, other) => {
      const a = key(one),
        b = key(other);
      return sign * (a < b ? -1 : a > b ? 1 : 0) || (one.name < other.name ? -1 : 1);
    };
    const kept = this.order.filter(row => !this.moved.has(row)),
      moved = [...this.moved].filter(row => this.rows.get(row.name) === row);
    this.order = [...kept, ...moved.sort(compare)].sort(compare);
    this.moved.clear();
  }

  /** Returns the place of an operation; -1 if it has none. */
  indexOf(name) {
    return this.order.indexOf(this.rows.get(name));
  }

  /** Returns the row at a place; undefined if it has just been removed. */
  at(index) {
    const row = this.order[index];
    return row && this.rows.get(row.name) === row ? row : undefined;
  }
}
