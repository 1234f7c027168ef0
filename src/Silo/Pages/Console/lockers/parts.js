// Words about a bank's hardware.

import { badge } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { reach } from './banks.js';

const tones = { heard: 'good', silent: 'wrong', unknown: 'calm' };

export function reachBadge(bank) {
  const state = reach(bank);
  return badge(text(`lockers.reach.${state}`), tones[state]);
}
