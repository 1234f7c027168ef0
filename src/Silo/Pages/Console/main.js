// Puts the console together: who is signed in, the navigation, and the page that is seen.

import { element, drawn, fill } from './kernel/dom.js';
import { onConnection } from './kernel/connection.js';
import { languagePicker } from './kernel/language.js';
import { router } from './kernel/router.js';
import { holder, onSession, signOut } from './kernel/session.js';
import { themePicker } from './kernel/theme.js';
import { text } from './kernel/words.js';
import { showWork } from './associate/work.js';
import { showCustomer } from './customers/customer.js';
import { showBank } from './lockers/bank.js';
import { showLockers } from './lockers/lockers.js';
import { showOrder } from './orders/order.js';
import { showOrders } from './orders/orders.js';
import { showOverview } from './overview/overview.js';
import { showReceipt } from './receipts/receipt.js';
import { showAnnounce } from './returns/announce.js';
import { showDesk } from './returns/desk.js';
import { showInspection } from './returns/inspection.js';
import { showSignIn } from './sign-in/sign-in.js';
import { showItem } from './stock/item.js';
import { showSku } from './stock/sku.js';
import { showStock } from './stock/stock.js';
import { showAudit } from './system/audit.js';
import { showChecks } from './system/checks.js';
import { showCounters } from './system/counters.js';
import { showGrain } from './system/grain.js';
import { showGrains } from './system/grains.js';
import { showJournal } from './system/journal.js';
import { showLifecycle } from './system/lifecycle.js';
import { showLog } from './system/log.js';
import { showReminders } from './system/reminders.js';
import { showSilo } from './system/silo.js';
import { showSilos } from './system/silos.js';
import { showSystem } from './system/system.js';
import { showType } from './system/type.js';
import { showClosing } from './tills/closing.js';
import { showTill } from './tills/till.js';
import { showTills } from './tills/tills.js';

const routes = [
  ['', showOverview],
  ['stock', showStock],
  ['stock/:sku', showSku],
  ['stock/:sku/:location', showItem],
  ['orders', showOrders],
  ['orders/in/:status', showOrders],
  ['orders/:id', showOrder],
  ['orders/:id/announce', showAnnounce],
  ['orders/:id/back', showDesk],
  ['orders/:id/back/:request', showInspection],
  ['work', showWork],
  ['customers/:id', showCustomer],
  ['receipts/:id', showReceipt],
  ['tills', showTills],
  ['tills/:till/:number', showTill],
  ['tills/:till/:number/count', showClosing],
  ['lockers', showLockers],
  ['lockers/:bank', showBank],
  ['system', showSystem],
  ['system/types/:type', showType],
  ['system/grains', showGrains],
  ['system/grains/:stream', showGrain],
  ['system/journal', showJournal],
  ['system/checks', showChecks],
  ['system/reminders', showReminders],
  ['system/silos', showSilos],
  ['system/silos/:silo', showSilo],
  ['system/lifecycle', showLifecycle],
  ['system/counters', showCounters],
  ['system/log', showLog],
  ['system/audit', showAudit],
];

const icons = {
  overview: 'M3 13h4v8H3zM10 3h4v18h-4zM17 8h4v13h-4z',
  stock: 'M12 3 21 7.5v9L12 21l-9-4.5v-9zM3 7.5 12 12l9-4.5M12 12v9',
  lockers: 'M4 3h16v18H4zM12 3v18M4 12h16M9 7.5h.01M9 16.5h.01M17 7.5h.01M17 16.5h.01',
  work: 'M9 4h6v3H9zM9 5H5v16h14V5h-4M8.5 13l2.5 2.5 4.5-5',
  tills: 'M4 11h16v9H4zM7 11V4h10v7M9.5 7.5h5M8 15.5h8',
  system: 'M4 5h16v5H4zM4 14h16v5H4zM7.5 7.5h.01M7.5 16.5h.01M12 7.5h5M12 16.5h5',
  orders: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
};

const pages = [['overview', '#/', ''], ['stock', '#/stock', 'stock'], ['orders', '#/orders', 'orders'], ['work', '#/work', 'work'], ['tills', '#/tills', 'tills'], ['lockers', '#/lockers', 'lockers'], ['system', '#/system', 'system']];

// The others would be refused by the server.
const forAdministrators = ['system'];

// A page without an entry of its own belongs to that of the pages that lead to it.
const under = { customers: 'work', receipts: 'orders' };

let shown = null;

function show(reason = null) {
  shown?.abort();
  shown = new AbortController();
  if (holder() === null) {
    document.title = `${text('signIn.title')} · OrleansCommerce`;
    const again = () => show(reason);
    fill(frameHost, showSignIn({ reason, languagePicker: languagePicker(again) }));
    return;
  }
  showFrame(shown.signal);
}

function showFrame(signal) {
  const main = element('main', { id: 'page', tabIndex: -1 });
  const { subject, role } = holder();
  const offered = pages.filter(([name]) => role === 'ADMIN' || !forAdministrators.includes(name));
  const links = offered.map(([name, href]) => element('a', { href },
    drawn('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, drawn('path', { d: icons[name] })), element('span', {}, text(`nav.${name}`))));
  const pulse = element('span', { className: 'pulse', role: 'status' });
  const banner = element('p', { className: 'banner', role: 'alert', hidden: true });
  fill(frameHost, element('div', { className: 'frame' },
    element('a', { className: 'skip', href: '#page', onclick: (event) => {
      event.preventDefault();
      main.focus();
    } }, text('nav.skip')),
    element('header', { className: 'side' },
      element('a', { className: 'brand', href: '#/' }, element('img', { src: '/console/assets/icon.svg', alt: '' }), 'OrleansCommerce'),
      element('nav', { className: 'pages', 'aria-label': text('nav.label') }, links),
      element('div', { className: 'side-end' },
        element('a', { href: '/demo' }, text('nav.demo')),
        element('a', { href: '/graphql' }, text('nav.api')),
        element('a', { href: '/about' }, text('nav.about')))),
    element('div', { className: 'top' },
      pulse,
      element('span', { className: 'who' }, `${subject} · ${role.toLowerCase()}`),
      themePicker(),
      languagePicker(() => show()),
      element('button', { type: 'button', className: 'quiet', onclick: () => signOut() }, text('signIn.out'))),
    element('div', {}, banner, main)));
  onConnection((lost) => {
    pulse.classList.toggle('is-lost', lost);
    fill(pulse, text(lost ? 'state.lost' : 'state.live'));
    banner.hidden = !lost;
    fill(banner, text('state.lostHint'));
  }, signal);
  const go = router(main, routes, (pattern) => {
    const at = under[pattern.split('/')[0]] ?? pattern.split('/')[0];
    links.forEach((link, index) => {
      if (offered[index][2] === at) {
        link.setAttribute('aria-current', 'page');
        document.title = `${text(`nav.${offered[index][0]}`)} · OrleansCommerce`;
      } else {
        link.removeAttribute('aria-current');
      }
    });
  }, signal);
  go.show();
}

const frameHost = element('div');
document.body.prepend(frameHost);
onSession(show);
show();
