// Reads what the charts draw.

/** The JSON at an address; an Error with words for the person where it cannot be had. */
export async function load(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (answer.ok) return answer.json();
  const told = await answer.json().catch(() => null);
  throw new Error(told?.message ?? `${answer.status} ${answer.statusText}`);
}

/** @param {string} address @param {string[]} methods @param {[number, number] | null} span_s */
export function wavesAt(address, methods, span_s = null) {
  const query = new URLSearchParams(methods.map((name) => ["method", name]));
  if (span_s) {
    query.set("from", span_s[0].toFixed(3));
    query.set("to", span_s[1].toFixed(3));
  }
  return load(`${address}?${query}`);
}

/** Shows a failure instead of swallowing it. */
export async function guarded(problem, work) {
  try {
    await work();
    problem.hidden = true;
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}
