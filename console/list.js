// The list: a row element for each row that is visible, whatever the number of operations.

import {idOf, parentOf, span} from './model.js';

const OVERSCAN = 6;

const viewport = document.getElementById('viewport');
const space = document.getElementById('rows');
const table = document.getElementById('table');

export class List {
  elements = [];
  selected = null;
  parent = '';

  constructor(store, onOpen) {
    this.store = store;
    this.onOpen = onOpen;
    store.addEventListener('frame', () => this.draw());
    viewport.addEventListener('scroll', () => this.draw(), {passive: true});
    new ResizeObserver(() => this.draw()).observe(viewport);
    space.addEventListener('click', event => {
      const row = event.target.closest('.row');
      if (row) this.open(row.dataset.name);
    });
    viewport.addEventListener('keydown', event => this.key(event));
    for (const button of document.querySelectorAll('#columns button')) {
      button.addEventListener('click', () => this.sortBy(button.dataset.sort));
    }
    this.showSort();
    // Ages and durations move on without events.
    setInterval(() => this.draw(), 1000);
  }

  sortBy(key) {
    this.store.sortBy(key);
    this.showSort();
  }

  showSort() {
    const {key, descending} = this.store.sort;
    for (const button of document.querySelectorAll('#columns button')) {
      const order = button.dataset.sort !== key ? 'none' : descending ? 'descending' : 'ascending';
      button.parentElement.setAttribute('aria-sort', order);
    }
  }

  open(name) {
    this.select(name);
    this.onOpen(name);
  }

  select(name) {
    this.selected = name;
    this.draw();
  }

  key(event) {
    const {order} = this.store,
      last = order.length - 1;
    const page = Math.max(1, Math.floor(viewport.clientHeight / this.rowHeight()) - 1);
    const at = this.store.indexOf(this.selected);
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? 0 : at - 1,
      Home: 0,
      End: last,
      PageDown: at + page,
      PageUp: at - page,
    }[event.key];
    if (event.key === 'Enter' && at >= 0) this.onOpen(this.selected);
    else if (to !== undefined && last >= 0) {
      const index = Math.min(last, Math.max(0, to));
      this.select(order[index].name);
      this.reveal(index);
    } else return;
    event.preventDefault();
  }

  reveal(index) {
    const height = this.rowHeight(),
      top = index * height;
    if (top < viewport.scrollTop) viewport.scrollTop = top;
    else if (top + height > viewport.scrollTop + viewport.clientHeight)
      viewport.scrollTop = top + height - viewport.clientHeight;
  }

  rowHeight() {
    return (this.height ??= 2.25 * parseFloat(getComputedStyle(document.documentElement).fontSize));
  }

  draw() {
    const height = this.rowHeight(),
      total = this.store.order.length,
      now = Date.now();
    space.style.height = `${total * height}px`;
    table.setAttribute('aria-rowcount', total + 1);
    const first = Math.max(0, Math.floor(viewport.scrollTop / height) - OVERSCAN);
    const count = Math.min(total - first, Math.ceil(viewport.clientHeight / height) + 2 * OVERSCAN);
    while (this.elements.length < count) this.elements.push(this.create());
    this.elements.forEach((element, i) => this.fill(element, i < count ? first + i : -1, now));
  }

  create() {
    const element = space.appendChild(document.createElement('div'));
    element.className = 'row';
    element.setAttribute('role', 'row');
    const cells = Array.from({length: 7}, () => {
      const cell = element.appendChild(document.createElement('span'));
      cell.setAttribute('role', 'gridcell');
      return cell;
    });
    const bar = cells[3].appendChild(Object.assign(document.createElement('progress'), {max: 100}));
    const percent = cells[3].appendChild(document.createElement('span'));
    return Object.assign(element, {cells, bar, percent});
  }

  fill(element, index, now) {
    const row = index < 0 ? undefined : this.store.at(index);
    element.hidden = !row;
    if (!row) return;
    const {cells, bar, percent} = element;
    element.style.transform = `translateY(${index * this.rowHeight()}px)`;
    const age = row.create ? span(now - row.create, 1) : '';
    const duration = row.create ? span(row.duration(now), 1) : '';
    const selected = String(row.name === this.selected);
    if (element.getAttribute('aria-selected') !== selected) element.setAttribute('aria-selected', selected);
    if (cells[5].textContent !== age) cells[5].textContent = age;
    if (cells[6].textContent !== duration) cells[6].textContent = duration;
    if (element.row === row && element.version === row.version && element.index === index) return;
    Object.assign(element, {row, index, version: row.version});
    element.dataset.name = row.name;
    element.setAttribute('aria-rowindex', index + 2);
    cells[0].className = 'outcome ' + row.outcome;
    cells[0].textContent = row.outcomeText;
    cells[0].title = row.outcomeText;
    const below = parentOf(row.name) === this.parent;
    cells[1].textContent = below ? idOf(row.name) : row.name;
    cells[1].title = row.name;
    cells[2].textContent = row.work;
    bar.ariaLabel = 'Progress';
    bar.hidden = row.percent === undefined && row.outcome !== 'running';
    if (row.percent === undefined) bar.removeAttribute('value');
    else bar.value = row.percent;
    percent.textContent = row.percent === undefined ? '' : ` ${Math.floor(row.percent)} %`;
    cells[4].textContent = row.message;
    cells[4].title = row.message;
  }
}
