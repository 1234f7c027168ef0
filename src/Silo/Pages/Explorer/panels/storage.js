// What the browser keeps. Documents, variables and history outlive the window; headers hold secrets, and end with it.

const prefix = 'orleanscommerce.explorer.';

export const lasting = (name, otherwise) => slot(() => localStorage, prefix + name, otherwise);
export const passing = (name, otherwise) => slot(() => sessionStorage, prefix + name, otherwise);

// A browser may refuse storage, or have no room left: the explorer works without it.
function slot(storage, key, otherwise) {
  return {
    read() {
      try {
        return JSON.parse(storage().getItem(key)) ?? otherwise;
      } catch {
        return otherwise;
      }
    },
    write(value) {
      try {
        storage().setItem(key, JSON.stringify(value));
      } catch {
        // The page goes on with what it has in memory.
      }
    },
  };
}
