// A connection that died in its sleep answers never: the signal by which a request is given up after so many milliseconds.
export function within(ms) {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), ms);
  return abort.signal;
}
