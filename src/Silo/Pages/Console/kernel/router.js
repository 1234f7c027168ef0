// Pages by the address's fragment: `#/stock/SKU`. Each is shown until the next one, which its signal tells it.

/**
 * @param routes `[pattern, show]`, the pattern such as `stock/:sku`; `show(host, parameters, signal)`.
 * @param onShow told which route is shown.
 * @param signal ends it.
 */
export function router(host, routes, onShow, signal) {
  let shown = new AbortController();

  function show() {
    shown.abort();
    shown = new AbortController();
    const parts = window.location.hash.replace(/^#\//, '').split('/').map(decodeURIComponent);
    const [pattern, page] = routes.find(([candidate]) => matches(candidate, parts)) ?? routes[0];
    const names = pattern.split('/');
    const parameters = Object.fromEntries(names.map((name, at) => [name.slice(1), parts[at]]).filter((_, at) => names[at].startsWith(':')));
    host.replaceChildren();
    window.scrollTo(0, 0);
    onShow(pattern);
    page(host, parameters, shown.signal);
  }

  window.addEventListener('hashchange', () => {
    show();
    host.focus();
  }, { signal });
  signal.addEventListener('abort', () => shown.abort());
  return { show };
}

const matches = (pattern, parts) => {
  const names = pattern.split('/');
  return names.length === parts.length && names.every((name, at) => (name.startsWith(':') ? parts[at] !== '' : name === parts[at]));
};

/** The address of a page. */
export const address = (...parts) => `#/${parts.map(encodeURIComponent).join('/')}`;
