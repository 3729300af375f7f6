// Values that the person measured otherwise and typed in, beside those of the camera.

import { addReference, deleteReference } from "./api.js";
import { element } from "./element.js";
import { number, say } from "./text.js";

/** @param {object} session as the server shows it @param {(work: () => Promise<void>) => void} guard says failures */
export function references(session, guard) {
  const list = element("ul", {});
  const show = (rows) => list.replaceChildren(...rows.map((row) => item(session, row, guard)));
  show(session.references ?? []);
  const box = element("div", { className: "references" });
  box.append(element("h3", { textContent: say("references") }), list, form(session, guard, show));
  return box;
}

function form({ id }, guard, show) {
  const [heart, breath] = [field("heart_rate"), field("respiratory_rate")];
  const device = element("input", { type: "text", maxLength: 100, placeholder: say("reference_example") });
  const add = element("button", { type: "submit", textContent: say("add") });
  const made = element(
    "form",
    { className: "typed" },
    labelled("heart_rate_unit", heart),
    labelled("respiratory_rate_unit", breath),
    labelled("reference_how", device),
    add,
  );
  made.onsubmit = (event) => {
    event.preventDefault();
    guard(async () => {
      const typed = { device: device.value };
      if (heart.value) typed.heart_rate = heart.valueAsNumber;
      if (breath.value) typed.respiratory_rate = breath.valueAsNumber;
      show((await addReference(id, typed)).references);
      made.reset();
    });
  };
  return made;
}

function item(session, { id, kind, value, device }, guard) {
  const measured = session[kind].value;
  const remove = element("button", { type: "button", textContent: say("delete") });
  const told = { rate: say(kind), value: number(value), device: device || say("reference_no_device") };
  const words = say("reference", told);
  const compared = measured === null ? "" : say("reference_error", { n: difference(measured - value) });
  const made = element("li", {}, `${words} ${compared}`, remove);
  remove.ariaLabel = `${say("delete")}: ${words}`;
  remove.onclick = () =>
    guard(async () => {
      await deleteReference(session.id, id);
      made.remove();
    });
  return made;
}

function field(name) {
  return element("input", { type: "number", step: "any", min: 1, max: 300, inputMode: "decimal", name });
}

function labelled(key, input) {
  return element("label", {}, say(key), input);
}

/** With its sign, which says whether the camera read too high or too low. */
function difference(value_bpm) {
  return `${value_bpm < 0 ? "−" : "+"}${number(Math.abs(value_bpm), 1)}`;
}
