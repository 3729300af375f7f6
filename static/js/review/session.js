// The page of one session: stored estimates at once, waves of its signals as soon as they are made.

import { element } from "../element.js";
import { EventsPanel } from "./events.js";
import { ColourPanel, MotionPanel, PulsePanel, QualityPanel, RatePanel, WavePanel } from "./lines.js";
import { guarded, load, wavesAt } from "./load.js";
import { SpectrogramPanel } from "./spectrogram.js";
import { Stage } from "./stage.js";
import { listKeys, markTools, zoomTools } from "./tools.js";

const HEART_SCALE = [50, 100]; // holds most people at rest, in 1/min
const BREATH_SCALE = [0, 30];
const CALM_MS = 250; // so long after the last zoom finer waves are asked for

const part = (id) => document.getElementById(id);
const facts = JSON.parse(part("chart-data").textContent);
const problem = part("chart-problem");
const stage = new Stage(facts.duration_s, facts.annotations);
const { range } = stage;

const events = new EventsPanel(part("events"), stage);
const heart = new RatePanel(part("heart"), stage, HEART_SCALE);
const breath = new RatePanel(part("breath"), stage, BREATH_SCALE);
const quality = new QualityPanel(part("quality"), stage);

zoomTools(range, document.querySelectorAll("[data-zoom]"), part("range"));
markTools(stage, part("mark"), part("annotate"));
listKeys({ n: part("after"), p: part("before") });

guarded(problem, async () => {
  const [own, against] = await Promise.all([load(facts.series), facts.against ? load(facts.against) : null]);
  events.set(own);
  heart.set(own, against, "heart_rate", facts.references.heart_rate);
  breath.set(own, against, "respiratory_rate", facts.references.respiratory_rate);
  quality.set(own);
  if (facts.waves) await signals(own);
});

/** All that is made of the stored signals. */
async function signals(own) {
  const pulse = new PulsePanel(part("pulse"), stage);
  const spectrogram = new SpectrogramPanel(part("spectrogram"), stage);
  const wave = new WavePanel(part("breath-wave"), stage);
  const motion = new MotionPanel(part("motion"), stage);
  const colours = new ColourPanel(part("colours"), stage);
  const [method, source, region] = ["method", "breath-source", "region"].map(part);
  let seen;

  const drawWaves = () => {
    wave.set(seen.breath[source.value] ?? { t_s: [0], v: [null] });
    colours.set(seen.colours[region.value] ?? { t_s: [0], rgb: [[null], [null], [null]] });
  };
  const draw = () => {
    events.setGaps(seen.gaps);
    pulse.set(seen.methods[0]);
    spectrogram.set(seen.methods[0].spectrogram, own);
    motion.set(seen.motion, seen.colours.skin);
    drawWaves();
  };
  const read = async () => {
    seen = await wavesAt(facts.waves, [method.value], range.isWhole ? null : range.shown);
    fill(source, Object.keys(seen.breath));
    fill(region, Object.keys(seen.colours));
    draw();
  };

  await read();
  method.addEventListener("change", () => guarded(problem, read));
  source.addEventListener("change", drawWaves);
  region.addEventListener("change", drawWaves);
  if (seen.is_thinned) range.watch(calmly(() => guarded(problem, read)));
}

/** Names that are there, in the words of the page; the choice stays. */
function fill(select, names) {
  if (select.options.length) return;
  for (const name of names) select.append(element("option", { value: name, textContent: select.dataset[name] ?? name }));
}

function calmly(work) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, CALM_MS);
  };
}
