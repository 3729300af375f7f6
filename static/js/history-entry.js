// One measurement in full: its charts, a note, values measured otherwise, and its files.

import { changeSession } from "./api.js";
import { BREATH_SCALE, HEART_SCALE, TrendChart } from "./charts/trend.js";
import { element } from "./element.js";
import { references } from "./references.js";
import { say } from "./text.js";
import { adviceAfterwards, whole } from "./words.js";

const CHOICES = ["store_signals", "research"];

/** @param {object} session as the server shows it @param {(work: () => Promise<void>) => void} guard says failures */
export function entryDetails(session, guard) {
  return element(
    "div",
    { className: "details" },
    figure(say("heart_title"), session, "heart_rate", HEART_SCALE),
    figure(say("breath_title"), session, "respiratory_rate", BREATH_SCALE),
    note(session, guard),
    references(session, guard),
    choices(session, guard),
    files(session),
  );
}

function figure(title, session, name, scale) {
  const values = session.estimates.map((estimate) => estimate[name].value);
  const chart = element("div", { className: "chart", role: "img", ariaLabel: `${title}: ${span(values)}` });
  const { withheld } = session[name];
  const parts = element("figure", {}, element("figcaption", { textContent: title }), chart);
  if (withheld) parts.append(element("p", { className: "note", textContent: adviceAfterwards(withheld) }));
  const trend = new TrendChart(chart, scale);
  session.estimates.forEach((estimate) => trend.push(estimate.t_s, estimate[name]));
  return parts;
}

/** The chart in words, for those who do not see it. */
function span(values) {
  const answered = values.filter((value) => value !== null);
  if (!answered.length) return say("no_answer");
  return say("span", { low: whole(Math.min(...answered)), high: whole(Math.max(...answered)) });
}

function note({ id, note: text }, guard) {
  const area = element("textarea", { value: text ?? "", rows: 2 });
  const told = element("span", { className: "told", role: "status" });
  const save = element("button", { type: "submit", textContent: say("save") });
  const label = element("label", {}, say("note"), area);
  const form = element("form", { className: "typed" }, label, save, told);
  area.oninput = () => (told.textContent = "");
  form.onsubmit = (event) => {
    event.preventDefault();
    guard(async () => {
      area.value = (await changeSession(id, { note: area.value })).note;
      told.textContent = say("saved");
    });
  };
  return form;
}

/** The two choices beside the consent, as long as they are given; each can be taken back. */
function choices({ id, consent = {} }, guard) {
  const given = CHOICES.filter((choice) => consent[choice]);
  const buttons = given.map((choice) => {
    const button = element("button", { type: "button", textContent: say(`take_back_${choice}`) });
    button.onclick = () =>
      guard(async () => {
        await changeSession(id, { [choice]: false });
        button.replaceWith(element("span", { role: "status", textContent: say("taken_back") }));
      });
    return button;
  });
  return element("p", { className: "files", hidden: !given.length }, ...buttons);
}

/** The report tells its times as the reader's clock does. */
function zone() {
  return encodeURIComponent(new Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC");
}

function files({ downloads = {} }) {
  const links = Object.entries(downloads).map(([format, href]) =>
    element("a", { href: href + (format === "pdf" ? `?zone=${zone()}` : ""), textContent: say(`file_${format}`), download: "" }),
  );
  return element("p", { className: "files" }, say("download"), ...links);
}
