// The filter: quick choices, names of fields, and the place of an error.

const FIELDS = [
  'name',
  'done=',
  'cancel_requested=',
  'create_time>',
  'update_time>',
  'end_time>',
  'metadata.',
  'response.',
  'error:*',
  'error.code=',
  'error.message:',
  'error.details.',
];
const MAX_CHOICES = 8;
const HOUR_MILLIS = 3_600_000;

const form = document.getElementById('filter');
const input = document.getElementById('filter-text');
const list = document.getElementById('completions');
const problem = document.getElementById('filter-error');
const buttons = [...document.querySelectorAll('#choices button')];

export class Filter {
  /** `paths` returns the paths in the metadata that are known. */
  constructor(onApply, paths) {
    this.onApply = onApply;
    this.paths = paths;
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.close();
      onApply(input.value.trim());
    });
    input.addEventListener('input', () => this.complete());
    input.addEventListener('keydown', event => this.key(event));
    input.addEventListener('blur', () => setTimeout(() => this.close(), 150));
    list.addEventListener('mousedown', event => {
      event.preventDefault();
      this.choose(event.target.closest('li'));
    });
    for (const button of buttons) {
      button.addEventListener('click', () => onApply(this.textOf(button)));
    }
  }

  textOf({dataset: {filter}}) {
    return filter === 'last-hour' ? `create_time>${new Date(Date.now() - HOUR_MILLIS).toISOString()}` : filter;
  }

  show(text) {
    input.value = text;
    problem.hidden = true;
    input.removeAttribute('aria-invalid');
    for (const button of buttons) {
      const {filter} = button.dataset;
      button.setAttribute('aria-pressed', filter === 'last-hour' ? /^create_time>\S+$/.test(text) : text === filter);
    }
  }

  /** Shows an error of the parser below the place where it was seen. */
  fail(message) {
    const at = Number(/at character (\d+)/.exec(message)?.[1] ?? 0);
    const characters = [...input.value];
    const from = Math.max(0, at - 60),
      part = characters.slice(from, from + 120).join('');
    problem.textContent = at ? `${part}\n${' '.repeat(at - 1 - from)}▲\n${message}` : message;
    problem.hidden = false;
    input.setAttribute('aria-invalid', 'true');
    input.focus();
    if (at) input.setSelectionRange(characters.slice(0, at - 1).join('').length, input.value.length);
  }

  word() {
    return /[\w.]*$/.exec(input.value.slice(0, input.selectionStart))[0];
  }

  complete() {
    const word = this.word();
    const fields = word ? [...FIELDS, ...this.paths()].filter(field => field.startsWith(word) && field !== word) : [];
    list.replaceChildren(
      ...fields.slice(0, MAX_CHOICES).map((field, i) => {
        const item = Object.assign(document.createElement('li'), {textContent: field, id: 'completion-' + i});
        item.setAttribute('role', 'option');
        item.setAttribute('aria-selected', 'false');
        return item;
      }),
    );
    list.hidden = !fields.length;
    input.setAttribute('aria-expanded', String(!list.hidden));
    input.removeAttribute('aria-activedescendant');
  }

  close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  }

  key(event) {
    if (list.hidden) return;
    const items = [...list.children],
      at = items.findIndex(item => item.getAttribute('aria-selected') === 'true');
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = (at + (event.key === 'ArrowDown' ? 1 : items.length || 1)) % items.length;
      items.forEach((item, i) => item.setAttribute('aria-selected', String(i === next)));
      input.setAttribute('aria-activedescendant', items[next].id);
    } else if ((event.key === 'Enter' && at >= 0) || (event.key === 'Tab' && at >= 0)) this.choose(items[at]);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
  }

  choose(item) {
    if (!item) return;
    const end = input.selectionStart,
      start = end - this.word().length;
    input.setRangeText(item.textContent, start, end, 'end');
    this.close();
    input.focus();
  }
}
