// One's own measurements: list, show, delete.

import { deleteSession, listSessions, showSession } from "./api.js";
import { BREATH_SCALE, HEART_SCALE, TrendChart } from "./charts/trend.js";
import { language, say } from "./text.js";
import { adviceAfterwards, whole } from "./words.js";

const when = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

export class History {
  #list;
  #empty;
  #dialog;
  #onFailure;

  /** @param {{list: Element, empty: Element, dialog: HTMLDialogElement}} elements @param {(why: Error) => void} onFailure */
  constructor({ list, empty, dialog }, onFailure) {
    this.#list = list;
    this.#empty = empty;
    this.#dialog = dialog;
    this.#onFailure = onFailure;
  }

  /** Reads the list again. */
  refresh() {
    return this.#guard(async () => {
      const sessions = await listSessions();
      this.#list.replaceChildren(...sessions.map((session) => this.#item(session)));
      this.#empty.hidden = sessions.length > 0;
    });
  }

  #item(session) {
    const date = when.format(new Date(session.started_at));
    const item = element("li", { className: "entry" });
    const time = element("time", { dateTime: session.started_at, textContent: date });
    const source = element("span", { className: "source", textContent: sourceOf(session) });
    const show = element("button", { type: "button", ariaExpanded: "false" });
    const remove = element("button", { type: "button" });
    name(show, "show", date);
    name(remove, "delete", date);
    show.onclick = () => this.#guard(() => toggle(item, show, session.id, date));
    remove.onclick = () => this.#guard(() => this.#remove(session.id));
    item.append(
      time,
      source,
      rate("heart_short", session.heart_rate),
      rate("breath_short", session.respiratory_rate),
      show,
      remove,
    );
    return item;
  }

  async #remove(id) {
    this.#dialog.returnValue = "keep";
    this.#dialog.showModal();
    await new Promise((resolve) => this.#dialog.addEventListener("close", resolve, { once: true }));
    if (this.#dialog.returnValue !== "delete") return;
    await deleteSession(id);
    await this.refresh();
  }

  async #guard(work) {
    try {
      await work();
    } catch (error) {
      this.#onFailure(error);
    }
  }
}

async function toggle(item, button, id, date) {
  const open = item.querySelector(".details");
  button.ariaExpanded = String(!open);
  name(button, open ? "show" : "hide", date);
  if (open) return open.remove();
  item.append(details(await showSession(id)));
}

function details(session) {
  const charts = element("div", { className: "details" });
  charts.append(
    figure(say("heart_title"), session, "heart_rate", HEART_SCALE),
    figure(say("breath_title"), session, "respiratory_rate", BREATH_SCALE),
  );
  return charts;
}

function figure(title, session, name, scale) {
  const values = session.estimates.map((estimate) => estimate[name].value);
  const chart = element("div", { className: "chart", role: "img", ariaLabel: `${title}: ${span(values)}` });
  const { withheld } = session[name];
  const parts = element("figure", {});
  parts.append(element("figcaption", { textContent: title }), chart);
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

function rate(label, { value }) {
  const span = element("span", { className: "rate" });
  span.append(element("b", { textContent: whole(value) }), ` /min ${say(label)}`);
  return span;
}

function sourceOf({ source, state }) {
  const words = say(`source_${source}`);
  return state === "done" ? words : say("unfinished", { source: words });
}

function name(button, verb, date) {
  button.textContent = say(verb);
  button.ariaLabel = say("of_measurement", { verb: say(verb), date });
}

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
