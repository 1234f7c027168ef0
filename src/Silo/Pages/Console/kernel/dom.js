// Elements without markup in strings: whatever a text holds, it stays text.

/** @param properties set on the element; those with a hyphen and `role` are attributes, `on…` are listeners. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) {
      continue;
    }
    if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (name.includes('-') || name === 'role' || name === 'colspan' || name === 'scope') {
      made.setAttribute(name, value);
    } else {
      made[name] = value;
    }
  }
  made.append(...present(children));
  return made;
}

const svgSpace = 'http://www.w3.org/2000/svg';

/** An element of a drawing; everything is an attribute. */
export function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...present(children));
  return made;
}

/**
 * Puts other children into an element. Who was in it by keyboard stays at the same thing when it is there again, and what was scrolled
 * to the side stays so: a page that reads itself again takes nothing out of anybody's hands.
 */
export function fill(host, ...children) {
  const focused = host.contains(document.activeElement) && host !== document.activeElement ? document.activeElement : null;
  const scrolled = [...host.querySelectorAll(sideways)].map(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
  host.replaceChildren(...present(children));
  if (scrolled.some(([left, top]) => left > 0 || top > 0)) {
    [...host.querySelectorAll(sideways)].slice(0, scrolled.length).forEach((part, at) => part.scrollTo(...scrolled[at]));
  }
  if (focused !== null) {
    const wanted = identityOf(focused);
    [...host.querySelectorAll(focused.tagName)].find((one) => identityOf(one) === wanted)?.focus({ preventScroll: true });
  }
}

const sideways = '.table-host, .wall-host, .log';

const identityOf = (one) => one.getAttribute('href') ?? one.getAttribute('aria-label') ?? one.textContent;

const present = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);

let lastId = 0;

/** An id that no other element of the page has. */
export const freshId = (name) => `${name}-${(lastId += 1)}`;
