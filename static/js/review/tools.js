// The buttons above the charts, and the keys n and p.

import { say } from "../text.js";

const STEP = 0.5;

/** Buttons with data-zoom change the range; `output` tells it. */
export function zoomTools(range, buttons, output) {
  const acts = {
    in: () => range.zoom(STEP),
    out: () => range.zoom(1 / STEP),
    back: () => range.move(-STEP),
    on: () => range.move(STEP),
    all: () => range.reset(),
  };
  for (const button of buttons) button.addEventListener("click", acts[button.dataset.zoom]);
  const tell = () => {
    const [from_s, to_s] = range.shown.map((t_s) => say("seconds", { n: +t_s.toFixed(1) }));
    output.textContent = `${from_s} – ${to_s}`;
  };
  range.watch(tell);
  tell();
}

/** Dragging marks a span while the button is pressed; the span goes into the form. */
export function markTools(stage, button, form) {
  if (!button || !form) return;
  const [start, end, text] = ["start_s", "end_s", "text"].map((name) => form.elements[name]);
  const typed = () => (start.value && end.value ? [+start.value, +end.value] : [null, null]);
  button.addEventListener("click", () => {
    stage.isMarking = !stage.isMarking;
    button.ariaPressed = String(stage.isMarking);
  });
  for (const input of [start, end]) input.addEventListener("input", () => stage.wish(...typed()));
  stage.onMark((start_s, end_s) => {
    [start.value, end.value] = [start_s.toFixed(1), end_s.toFixed(1)];
    text.focus();
  });
}

/** n and p go along the list, where nobody is typing. */
export function listKeys(links) {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select") || event.ctrlKey || event.altKey || event.metaKey;
    if (!isTyping) links[event.key]?.click();
  });
}
