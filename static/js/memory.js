// What this browser remembers by name: `lasting` for as long as it is this device, `passing` until the tab is closed. One that is
// full, or forbids it, remembers nothing over a reload; no tap fails for that.
function memory(storage) {
  return {
    get(name, otherwise = null) {
      try {
        return JSON.parse(window[storage].getItem(name)) ?? otherwise;
      } catch {
        return otherwise;
      }
    },

    // null is forgotten.
    put(name, value) {
      try {
        if (value === null) window[storage].removeItem(name);
        else window[storage].setItem(name, JSON.stringify(value));
      } catch {
        // what was remembered before stands, or nothing
      }
    },

    clear() {
      try {
        window[storage].clear();
      } catch {
        // there is nothing
      }
    },
  };
}

export const lasting = memory("localStorage");
export const passing = memory("sessionStorage");
