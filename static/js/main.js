// Puts the page together: elements, choices, one session at a time.

import { Camera, listCameras } from "./camera.js";
import { BREATH_SCALE, HEART_SCALE, TrendChart, WaveChart } from "./chart.js";
import { History } from "./history.js";
import { Numbers } from "./numbers.js";
import { Overlay } from "./overlay.js";
import { Result } from "./result.js";
import { Sample } from "./sample.js";
import { Session } from "./session.js";
import { Status } from "./status.js";
import { Traffic } from "./traffic.js";
import { advice } from "./words.js";

const $ = (id) => document.getElementById(id);
const testid = (name) => document.querySelector(`[data-testid=${name}]`);

const status = new Status(testid("status"), testid("instruction"));
const result = new Result($("result"));
const overlay = new Overlay($("outline"));
const tile = (name) => ({ number: $(name), hint: $(`${name}-hint`) });
const numbers = new Numbers(
  { heart_rate: tile("heart-rate"), respiratory_rate: tile("respiratory-rate") },
  { word: $("quality"), meter: $("meter") },
);
const pulse = new WaveChart($("pulse-chart"));
const breath = new WaveChart($("breath-chart"));
const heartTrend = new TrendChart($("heart-trend"), HEART_SCALE);
const breathTrend = new TrendChart($("breath-trend"), BREATH_SCALE);
const traffic = new Traffic($("traffic"));
const history = new History({ list: $("history-list"), empty: $("history-empty"), dialog: $("confirm") }, (error) =>
  status.say(error.message),
);

const SAYS = {
  idle: testid("status").textContent,
  starting: "Starting …",
  measuring: "Measuring. Look at the camera and keep still.",
  finishing: "Working out the result …",
  done: "Done.",
};
const TWO_FACES = "Two faces: the larger one is measured.";
const SECOND_FACE_S = 3; // a second face that was seen so long ago is still spoken of

let session = null;
let wakeLock = null;
let first_s = null;
let crowded_s = -Infinity; // the capture time until which a second face counts as there

function busy() {
  return ["starting", "measuring", "finishing"].includes(session?.state);
}

function begin(source) {
  if (busy() || !$("consent").checked) return;
  clear();
  const choices = {
    consent: $("consent").value,
    source,
    mode: $("mode").value,
    store_signals: $("store").checked,
    duration_s: Number($("duration").value),
  };
  session = new Session(choices, handlersFor(source));
  traffic.follow(session);
  session.start(() => (source === "sample" ? Sample.open($("sample")) : Camera.open($("video"), $("camera").value)));
}

function clear() {
  numbers.clear();
  result.hide();
  status.clear();
  overlay.clear();
  for (const chart of [pulse, breath]) chart.show(null);
  for (const chart of [heartTrend, breathTrend]) chart.clear();
  $("progress").value = 0;
  first_s = null;
  crowded_s = -Infinity;
}

function handlersFor(source) {
  const isSample = source === "sample";
  return {
    state: enter,
    source: (size) => {
      overlay.fit(size);
      $("video").hidden = isSample;
      $("sample").hidden = !isSample;
      $("outline").classList.toggle("mirrored", !isSample);
      if (!isSample) nameCameras();
    },
    connection: (fine) => (fine ? status.clear("connection") : status.instruct("Connecting again …", "connection")),
    vision,
    estimate,
    progress: (done_s, duration_s) => {
      $("progress").value = done_s / duration_s;
      $("left").textContent = `${Math.ceil(duration_s - done_s)} s left`;
    },
    result: (message, note) => finish(message, { isSample, note }),
    failed: (failure) => {
      numbers.keep();
      status.say(failure.message);
    },
  };
}

function enter(state) {
  document.body.dataset.state = state;
  $("start").hidden = busy();
  $("stop").hidden = !busy();
  $("stop").disabled = state === "finishing";
  $("start").textContent = state === "done" ? "Measure again" : "Start";
  if (SAYS[state]) status.say(SAYS[state]);
  allowPresses();
  keepAwake(state === "measuring");
  if (state === "starting") $("stage").scrollIntoView({ block: "nearest" });
  if (state !== "measuring") $("left").textContent = "";
  if (!busy()) {
    status.clear();
    overlay.clear();
    $("video").hidden = $("sample").hidden = true;
  }
}

function vision({ t_s, outline, faces }) {
  overlay.show(outline ?? []);
  if (faces > 1) crowded_s = t_s + SECOND_FACE_S;
  status.say(t_s < crowded_s ? TWO_FACES : SAYS.measuring);
  if (faces === 0) status.instruct(advice("no_face"), "no_face");
}

function estimate(message) {
  first_s ??= message.t_s;
  numbers.show(message);
  pulse.show(message.pulse);
  breath.show(message.breath);
  heartTrend.push(message.t_s - first_s, message.heart_rate.value);
  breathTrend.push(message.t_s - first_s, message.respiratory_rate.value);
  if (session.state === "measuring") instruct(message);
}

function instruct({ instruction, newest_t_s }) {
  const onlyPatience = !instruction || instruction.code === "too_short";
  if (onlyPatience && newest_t_s < crowded_s) status.instruct(TWO_FACES, "two_faces");
  else status.instruct(instruction?.text ?? "", instruction?.code);
}

function finish(message, about) {
  numbers.show(message);
  numbers.keep();
  result.show(message, about);
  history.refresh();
}

function allowPresses() {
  $("start").disabled = $("try").disabled = busy() || !$("consent").checked;
  for (const field of ["consent", "camera", "mode", "duration", "store"]) $(field).disabled = busy();
}

async function nameCameras() {
  const chosen = $("camera").value;
  const cameras = await listCameras();
  const options = cameras.map((camera, i) => new Option(camera.label || `Camera ${i + 1}`, camera.deviceId));
  $("camera").replaceChildren(new Option("Front camera", ""), ...options);
  $("camera").value = chosen;
}

/** Keeps the screen on while measuring, where the browser can. */
async function keepAwake(wanted) {
  if (!wanted) {
    await wakeLock?.release();
    wakeLock = null;
  } else if (navigator.wakeLock && !wakeLock) {
    wakeLock = await navigator.wakeLock.request("screen").catch(() => null); // refused on low battery
  }
}

$("consent").onchange = allowPresses;
$("form").onsubmit = (event) => {
  event.preventDefault();
  begin("camera");
};
$("try").onclick = () => begin("sample");
$("stop").onclick = () => session?.stop();
document.addEventListener("visibilitychange", () => {
  if (session?.state === "measuring" && document.hidden) status.instruct(advice("gaps"), "gaps");
});

clear();
allowPresses();
history.refresh();
