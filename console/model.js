// What an operation says about itself, in words.

import {progress} from '/operations.js';

const CODES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];
const MAX_CELL = 300;

export const codeName = code => CODES[code] ?? `code ${code}`;

/** Returns `running`, `succeeded`, `failed` or `cancelled`. */
export function outcomeOf({done, error}) {
  if (!done) return 'running';
  return error ? (error.code === 1 ? 'cancelled' : 'failed') : 'succeeded';
}

export function outcomeText(operation) {
  const outcome = outcomeOf(operation);
  if (outcome === 'failed') return codeName(operation.error.code);
  if (outcome === 'running' && operation.gateway?.cancelRequested) return 'Cancelling';
  return outcome[0].toUpperCase() + outcome.slice(1);
}

export const typeOf = payload => (payload?.['@type'] ?? '').replace(/^.*[/.]/, '');
export const parentOf = name => name.replace(/(^|\/)operations\/.*$/s, '');
export const idOf = name => name.replace(/^(.*?\/)?operations\//s, '');

/** The first characters: a cell does not need more, and the browser would lay out all of them. */
export const short = (text, max = MAX_CELL) =>
  text.length > max ? [...text.slice(0, max)].slice(0, -1).join('') + '…' : text;

/** What a row of the list shows. It keeps no payload: a megabyte for each operation would fill the memory. */
export class Row {
  version = 0;

  constructor(operation) {
    this.name = operation.name;
    this.show(operation);
  }

  /** Shows another state. */
  show(operation) {
    const read = progress(operation),
      gateway = operation.gateway ?? {};
    this.version++;
    this.outcome = outcomeOf(operation);
    this.outcomeText = outcomeText(operation);
    this.percent = operation.done && !operation.error ? 100 : read.percent;
    this.work = short([read.verb ?? typeOf(operation.metadata), read.target].filter(Boolean).join(' '));
    this.message = short(operation.error?.message ?? read.message ?? read.stage ?? '');
    this.create = Date.parse(gateway.createTime ?? '') || 0;
    this.end = operation.done ? Date.parse(gateway.endTime ?? gateway.updateTime ?? '') || 0 : 0;
  }

  duration(now) {
    return (this.end || now) - this.create;
  }
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/** Returns a span of time with one unit or two: `3 min`, `3 min 20 s`. */
export function span(millis, units = 2) {
  if (!(millis >= 1000)) return '0 s';
  const first = UNITS.findIndex(([, length]) => millis >= length);
  const [unit, length] = UNITS[first], whole = Math.floor(millis / length);
  const next = units > 1 && whole < 10 ? UNITS[first + 1] : undefined;
  const rest = next ? Math.floor((millis % length) / next[1]) : 0;
  return rest ? `${whole} ${unit} ${rest} ${next[0]}` : `${whole} ${unit}`;
}

/** Returns the time at which an operation ends if it goes on as before; undefined if nothing tells. */
export function estimatedEnd({percent, startTime}, createTime, now) {
  const start = startTime?.getTime() ?? createTime;
  if (!start || !(percent > 0 && percent < 100) || start >= now) return undefined;
  return now + ((now - start) * (100 - percent)) / percent;
}
