// Every instrument of a process: of the one that answers, or of a silo that is chosen.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { preciseTime, rate } from '../kernel/format.js';
import { empty, loading } from '../kernel/state.js';
import { table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { follow, head, troubleNote } from './parts.js';

export function showCounters(host, _, signal) {
  const [list, since] = [element('div', { className: 'card', id: 'counters' }), element('p', { className: 'dim' })];
  const input = element('input', { type: 'search', 'aria-label': text('system.filter'), placeholder: text('system.filter'), autocomplete: 'off', spellcheck: false, oninput: () => draw() });
  const [own, gone] = [text('system.thisProcess'), troubleNote()];
  const choice = element('select', { onchange: () => {
    gone.say();
    known = null;
    fill(list, loading());
    again();
  } }, element('option', { value: '' }, own));
  let known = null;
  const draw = () => {
    if (known === null) {
      return;
    }
    const wanted = input.value.trim().toLowerCase();
    const shown = known.values.filter(({ meter, name, tags }) => `${meter} ${name} ${tags}`.toLowerCase().includes(wanted));
    fill(since, text('system.countedSince', { time: preciseTime(known.since) }));
    fill(list, shown.length === 0 ? empty(text('system.noCounters')) : table(text('system.tab.counters'), [
      { label: text('system.name'), head: true, cell: ({ meter, name, description }) => element('span', { title: `${meter}: ${description}` }, element('span', { className: 'code' }, name)) },
      { label: text('system.tags'), cell: ({ tags }) => element('span', { className: 'dim' }, tags) },
      { label: text('system.value'), numeric: true, cell: ({ value }) => rate(value) },
      { label: text('system.unit'), cell: ({ unit }) => unit },
      { label: text('system.delta'), numeric: true, cell: ({ delta }) => (delta === 0 ? '' : `${delta > 0 ? '+' : ''}${rate(delta)}`) },
      { label: text('system.count'), numeric: true, cell: ({ count }) => (count === null ? '' : rate(count)) },
    ], shown));
  };
  fill(host, head('counters', text('system.tab.counters'), 'counters'), element('div', { className: 'tools', id: 'order-search' }, element('div', { className: 'search' }, input),
    element('label', {}, text('system.of'), choice), since), gone.host, list);

  // A silo that was chosen may have gone meanwhile: nobody knows it, or its own last answer does not name it any more.
  const goBack = (silo) => {
    gone.say(text('system.noSilo', { silo }), '. ', text('system.noSiloHint'));
    choice.value = '';
  };
  const ask = async () => {
    const silo = choice.value;
    try {
      return { ...await api.askSystem('counters', { silo }, { signal }), chosen: silo };
    } catch (fault) {
      if (fault.kind !== 'missing') {
        throw fault;
      }
      goBack(silo);
      return { ...await api.askSystem('counters', {}, { signal }), chosen: '' };
    }
  };
  const again = follow(list, ask, (answer) => {
    // Of what was chosen before, the answer may come late.
    if (answer.chosen !== choice.value) {
      return;
    }
    offer(answer);
    if (answer.chosen === choice.value) {
      known = answer;
      draw();
    } else {
      goBack(answer.chosen);
      again();
    }
  }, signal);
  const offer = ({ own: address, silos }) => {
    const others = silos.filter((one) => one !== address);
    if (others.join() !== [...choice.options].slice(1).map(({ value }) => value).join()) {
      const chosen = choice.value;
      fill(choice, element('option', { value: '' }, address === null ? own : `${address} (${text('system.this')})`), others.map((one) => element('option', { value: one }, one)));
      choice.value = chosen;
    }
  };
}
