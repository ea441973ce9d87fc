// The connection of a watch: live, interrupted, away, or rejected because the gateway has no room for it.

const SETTLE_MILLIS = 1000;

export const WORDS = {
  connecting: 'Connecting …',
  connected: 'Live',
  resuming: 'Interrupted, resuming …',
  offline: 'The gateway is away, trying again …',
  failed: 'Stopped',
  full: 'The gateway is full, waiting …',
};

/**
 * Reports each status of a watch, and `full` while its stream is rejected. The browser connects before it receives the
 * rejection, so a watch that was full is live when it has received a state, or has been connected for a second.
 */
export function observe(watch, report) {
  let full = false,
    timer;
  const settle = status => {
    clearTimeout(timer);
    full = status === 'full';
    report(status);
  };
  watch.addEventListener('status', ({status}) => {
    clearTimeout(timer);
    if (!full || status === 'offline') settle(status);
    else if (status === 'connected') timer = setTimeout(() => settle(status), SETTLE_MILLIS);
  });
  watch.addEventListener('overloaded', () => settle('full'));
  for (const type of ['changed', 'state', 'synced']) {
    watch.addEventListener(type, () => full && settle('connected'));
  }
}
