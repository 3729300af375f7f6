// What a study adds to the page: its questions before and after, and what it makes of a result.
// Without a study there is no panel, and nothing of this happens.

import { answerStudy, studyOutcome } from "./api.js";
import { localTime } from "./local-times.js";

const OF_QUESTIONS = "[name^=question-], [name=activity]";

export class Study {
  #panel;
  #form;
  #onFailure;
  #session = "";

  /**
   * @param {HTMLElement | null} panel with [data-words], a form with the questions after, and a link [data-back]
   * @param {HTMLFormElement} form of the measurement, in a study with its questions before
   * @param {(why: Error) => void} onFailure
   */
  constructor(panel, form, onFailure) {
    this.#panel = panel;
    this.#form = form;
    this.#onFailure = onFailure;
    if (panel) {
      panel.querySelector("form").onsubmit = (event) => {
        event.preventDefault();
        this.#guard(() => answerStudy(this.#session, answersIn(event.target)));
      };
    }
  }

  /** What goes to the server with the wish to be measured; nothing outside of a study. */
  get choices() {
    if (!this.#panel) return {};
    const activity = this.#form.elements.activity?.value ?? "";
    return { answers: answersIn(this.#form), activity };
  }

  /** The result of this session is there. */
  finished(session) {
    if (!this.#panel) return;
    this.#session = session;
    forgetAnswers(this.#form); // those of the next measurement are other ones
    this.#guard(() => studyOutcome(session));
  }

  hide() {
    if (this.#panel) this.#panel.hidden = true;
  }

  async #guard(work) {
    try {
      this.#show(await work());
    } catch (error) {
      this.#onFailure(error);
    }
  }

  #show({ words, due_at, asks, again }) {
    const questions = this.#panel.querySelector("form");
    if (questions.hidden && asks) questions.reset();
    questions.hidden = !asks;
    this.#panel.querySelector("[data-words]").textContent = words.replace("{at}", due_at && localTime(due_at));
    this.#form.hidden = !again;
    this.#panel.hidden = false;
  }
}

function forgetAnswers(form) {
  for (const field of form.querySelectorAll(OF_QUESTIONS)) {
    if (field.type === "radio") field.checked = false;
    else field.value = "";
  }
}

/** The answers of a form, by number of the question; what was left open is not among them. */
function answersIn(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => name.startsWith("question-") && value !== "");
  return Object.fromEntries(fields.map(([name, value]) => [name.slice("question-".length), value]));
}
