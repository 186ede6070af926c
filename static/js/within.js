const GIVE_UP_MS = 5000;

// A connection that died in its sleep answers never, and a browser has only a few: the signal by which a request is given up.
export function within(ms = GIVE_UP_MS) {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), ms);
  return abort.signal;
}
