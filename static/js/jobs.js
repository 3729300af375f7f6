// How far the jobs of a study are, asked for while one of them runs. Without this the page is loaded again.

const EVERY_MS = 2000;

async function look(table) {
  const answer = await fetch(table.dataset.progress, { headers: { accept: "application/json" } });
  if (answer.redirected) clearInterval(timer); // the login has ended
  if (answer.redirected || !answer.ok) return; // the next look may find the server again
  const { jobs } = await answer.json();
  if (jobs.some((job) => has_changed(table, job))) location.reload();
  jobs.forEach((job) => show(table, job));
}

// New, or over since the page was made: then it has other buttons and other results.
function has_changed(table, job) {
  const row = row_of(table, job);
  return !row || (row.dataset.open === "yes" && !job.is_open);
}

function show(table, job) {
  const row = row_of(table, job);
  if (!row) return;
  const bar = row.querySelector("progress");
  bar.max = job.whole;
  bar.value = job.part;
  row.querySelector(".words").textContent = job.words;
}

function row_of(table, job) {
  return table.querySelector(`[data-job="${job.id}"]`);
}

const table = document.querySelector("[data-progress]");
const timer = setInterval(() => look(table).catch(() => {}), EVERY_MS); // away: the next look tells
