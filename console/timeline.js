// The history of an operation: its revisions, what each has changed, and the progress over time.

import {progress} from '/operations.js';
import {outcomeText, short} from './model.js';

const PAGE = 500;
const MAX_REVISIONS = 10_000;
const MAX_CHARACTERS = 16 * 1024 * 1024;
const MAX_CHANGES = 12;
const MAX_POINTS = 400;

/** Reads the history, oldest first, up to a limit. Returns the revisions, and whether there are more. */
export async function read(path, signal) {
  const revisions = [];
  let token = '',
    characters = 0;
  do {
    const query = `?pageSize=${PAGE}` + (token && `&pageToken=${encodeURIComponent(token)}`);
    const response = await fetch(`${path}:history${query}`, {headers: {Accept: 'application/json'}, signal});
    if (!response.ok) throw new Error(`The history cannot be read: the answer is ${response.status}.`);
    const text = await response.text();
    characters += text.length;
    const page = JSON.parse(text);
    revisions.push(...(page.events ?? []).map(({revision, time, operation}) => revisionOf(revision, time, operation)));
    token = page.nextPageToken;
  } while (token && revisions.length < MAX_REVISIONS && characters < MAX_CHARACTERS);
  return {revisions, more: Boolean(token)};
}

export function revisionOf(number, time, operation) {
  return {
    number: Number(number),
    time: Date.parse(time),
    operation,
    percent: operation ? progress(operation).percent : undefined,
  };
}

/** Returns the members that differ between two states, as texts: `{path, before, after}`. */
export function changes(before, after) {
  const found = [],
    one = flatten(before),
    other = flatten(after);
  for (const path of new Set([...one.keys(), ...other.keys()])) {
    if (one.get(path) !== other.get(path)) found.push({path, before: one.get(path), after: other.get(path)});
  }
  return {shown: found.slice(0, MAX_CHANGES), more: Math.max(0, found.length - MAX_CHANGES)};
}

function flatten(operation) {
  const members = new Map();
  const visit = (path, value, depth) => {
    if (value && typeof value === 'object' && depth < 6) {
      for (const [key, member] of Object.entries(value)) visit(path ? `${path}.${key}` : key, member, depth + 1);
    } else if (members.size < 2000) {
      members.set(path, short(typeof value === 'string' ? value : JSON.stringify(value), 120));
    }
  };
  const {metadata, response, error} = operation ?? {};
  visit('', {...(metadata && {metadata}), ...(response && {response}), ...(error && {error})}, 0);
  return members;
}

export function describe(revision, before) {
  if (!revision.operation) return 'Deleted';
  if (!before) return 'Created';
  return revision.operation.done ? outcomeText(revision.operation) : 'Changed';
}

/** Returns the chart of the percentage over time, with the estimated end; null without two points. */
export function chart(revisions, estimate) {
  const known = revisions.filter(({percent}) => percent !== undefined);
  if (known.length < 2) return null;
  const step = Math.ceil(known.length / MAX_POINTS),
    points = known.filter((_, i) => i % step === 0 || i === known.length - 1);
  const start = points[0].time,
    last = points.at(-1),
    end = Math.max(last.time, estimate ?? 0, start + 1);
  const place = (time, percent) =>
    `${((1000 * (time - start)) / (end - start)).toFixed(1)},${(100 - percent).toFixed(1)}`;
  const svg = element('svg', {viewBox: '0 -4 1000 108', preserveAspectRatio: 'none', role: 'img'});
  svg.ariaLabel = `Progress from ${Math.round(points[0].percent)} % to ${Math.round(last.percent)} %`;
  svg.append(
    element('polyline', {class: 'line', points: points.map(({time, percent}) => place(time, percent)).join(' ')}),
  );
  if (estimate)
    svg.append(
      element('polyline', {class: 'line estimate', points: `${place(last.time, last.percent)} ${place(end, 100)}`}),
    );
  return svg;
}

function element(name, attributes) {
  const created = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value);
  return created;
}
