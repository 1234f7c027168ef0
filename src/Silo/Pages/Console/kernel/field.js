// A control with its name, and what is to be known of it.

import { element } from './dom.js';
import { text } from './words.js';

export const field = (label, control, { hint = null, className = 'field' } = {}) => element('label', { className },
  element('span', {}, text(label)), control, hint === null ? null : element('small', {}, text(hint)));
