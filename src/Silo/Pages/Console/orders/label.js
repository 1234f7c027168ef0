// The label of a parcel, or of goods that come back: whose it is, its number, and its print.

import { element } from '../kernel/dom.js';
import { fileButton } from '../kernel/file.js';
import { facts } from '../kernel/table.js';
import { text } from '../kernel/words.js';

/** What is asked of a label. */
export const labelFields = '{ state carrier trackingNumber refusalCode url }';

/** Whose it is, or why there is none. @param number of the parcel or the return, for those who listen. */
export function labelOf(label, number) {
  if (label === null || label.state === 'VOIDED') {
    return null;
  }
  if (label.state === 'REFUSED') {
    return text('label.refused', { code: label.refusalCode });
  }
  return label.trackingNumber === null ? text('label.comes')
    : element('span', {}, label.carrier, ' ', element('span', { className: 'code' }, label.trackingNumber), ' ', printOf(label, number));
}

/** The same with its name; nothing when there is no label, or none that this role may see. */
export function labelFact(label, number) {
  const shown = labelOf(label, number);
  return shown === null ? null : facts([[text('label.title'), shown]]);
}

// A path is of this host, where the token is asked for; an address is the carrier's, who knows nothing of it.
function printOf({ state, url, trackingNumber }, number) {
  if (state !== 'BOUGHT' || url === null) {
    return null;
  }
  const name = text('label.printOf', { number });
  return url.startsWith('/') ? fileButton({ label: text('label.print'), name, path: () => url, fileName: `${trackingNumber}.pdf` })
    : element('a', { href: url, target: '_blank', rel: 'noopener', 'aria-label': name }, text('label.print'));
}
