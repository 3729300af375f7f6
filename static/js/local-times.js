// The server tells times in UTC; the page shows them as the reader's clock does.

const language = document.documentElement.lang || "en";
const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

/** @param {string} iso such as 2026-11-23T09:30:00+00:00 */
export function localTime(iso) {
  return format.format(new Date(iso));
}

for (const time of document.querySelectorAll("time[data-local]")) time.textContent = localTime(time.dateTime);
