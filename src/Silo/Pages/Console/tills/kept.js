// Which basket this tab took up in each shop, so that a reload finds it again.

const keyOf = (place) => `console.basket.${place}`;

/** @param basket `{id, label}`; null when there is none any more. */
export function keep(place, basket) {
  if (basket === null) {
    sessionStorage.removeItem(keyOf(place));
  } else {
    sessionStorage.setItem(keyOf(place), JSON.stringify(basket));
  }
}

/** The basket that was taken up last; null when there is none. */
export const kept = (place) => JSON.parse(sessionStorage.getItem(keyOf(place)));
