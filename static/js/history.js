// One's own measurements: the list of them, and how the rates went from one to the next.

import { deleteSession, listSessions, listTrend, showSession } from "./api.js";
import { DaysChart } from "./charts/days.js";
import { confirmed } from "./confirm.js";
import { element } from "./element.js";
import { entryDetails } from "./history-entry.js";
import { language, say } from "./text.js";
import { whole } from "./words.js";

const when = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const MIN_TREND = 2; // measurements; one alone has no trend

export class History {
  #list;
  #empty;
  #dialog;
  #trend;
  #days;
  #forget;
  #onFailure;

  /**
   * @param {{list: Element, empty: Element, dialog: HTMLDialogElement, forget: Element, trend: Element, days: Element}} parts
   * @param {(why: Error) => void} onFailure
   */
  constructor({ list, empty, dialog, forget, trend, days }, onFailure) {
    this.#list = list;
    this.#empty = empty;
    this.#dialog = dialog;
    this.#trend = trend;
    this.#forget = forget;
    this.#days = new DaysChart(days);
    this.#onFailure = onFailure;
  }

  /** Reads the list again. */
  refresh() {
    return this.#guard(async () => {
      const [sessions, points] = await Promise.all([listSessions(), listTrend()]);
      this.#list.replaceChildren(...sessions.map((session) => this.#item(session)));
      this.#empty.hidden = sessions.length > 0;
      this.#forget.hidden = sessions.length === 0;
      this.#trend.hidden = points.length < MIN_TREND;
      this.#days.show(points);
    });
  }

  #item(session) {
    const date = when.format(new Date(session.started_at));
    const item = element("li", { className: "entry" });
    const show = element("button", { type: "button", ariaExpanded: "false" });
    const remove = element("button", { type: "button" });
    name(show, "show", date);
    name(remove, "delete", date);
    show.onclick = () => this.#guard(() => this.#toggle(item, show, session.id, date));
    remove.onclick = () => this.#guard(() => this.#remove(session.id));
    item.append(
      element("time", { dateTime: session.started_at, textContent: date }),
      element("span", { className: "source", textContent: sourceOf(session) }),
      rate("heart_short", session.heart_rate),
      rate("breath_short", session.respiratory_rate),
      show,
      remove,
    );
    if (session.note) item.append(element("p", { className: "words", textContent: session.note }));
    return item;
  }

  async #toggle(item, button, id, date) {
    const open = item.querySelector(".details");
    button.ariaExpanded = String(!open);
    name(button, open ? "show" : "hide", date);
    if (open) return open.remove();
    item.querySelector(".words")?.remove(); // it stands in the details now
    item.append(entryDetails(await showSession(id), (work) => this.#guard(work)));
  }

  async #remove(id) {
    if (!(await confirmed(this.#dialog))) return;
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
