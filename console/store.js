// The operations of the list: what the stream has sent, in the order of the view.

import {watchAll} from '/operations.js';
import {Row} from './model.js';

const KEYS = {
  create: row => row.create,
  name: row => row.name,
  outcome: row => row.outcomeText,
  percent: row => row.percent ?? -1,
  duration: row => row.duration(Date.now()),
};
/** Sorting a large list takes longer than a frame, so it is done less often. */
const SORT_MILLIS = rows => (rows > 5000 ? 1000 : 100);

/** Events: `frame` at most once for each frame in which something has changed; those of the watch. */
export class OperationStore extends EventTarget {
  rows = new Map();
  order = [];
  sort = {key: 'create', descending: true};
  news = {succeeded: 0, failed: 0, cancelled: 0};
  synced = false;

  /** Watches a parent with a filter. The rows of before stay until the new watch is synced. */
  open(parent, filter) {
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
      this.changed(true);
    });
    for (const type of ['status', 'overloaded', 'error']) {
      watch.addEventListener(type, ({status, reason, error}) =>
        this.dispatchEvent(Object.assign(new Event(type), {status, reason, error})),
      );
    }
  }

  put(operation) {
    const before = this.rows.get(operation.name),
      row = new Row(operation);
    this.stale.delete(operation.name);
    this.rows.set(operation.name, row);
    if (this.synced && before?.outcome === 'running' && row.outcome !== 'running') this.news[row.outcome]++;
    // A new row keeps its place in the array; only a new name, or another key, needs a new order.
    this.changed(!before || KEYS[this.sort.key](before) !== KEYS[this.sort.key](row));
  }

  remove(name) {
    if (this.rows.delete(name)) this.changed(true);
  }

  sortBy(key) {
    this.sort = {key, descending: this.sort.key === key ? !this.sort.descending : key === 'create'};
    this.sortedAt = 0;
    this.changed(true);
  }

  changed(reorder) {
    this.unsorted ||= reorder;
    this.frame ??= requestAnimationFrame(() => this.render());
  }

  render() {
    this.frame = null;
    const now = performance.now(),
      wait = SORT_MILLIS(this.rows.size) - (now - (this.sortedAt ?? -Infinity));
    if (this.unsorted && wait <= 0) {
      this.reorder();
      this.sortedAt = performance.now();
      this.unsorted = false;
    } else if (this.unsorted) {
      this.timer ??= setTimeout(() => {
        this.timer = null;
        this.changed(false);
      }, wait);
    }
    this.dispatchEvent(new Event('frame'));
  }

  reorder() {
    const key = KEYS[this.sort.key],
      sign = this.sort.descending ? -1 : 1;
    const keyed = [...this.rows.values()].map(row => [key(row), row]);
    keyed.sort(([a, one], [b, other]) => sign * (a < b ? -1 : a > b ? 1 : 0) || (one.name < other.name ? -1 : 1));
    this.order = keyed.map(([, row]) => row.name);
  }

  /** Returns the row at a place; undefined if it has just been removed. */
  at(index) {
    return this.rows.get(this.order[index]);
  }
}
