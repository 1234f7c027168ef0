// A drawer's cash as it is counted: how many of each note and coin, or one sum where this page does not know them.

import { element, fill } from '../kernel/dom.js';
import { money } from '../kernel/format.js';
import { text } from '../kernel/words.js';
import { minorOf, moneyOf, stepOf } from '../returns/sums.js';

// What is paid with today, the largest first. A value that is both a note and a coin is counted once.
const denominations = {
  EUR: [500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01],
  GBP: [50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01],
  USD: [100, 50, 20, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05, 0.01],
  CHF: [1000, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05],
};

const countMax = 100_000;

/** @param sumLabel what one sum is called. @param allowsSum whether one sum may be told though the notes and coins are known. */
export function countView({ currency, sumLabel, allowsSum = false }) {
  const values = denominations[currency] ?? [];
  const sum = element('input', { type: 'number', min: 0, step: stepOf(currency), required: true, inputMode: 'decimal', autocomplete: 'off' });
  const rows = values.map((value) => rowOf({ amount: value, currency }));
  const total = element('strong', { className: 'numeric', id: 'counted' });
  const sumField = element('label', { className: 'field' }, element('span', {}, sumLabel), sum);
  const notes = element('div', { className: 'stack' },
    element('ul', { className: 'notes' }, rows.map(({ host }) => host)),
    element('p', { className: 'cart-total' }, element('span', {}, sumLabel), total));
  let isSum = values.length === 0;

  const minor = () => (isSum ? minorOf({ amount: sum.valueAsNumber, currency }) : rows.reduce((all, row) => all + row.minor(), 0));
  const isGiven = () => (isSum ? sum.value !== '' && sum.validity.valid : rows.some((row) => row.isTyped()) && rows.every((row) => row.isValid()));
  const draw = () => {
    rows.forEach((row) => row.draw());
    fill(total, isGiven() ? money(moneyOf(minor(), currency)) : '…');
  };
  const other = element('button', { type: 'button', className: 'quiet', onclick: () => {
    isSum = !isSum;
    show();
    (isSum ? sum : rows[0].input).focus();
    host.dispatchEvent(new Event('input', { bubbles: true }));
  } });
  const show = () => {
    [notes.hidden, sumField.hidden, sum.disabled] = [isSum, !isSum, !isSum];
    rows.forEach(({ input }) => {
      input.disabled = isSum;
    });
    fill(other, text(isSum ? 'count.byNotes' : 'count.bySum'));
  };
  const host = element('div', { className: 'stack', oninput: draw }, sumField, notes, allowsSum && values.length > 0 ? other : null);
  show();
  draw();
  return {
    host,
    currency,
    isGiven,
    minor,
    /** What the API takes; only of what is given. */
    value: () => {
      const counted = rows.filter((row) => row.count() > 0).map((row) => row.denomination());
      return { ...moneyOf(minor(), currency), denominations: isSum || counted.length === 0 ? null : counted };
    },
  };
}

function rowOf(value) {
  const name = money(value);
  const input = element('input', { type: 'number', min: 0, max: countMax, step: 1, inputMode: 'numeric', autocomplete: 'off', 'aria-label': text('count.howMany', { value: name }) });
  const worth = element('span', { className: 'numeric dim' });
  const count = () => (input.value !== '' && input.validity.valid ? input.valueAsNumber : 0);
  const minor = () => count() * minorOf(value);
  return {
    host: element('li', {}, element('span', { className: 'numeric' }, name), '×', input, worth),
    input,
    count,
    minor,
    isTyped: () => input.value !== '',
    isValid: () => input.validity.valid,
    draw: () => fill(worth, count() === 0 ? '' : money(moneyOf(minor(), value.currency))),
    denomination: () => ({ value: value.amount, count: count() }),
  };
}
