// The caller of this page: who it is, what it may do, and the dialog in which it signs in.

const ROLES = {
  viewer: ['get', 'list', 'watch', 'history'],
  operator: ['get', 'list', 'watch', 'history', 'cancel', 'delete'],
  producer: ['get', 'watch', 'create', 'update'],
  admin: ['get', 'list', 'watch', 'history', 'cancel', 'delete', 'create', 'update'],
};

const dialog = document.getElementById('sign-in');
const field = document.getElementById('credential');
let caller = null;

/** Returns the caller; null if it has not signed in, or if the gateway is away. */
export const currentCaller = () => caller;

/** Asks the gateway who the caller is. Returns its status, 0 if the gateway is away. */
export async function refresh() {
  const response = await fetch('/v1/session', {headers: {Accept: 'application/json'}}).catch(() => null);
  if (response?.ok) caller = await response.json();
  else if (response?.status === 401) caller = null;
  return response?.status ?? 0;
}

/** Returns whether a permission is granted for a parent. The gateway decides; this decides which buttons there are. */
export function may(permission, parent) {
  return (caller?.grants ?? []).some(grant => {
    const [role, scope] = grant.split(/:(.*)/s),
      segments = parent.split('/');
    const covers = (segment, i) => i < segments.length && (segment === '-' || segment === segments[i]);
    return ROLES[role]?.includes(permission) && (scope === '*' || scope.split('/').every(covers));
  });
}

/** Returns whether a demo can be started: on this machine, where everybody may do everything. */
export const allowsDemo = () => caller?.scheme === 'NONE' && /^(localhost|127\.|\[::1\])/.test(location.hostname);

/** Asks for a credential until a session has begun. The view behind the dialog stays as it is. */
export function signIn(reason) {
  document.getElementById('sign-in-reason').textContent = reason;
  const open = () => dialog.open || dialog.showModal();
  let done = false;
  open();
  return new Promise(resolve => {
    // Esc is ignored by `closedby`; a browser that does not know it, or closes the dialog otherwise, opens it again.
    dialog.onclose = () => done || open();
    dialog.querySelector('form').onsubmit = async event => {
      event.preventDefault();
      const error = document.getElementById('sign-in-error');
      error.textContent = '';
      const headers = {Authorization: 'Bearer ' + field.value.trim(), Accept: 'application/json'};
      const response = await fetch('/v1/session', {method: 'POST', headers}).catch(() => null);
      const body = await response?.json().catch(() => null);
      if (!response?.ok) {
        error.textContent = body?.error?.message ?? 'The gateway is not available. Try again.';
        return;
      }
      field.value = '';
      caller = body;
      done = true;
      dialog.close();
      resolve();
    };
  });
}

export async function signOut() {
  await fetch('/v1/session', {method: 'DELETE'}).catch(() => null);
  caller = null;
}
