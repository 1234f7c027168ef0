// A text with coloured ranges as nodes. Ranges may overlap: a piece has the classes of all that cover it.

/** @param marks {{start: number, end: number, className: string}[]} */
export function paint(text, marks) {
  const edges = new Set([0, text.length]);
  for (const { start, end } of marks) {
    edges.add(start).add(end);
  }
  const places = [...edges].filter((place) => place <= text.length).sort((one, other) => one - other);
  const sorted = [...marks].sort((one, other) => one.start - other.start);
  const fragment = document.createDocumentFragment();
  let open = [];
  let next = 0;
  for (let index = 0; index + 1 < places.length; index++) {
    const [start, end] = [places[index], places[index + 1]];
    for (; next < sorted.length && sorted[next].start <= start; next++) {
      open.push(sorted[next]);
    }
    open = open.filter((mark) => mark.end > start);
    const piece = text.slice(start, end);
    if (open.length === 0) {
      fragment.append(piece);
      continue;
    }
    const span = document.createElement('span');
    span.className = open.map(({ className }) => className).join(' ');
    span.textContent = piece;
    fragment.append(span);
  }
  return fragment;
}
