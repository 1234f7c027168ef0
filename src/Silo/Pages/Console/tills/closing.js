// The end of a session: the drawer is counted by who does not see what it must hold; then the difference shows, and is explained.

import { api, operationId } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { money } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { empty, load, troubleText } from '../kernel/state.js';
import { toast } from '../kernel/toast.js';
import { text } from '../kernel/words.js';
import { minorOf, moneyOf } from '../returns/sums.js';
import { countView } from './count.js';
import { varianceOf } from './session.js';

const reasonMax = 200;

const query = 'query ($till: ID!, $number: Int) { tillSession(tillId: $till, number: $number) { isOpen openingFloat { currency } } }';

// Asked for when the count is given, and not before.
const expectedQuery = 'query ($till: ID!, $number: Int) { tillSession(tillId: $till, number: $number) { expectedCash { amount currency } } }';

export function showClosing(host, { till, number }, signal) {
  const body = element('div');
  fill(host, element('p', { className: 'trail' }, element('a', { href: '#/tills' }, text('nav.tills')), ' · ', element('a', { href: address('tills', till, number) }, text('till.one', { till }))),
    element('header', { className: 'page-head' }, element('h1', {}, text('till.closeTitle', { till }), ' ', element('span', { className: 'sub' }, text('till.number', { number })))), body);
  load(body, async () => {
    const { tillSession: session } = await api.ask(query, { till, number: Number(number) }, signal);
    if (session === null) {
      return empty(text('till.unknown', { till, number }), text('till.unknownHint'));
    }
    return session.isOpen ? closingOf({ till, number, currency: session.openingFloat.currency }, signal) : empty(text('count.over'), text('count.overHint'));
  }, signal);
}

function closingOf({ till, number, currency }, signal) {
  const count = countView({ currency, sumLabel: text('till.counted') });
  const counting = element('fieldset', { className: 'bare', 'aria-label': text('count.title') }, count.host);
  const reason = element('input', { maxLength: reasonMax, autocomplete: 'off' });
  const trouble = element('p', { className: 'form-trouble', role: 'alert', hidden: true });
  const result = element('div', { className: 'stack', 'aria-live': 'polite' });
  const submit = element('button', { type: 'submit', className: 'primary' });
  const again = element('button', { type: 'button', hidden: true, onclick: () => {
    counting.disabled = false;
    draw();
    counting.querySelector('input:not(:disabled)').focus();
  } }, text('count.again'));
  let operation = operationId();

  const draw = () => {
    const isGiven = counting.disabled;
    again.hidden = !isGiven;
    fill(submit, text(isGiven ? 'till.close' : 'count.give'));
    submit.className = isGiven ? 'danger' : 'primary';
    submit.disabled = !count.isGiven();
    if (!isGiven) {
      fill(result, element('p', { className: 'summary' }, text('count.blind')));
    }
  };
  const compare = async () => {
    const { tillSession: { expectedCash } } = await api.ask(expectedQuery, { till, number: Number(number) }, signal);
    counting.disabled = true;
    const [counted, difference] = [moneyOf(count.minor(), currency), count.minor() - minorOf(expectedCash)];
    const state = varianceOf({ amount: difference });
    const row = (label, value, className = '') => element('div', { className }, element('dt', {}, text(label)), element('dd', { className: 'numeric' }, money(value)));
    draw();
    fill(result,
      element('dl', { className: 'sums' },
        row('till.counted', counted), row('till.expected', expectedCash),
        row('till.variance', moneyOf(difference, currency), `sum-total${state === 'agrees' ? '' : ' sum-wrong'}`)),
      element('p', { className: 'summary' }, text(`till.close.${state}`, { expected: money(expectedCash), difference: money(moneyOf(Math.abs(difference), currency)) })),
      element('label', { className: 'field' }, element('span', {}, text('till.varianceReason')), reason, element('small', {}, text('till.varianceReasonHint'))));
    (state === 'agrees' ? submit : reason).focus();
  };
  const close = async () => {
    await api.command('closeTillSession', { operationId: operation, tillId: till, counted: count.value(), reason: reason.value.trim() || null }, 'session { number }');
    toast(text('till.closed', { till }));
    window.location.hash = address('tills', till, number);
  };
  draw();
  return element('form', { className: 'grid', id: 'count', oninput: () => {
    operation = operationId();
    draw();
  }, onsubmit: async (event) => {
    event.preventDefault();
    submit.disabled = true;
    trouble.hidden = true;
    try {
      await (counting.disabled ? close() : compare());
    } catch (fault) {
      if (fault.kind === undefined) {
        throw fault;
      }
      fill(trouble, troubleText(fault));
      trouble.hidden = false;
      draw();
    }
  } },
  element('section', { className: 'card half' }, element('h2', {}, text('count.title'), element('small', {}, currency)), counting),
  element('section', { className: 'card half stack', id: 'compared' }, element('h2', {}, text('till.difference')), result, trouble,
    element('div', { className: 'dialog-actions' }, again, submit)));
}
