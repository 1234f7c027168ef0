// A return is announced for a customer: which units of an order are to come back, why, how, and where to.

import { api, operationId } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { field } from '../kernel/field.js';
import { number } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { empty, load } from '../kernel/state.js';
import { toast } from '../kernel/toast.js';
import { named, text } from '../kernel/words.js';
import { isPaid } from '../orders/actions.js';
import { announceable } from './announced.js';
import { reasons } from './back.js';
import { refusalSelection, refusalView, settlingForm } from './refusal.js';
import { targets } from './settlement.js';

const noteMax = 150;
const weightMax = 1_000_000;
const weightDefault = 1_000;
const methods = ['PARCEL', 'LOCKER', 'STORE'];

const query = `query ($id: ID!) {
  order(id: $id) {
    id number status lines { id sku name quantity fulfilledQuantity returnedQuantity }
    returnRequests { status lines { orderLineId quantity } }
  }
  locations { id name kind }
}`;

export function showAnnounce(host, { id }, signal) {
  const [title, body] = [element('h1', {}, text('announce.title')), element('div')];
  fill(host,
    element('p', { className: 'trail' }, element('a', { href: '#/orders' }, text('nav.orders')), ' · ', element('a', { href: address('orders', id) }, text('order.title'))),
    element('header', { className: 'page-head' }, title), body);
  load(body, async () => {
    const { order, locations } = await api.ask(query, { id }, signal);
    if (order === null) {
      return empty(text('order.unknown'), text('order.unknownHint'));
    }
    fill(title, text('announce.title'), ' ', element('span', { className: 'sub' }, order.number));
    const lines = order.lines.map((line) => ({ ...line, left: announceable(order, line) })).filter(({ left }) => left > 0);
    return !isPaid(order) || lines.length === 0 ? empty(text('desk.nothing'), text('announce.nothingHint')) : formOf(order, lines, locations);
  }, signal);
}

function formOf(order, lines, locations) {
  let operation = operationId();
  const tell = () => {
    operation = operationId();
    draw();
  };
  const entries = lines.map(lineOf);
  const method = choice(methods.map((one) => [one, named('returnMethod', one)]));
  const place = choice([['', text('announce.whereItLeft')], ...locations.filter(({ kind }) => kind !== 'LOCKER_BANK').map(({ id, name }) => [id, name])]);
  const target = choice(targets.map((one) => [one, named('refundTo', one)]));
  const weight = element('input', { type: 'number', min: 1, max: weightMax, step: 1, value: weightDefault, required: true, inputMode: 'numeric' });
  const weightField = field('announce.weight', weight, { hint: 'announce.weightHint' });
  const refusal = refusalView();
  const summary = element('p', { className: 'summary', 'aria-live': 'polite' });
  const submit = element('button', { type: 'submit', className: 'primary' }, text('announce.do'));

  const draw = () => {
    const units = entries.reduce((sum, entry) => sum + entry.units(), 0);
    const isParcel = method.value === 'PARCEL';
    weightField.hidden = !isParcel;
    weight.disabled = !isParcel;
    fill(summary, units === 0 ? text('announce.first') : text(`announce.summary.${method.value}`, { count: number(units) }));
    submit.disabled = units === 0;
  };
  const send = async () => {
    const { returnRequest } = await api.command('requestReturn', {
      operationId: operation,
      orderId: order.id,
      method: method.value,
      locationId: place.value || null,
      refundTo: target.value,
      override: refusal.override(),
      lines: entries.flatMap((entry) => entry.entries()),
      ...(method.value === 'PARCEL' ? { weightGrams: weight.valueAsNumber } : {}),
    }, 'returnRequest { number }', refusalSelection);
    toast(text('announce.done', { number: returnRequest.number }));
    window.location.hash = address('orders', order.id);
  };
  draw();
  return settlingForm({ id: 'announce', submit, refusal, changed: tell, send, draw },
    element('section', { className: 'card half', id: 'back' }, element('h2', {}, text('desk.back')), element('div', { className: 'stack' }, entries.map(({ host }) => host))),
    element('section', { className: 'card half stack', id: 'how' }, element('h2', {}, text('announce.how')),
      field('announce.method', method), weightField, field('return.where', place), field('settle.to', target), summary, refusal.host,
      element('div', { className: 'dialog-actions' }, submit)));
}

function lineOf({ id, name, sku, quantity, left }) {
  const units = element('input', { type: 'number', min: 0, max: left, step: 1, value: 0, required: true, inputMode: 'numeric' });
  const reason = choice([['', text('announce.noReason')], ...reasons.map((one) => [one, named('returnReason', one)])]);
  const note = element('input', { maxLength: noteMax, autocomplete: 'off' });
  const about = element('div', { className: 'fields', hidden: true }, field('back.reason', reason), field('back.note', note));
  const count = () => (units.validity.valid ? units.valueAsNumber : 0);
  units.addEventListener('input', () => {
    about.hidden = count() === 0;
  });
  return {
    host: element('fieldset', { className: 'parcel' },
      element('legend', {}, name, ' ', element('span', { className: 'code dim' }, sku)),
      element('p', { className: 'dim' }, text('announce.left', { count: number(left), of: number(quantity) })),
      field('back.units', units), about),
    units: count,
    entries: () => (count() === 0 ? [] : [{ orderLineId: id, quantity: count(), reason: reason.value || null, note: note.value.trim() || null }]),
  };
}

const choice = (options) => element('select', {}, options.map(([value, label]) => element('option', { value }, label)));
