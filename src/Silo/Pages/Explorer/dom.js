// Elements without markup in strings: whatever a text holds, it stays text.

/** @param properties set on the element; those with a hyphen and `role` are attributes, `on…` are listeners. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (name.includes('-') || name === 'role') {
      made.setAttribute(name, value);
    } else {
      made[name] = value;
    }
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export const byId = (id) => document.getElementById(id);

/** A description: what stands in backticks is code. */
export function prose(text, className = 'prose') {
  const parts = text.split(/`([^`]+)`/);
  return element('p', { className }, ...parts.map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part)));
}
