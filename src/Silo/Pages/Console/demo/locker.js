// The locker bank: the courier puts the parcel in, the customer types the code.

import { operationId } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { repeat } from '../kernel/repeat.js';
import { empty } from '../kernel/state.js';
import { named, text } from '../kernel/words.js';
import { customer } from './customer.js';

const againMs = 3_000;

export function lockerPanel({ body, api, attempt }, signal) {
  const [doors, courier, keypad] = [element('div', { className: 'bank' }), element('div'), element('div')];
  let bankId = null;
  let open = null;

  fill(body,
    element('section', {}, element('h3', {}, text('demo.compartments')), doors),
    element('section', {}, element('h3', {}, text('demo.courier')), courier),
    element('section', {}, keypad));

  const read = async () => {
    bankId ??= (await api.ask('{ locations { id kind } }', {}, signal)).locations.find(({ kind }) => kind === 'LOCKER_BANK')?.id ?? null;
    if (bankId === null) {
      fill(body, empty(text('demo.noLocker'), text('demo.noLockerHint')));
      return;
    }
    const { lockerBank } = await api.ask('query ($id: ID!) { lockerBank(id: $id) { compartments { id status } } }', { id: bankId }, signal);
    fill(doors, lockerBank.compartments.map(({ id, status }) => element('div', {
      className: `door door-${status.toLowerCase().replaceAll('_', '-')}${id === open ? ' is-open' : ''}`,
      role: 'img',
      'aria-label': text('demo.compartment', { id, state: named('compartment', status) }),
    }, id)));
  };
  const deposit = (parcelId) => attempt(async () => {
    const { pickupCode } = await api.command('depositParcel', { operationId: operationId(), lockerBankId: bankId, fulfillmentId: parcelId }, 'parcel { compartmentId } pickupCode');
    customer.tell({ code: pickupCode, deposited: true });
    await read();
  });
  const openDoor = (code) => attempt(async () => {
    const { parcel } = await api.command('openForPickup', { operationId: operationId(), lockerBankId: bankId, code }, 'parcel { compartmentId }');
    open = parcel.compartmentId;
    drawKeypad();
    await read();
  });
  const shut = () => attempt(async () => {
    await api.command('confirmPickup', { operationId: operationId(), lockerBankId: bankId, compartmentId: open }, 'parcel { status }');
    open = null;
    customer.tell({ collected: true });
    drawKeypad();
    await read();
  });
  const drawKeypad = () => {
    if (open !== null) {
      fill(keypad, element('p', { className: 'message', role: 'status' }, text('demo.isOpen', { id: open })),
        element('p', { className: 'more' }, element('button', { type: 'button', className: 'primary', onclick: shut }, text('demo.taken'))));
      return;
    }
    const input = element('input', { className: 'keys', inputMode: 'numeric', maxLength: 6, autocomplete: 'off', required: true });
    fill(keypad, element('form', { onsubmit: (event) => {
      event.preventDefault();
      openDoor(input.value.trim());
    } },
    element('label', { className: 'field' }, element('span', {}, text('demo.code')), input),
    element('button', { type: 'submit', className: 'primary' }, text('demo.open'))));
  };

  customer.follow(({ parcelId, deposited }) => fill(courier, parcelId === undefined || deposited
    ? element('p', { className: 'dim' }, text('demo.nothingToDeposit'))
    : element('button', { type: 'button', className: 'primary', onclick: () => deposit(parcelId) }, text('demo.deposit'))), signal);
  drawKeypad();
  repeat(read, againMs, signal);
}
