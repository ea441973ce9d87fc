// The console: the list and one operation, as the address says.

import {WORDS} from './connection.js';
import {startDemo} from './demo.js';
import {Detail} from './detail.js';
import {Filter} from './filter.js';
import {List} from './list.js';
import {span} from './model.js';
import {allowsDemo, currentCaller, refresh, signIn, signOut} from './session.js';
import {OperationStore} from './store.js';

const NEWS_MILLIS = 5000;
const PASSING = ['connecting', 'resuming'];
const get = id => document.getElementById(id);
const store = new OperationStore();
const list = new List(store, name => go({...view, name}));
const filter = new Filter(
  text => go({...view, filter: text}),
  () => [...store.fields].sort(),
);
const detail = new Detail(
  () => {
    go({...view, name: ''});
    // The button that had the focus is gone.
    get('viewport').focus();
  },
  parent => go({...view, parent}),
  () => askToSignIn('Your session has ended.'),
);
let view = viewOf(location.search);
let status = 'connecting';
let announced = 'connected';
let asking = null;

/** The address bar holds the view, so that it can be shared. */
function viewOf(address) {
  const parameters = new URLSearchParams(address);
  return {
    parent: parameters.get('parent') ?? '',
    filter: parameters.get('filter') ?? '',
    name: parameters.get('name') ?? '',
  };
}

function go(next) {
  const set = Object.entries(next).filter(([, value]) => value);
  const query = new URLSearchParams(set).toString().replaceAll('%2F', '/');
  if (query !== location.search.slice(1)) history.pushState(null, '', query ? '?' + query : location.pathname);
  show(next);
}

function show(next, force = false) {
  const before = view;
  view = next;
  filter.show(next.filter);
  list.parent = next.parent;
  list.select(next.name);
  showParents(next.parent);
  if (force || before.parent !== next.parent || before.filter !== next.filter) {
    setStatus('connecting');
    store.open(next.parent, next.filter);
  }
  if (force || before.name !== next.name) {
    if (next.name) detail.open(next.name);
    else detail.close();
  }
  document.title = next.name || (next.parent ? `${next.parent} · Operations` : 'Operations');
}

function showParents(parent) {
  const segments = parent ? parent.split('/') : [];
  const crumbs = ['', ...segments.map((_, i) => segments.slice(0, i + 1).join('/'))];
  get('parents').replaceChildren(
    ...crumbs.flatMap((path, i) => {
      const button = Object.assign(document.createElement('button'), {
        type: 'button',
        textContent: path ? segments[i - 1] : 'all',
        onclick: () => go({...view, parent: path, name: ''}),
      });
      if (path === parent) button.setAttribute('aria-current', 'page');
      return i ? ['/', button] : [button];
    }),
  );
}

function setStatus(next) {
  status = next;
  showHealth();
}

function showHealth() {
  const health = get('health'),
    since = store.watch?.lastEventTime ?? store.lastEventTime;
  health.dataset.status = status;
  health.textContent =
    WORDS[status] + (since && status !== 'failed' ? ` · last event ${span(Date.now() - since)} ago` : '');
  // Nothing that may have changed meanwhile looks live.
  get('rows').classList.toggle('stale', status !== 'connected');
}

function showCount() {
  const total = store.rows.size;
  const noun = total === 1 ? 'operation' : 'operations';
  get('count').textContent = `${total.toLocaleString()} ${noun}${store.synced ? '' : ' so far'}`;
  get('empty').hidden = total > 0 || !store.synced;
  get('empty').textContent = view.filter || view.parent ? 'No operation matches.' : 'There are no operations yet.';
  get('start-demo').hidden = !allowsDemo();
}

/**
 * One announcement for some seconds, whatever happens, so that a screen reader is not flooded. It is removed afterwards,
 * so that the same text is announced again.
 */
function announce() {
  const texts = Object.entries(store.news).flatMap(([outcome, count]) => (count ? [`${count} ${outcome}`] : []));
  if (status !== announced && !PASSING.includes(status)) {
    announced = status;
    texts.unshift(WORDS[status]);
  }
  get('news').textContent = texts.join(', ');
  store.news = {succeeded: 0, failed: 0, cancelled: 0};
}

async function askToSignIn(reason) {
  setStatus('failed');
  asking ??= signIn(reason).then(() => {
    asking = null;
    signedIn();
    show(view, true);
  });
  await asking;
}

function signedIn() {
  get('sign-out').hidden = currentCaller()?.scheme !== 'SESSION';
  get('sign-out').title = currentCaller()?.principal ?? '';
}

store.addEventListener('frame', showCount);
store.addEventListener('status', event => setStatus(event.status));
store.addEventListener('error', ({error}) => {
  if (error.code === 401) askToSignIn('Your session has ended. Sign in again to go on.');
  else if (error.code === 400 && view.filter) {
    setStatus('failed');
    filter.fail(error.message);
  } else {
    setStatus('failed');
    get('empty').hidden = false;
    get('empty').textContent = error.message;
  }
});
setInterval(showHealth, 1000);
setInterval(announce, NEWS_MILLIS);
addEventListener('popstate', () => show(viewOf(location.search)));
get('start-demo').addEventListener('click', async ({target}) => {
  target.disabled = true;
  try {
    go({parent: await startDemo(), filter: '', name: ''});
  } catch (failure) {
    alert(failure.message);
  }
  target.disabled = false;
});
get('sign-out').addEventListener('click', async () => {
  await signOut();
  location.reload();
});

const begun = await refresh();
if (begun === 401) await askToSignIn('This gateway needs a credential.');
else {
  signedIn();
  show(view, true);
}
