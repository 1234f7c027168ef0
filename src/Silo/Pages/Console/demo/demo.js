// One customer on three devices, each an ordinary client of the API with a token of its own.

import { element, fill } from '../kernel/dom.js';
import { onConnection } from '../kernel/connection.js';
import { demoRoles } from '../kernel/session.js';
import { text } from '../kernel/words.js';
import { languagePicker } from '../kernel/language.js';
import { customer } from './customer.js';
import { device } from './device.js';
import { lockerPanel } from './locker.js';
import { shopPanel } from './shop.js';
import { tillPanel } from './till.js';

const host = element('div');
document.body.prepend(host);

let shown = null;

async function show() {
  shown?.abort();
  shown = new AbortController();
  const { signal } = shown;
  const banner = element('p', { className: 'banner', role: 'alert', hidden: true });
  const devices = element('div', { className: 'devices' });
  document.title = `${text('demo.title')} · OrleansCommerce`;
  fill(host, element('main', { className: 'demo' },
    element('header', { className: 'demo-head' },
      element('div', {}, element('h1', {}, text('demo.title')), element('p', {}, text('demo.lead'))),
      languagePicker(show),
      element('button', { type: 'button', onclick: () => {
        customer.forget();
        show();
      } }, text('demo.again')),
      element('a', { href: '/' }, text('demo.console'))),
    banner,
    devices));
  onConnection((lost) => {
    banner.hidden = !lost;
    fill(banner, text('state.lostHint'));
  }, signal);
  const offered = await demoRoles().catch(() => []);
  if (!signal.aborted) {
    fill(devices,
      device({ name: 'shop', role: 'customer', offered, show: shopPanel }, signal),
      device({ name: 'till', role: 'till', offered, show: tillPanel }, signal),
      device({ name: 'locker', role: 'locker', offered, show: lockerPanel }, signal));
  }
}

show();
