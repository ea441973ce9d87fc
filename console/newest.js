// The newest operations of a view. Those of the first view are requested while the other modules are still loading.

const NUMBER = 50;

async function request(parent, filter) {
  const path = parent.split('/').map(encodeURIComponent).join('/') + (parent && '/');
  const query = new URLSearchParams({filter, view: 'FULL', pageSize: NUMBER});
  const headers = {Accept: 'application/json'};
  const response = await fetch(`/v1/${path}operations?${query}`, {headers}).catch(() => null);
  const page = response?.ok ? await response.json().catch(() => null) : null;
  return page?.operations ?? [];
}

const address = new URLSearchParams(location.search);
const parent = address.get('parent') ?? '',
  filter = address.get('filter') ?? '';
let first = {parent, filter, operations: request(parent, filter)};

/** Returns the newest operations; none if the request fails, whose reason the watch reports. */
export function newest(parent, filter) {
  const early = first;
  first = null;
  return early?.parent === parent && early.filter === filter ? early.operations : request(parent, filter);
}
