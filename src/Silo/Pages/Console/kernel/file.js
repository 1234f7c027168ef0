// A file that only those may see who are signed in.

import { api } from './api.js';
import { element } from './dom.js';
import { toastTrouble } from './toast.js';

/** A button that saves it: it is asked for with the token of who is signed in, which stands in no address, so there is nothing to link to. */
export const fileButton = ({ label, name, path, fileName }) => element('button', {
  type: 'button', className: 'quiet', 'aria-label': name, onclick: async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await save(path(), fileName);
    } catch (fault) {
      toastTrouble(fault);
    } finally {
      button.disabled = false;
    }
  },
}, label);

async function save(path, fileName) {
  const file = URL.createObjectURL(await api.fetchFile(path));
  const link = element('a', { href: file, download: fileName, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(file);
}
