// The states of units: which there are, and what was in them earlier.

/** What a stock item tells, in the order in which a page shows it. */
export const levelFields = ['onHand', 'available', 'reserved', 'allocated', 'safety', 'incoming', 'inTransit', 'damaged', 'qualityControl', 'atLocker', 'onTrial'];

export const levelSelection = `sku version ${levelFields.join(' ')} location { id name kind }`;

const shelf = ['AVAILABLE', 'RESERVED', 'ALLOCATED', 'SAFETY'];

/**
 * The levels after each change, oldest first, worked out backwards from the levels now.
 * @param item the levels now.
 * @param changes newest first, without a gap, the newest being the item's version.
 */
export function levelsOverTime(item, changes) {
  const units = {
    AVAILABLE: item.onHand - item.reserved - item.allocated - item.safety,
    RESERVED: item.reserved,
    ALLOCATED: item.allocated,
    SAFETY: item.safety,
  };
  const points = [];
  for (const { at, movements } of changes) {
    points.push({
      at: Date.parse(at),
      onHand: shelf.reduce((sum, state) => sum + units[state], 0),
      reserved: units.RESERVED,
      allocated: units.ALLOCATED,
      available: units.AVAILABLE,
    });
    for (const { from, to, quantity } of movements) {
      if (to in units) {
        units[to] -= quantity;
      }
      if (from in units) {
        units[from] += quantity;
      }
    }
  }
  return points.reverse();
}
