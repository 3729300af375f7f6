// Several methods side by side: all charts show the same seconds.

import { PulsePanel } from "./lines.js";
import { guarded, wavesAt } from "./load.js";
import { SpectrogramPanel } from "./spectrogram.js";
import { Stage } from "./stage.js";

const part = (id) => document.getElementById(id);
const facts = JSON.parse(part("chart-data").textContent);
const stage = new Stage(facts.duration_s);

guarded(part("chart-problem"), async () => {
  const { methods } = await wavesAt(facts.waves, facts.methods);
  for (const seen of methods) {
    new PulsePanel(part(`pulse-${seen.method}`), stage).set(seen);
    new SpectrogramPanel(part(`spectrogram-${seen.method}`), stage).set(seen.spectrogram, facts.series[seen.method]);
  }
});
