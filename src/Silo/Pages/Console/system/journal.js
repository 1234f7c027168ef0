// The journal: how it commits, how much it holds, and how late the lists that follow it are.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { bytes, dateTime, number, rate, seconds } from '../kernel/format.js';
import { badge, table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { card, follow, head, tile, timeOf, windowChoice, windowLabel } from './parts.js';

export function showJournal(host, _, signal) {
  const window = windowChoice(() => again());
  const [tiles, held, views] = [element('dl', { className: 'tiles' }), element('dl', { className: 'tiles' }), element('div')];
  fill(host, head('journal', text('system.tab.journal'), 'journal', windowLabel(window)), tiles, held,
    element('div', { className: 'grid' }, card('views', text('system.feed'), 'wide', views)));
  const again = follow(views, () => api.askSystem('journal', { window: window.value }, { signal }), ({ writer, size, views: lists }) => {
    const last = text('system.last', { seconds: seconds(writer.windowSeconds) });
    fill(tiles,
      tile('commits', text('system.appends'), rate(writer.commit.perSecond), text('system.perSecondLast', { last })),
      tile('written', text('system.written'), rate(writer.eventsPerSecond), text('system.perSecondLast', { last })),
      tile('batch', text('system.batch'), rate(writer.eventsPerBatch), text('system.batchHint', { p95: number(writer.eventsPerBatchP95), count: number(writer.batches), last })),
      tile('commit-mean', text('system.commitMean'), timeOf(writer.commit, 'meanMilliseconds'), last),
      tile('commit-p50', text('system.commitP50'), timeOf(writer.commit, 'p50Milliseconds'), last),
      tile('commit-p95', text('system.commitP95'), timeOf(writer.commit, 'p95Milliseconds'), last),
      tile('commit-p99', text('system.commitP99'), timeOf(writer.commit, 'p99Milliseconds'), last),
      tile('conflicts', text('system.conflicts'), number(writer.conflicts), text('system.appendsLast', { last }), writer.conflicts > 0 ? 'is-warn' : ''),
      tile('retries', text('system.retries'), number(writer.retries + writer.refused), text('system.retriesHint', { last }), writer.retries + writer.refused > 0 ? 'is-warn' : ''));
    const about = size.isEstimate ? text('system.estimate') : text('system.now');
    fill(held,
      tile('size', text('system.size'), bytes(size.bytes), `${size.store}, ${text('system.now')}`),
      tile('events', text('system.events'), number(size.events), about),
      tile('snapshots', text('system.snapshots'), number(size.snapshots), about),
      tile('bytes', text('system.payload'), `${bytes(writer.bytesPerSecond)}/s`, last));
    fill(views, table(text('system.feed'), [
      { label: text('system.list'), head: true, cell: ({ name }) => element('span', { className: 'code' }, name) },
      { label: text('overview.lag'), numeric: true, cell: ({ lagSeconds }) => seconds(lagSeconds) },
      { label: text('orders.state'), cell: ({ fault, faultSince, isRebuilding }) => {
        if (fault !== null) {
          return [badge(text('system.fault'), 'wrong'), ` ${fault} (${dateTime(faultSince)})`];
        }
        return isRebuilding ? badge(text('system.rebuilding'), 'note') : badge(text('system.follows'), 'good');
      } },
    ], lists));
  }, signal);
}
