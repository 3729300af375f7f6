// Puts the page together; one session at a time.

import { keepAwake } from "./awake.js";
import { Camera } from "./camera.js";
import { instruction } from "./coach.js";
import { Controls } from "./controls.js";
import { Coverage } from "./coverage.js";
import { confirmed } from "./confirm.js";
import { forget, wasForgotten } from "./forget.js";
import { History } from "./history.js";
import { Kiosk } from "./kiosk.js";
import { Live } from "./live.js";
import { Result } from "./result.js";
import { Ring } from "./ring.js";
import { Sample } from "./sample.js";
import { Session } from "./session.js";
import { SourceFacts } from "./source-facts.js";
import { Status } from "./status.js";
import { Study } from "./study.js";
import { say } from "./text.js";
import { Traffic } from "./traffic.js";
import { VideoFile } from "./video-file.js";
import { advice } from "./words.js";

const at = (id) => document.getElementById(id);

const status = new Status(at("status"), at("instruction"));
const live = new Live(at, (wanted) => session?.showClasses(wanted));
const result = new Result(at("result"));
const ring = new Ring(at("guide"), at("progress"), at("left"));
const facts = new SourceFacts(at("facts"));
const traffic = new Traffic(at("traffic"));
const controls = new Controls(at, { begin, stop: () => session?.stop() });
const sayFailure = (failure) => {
  status.say(failure.message);
  // On a phone the line may lie behind the presses that stay in reach, or far from what was pressed.
  requestAnimationFrame(() => at("status").scrollIntoView({ block: "center" }));
};
const study = new Study(at("study-after"), at("form"), sayFailure);
const kiosk = Kiosk.isWanted ? new Kiosk(at("kiosk"), sayFailure) : null;
const history = new History(
  {
    list: at("history-list"),
    empty: at("history-empty"),
    trend: at("history-trend"),
    days: at("days-chart"),
    dialog: at("confirm"),
    forget: at("forget"),
  },
  sayFailure,
);

const SAYS = {
  idle: at("status").textContent,
  starting: say("starting"),
  measuring: say("measuring"),
  finishing: say("finishing"),
  done: say("done"),
};

const SOURCES = {
  camera: { element: "video", open: (isWanted) => Camera.open(at("video"), controls.cameraId, isWanted) },
  sample: { element: "sample", open: () => Sample.open(at("sample")) },
  file: { element: "video", open: () => VideoFile.open(at("video"), controls.file) },
};

let session = null;

function begin(source) {
  if (!controls.allowed) return;
  clear();
  const { element, open } = SOURCES[source];
  at(element).hidden = false; // some browsers play no video that is not on show
  const handlers = whileCurrent(() => session === begun, handlersFor(source));
  const begun = new Session({ ...controls.choices, source, of_study: study.choices }, handlers);
  session = begun;
  facts.follow(session);
  traffic.follow(session);
  session.showClasses(live.wantsClasses);
  session.start(open);
}

/** The same handlers, deaf to a session that another has followed. */
function whileCurrent(isCurrent, handlers) {
  const guarded = ([name, handle]) => [name, (...args) => isCurrent() && handle(...args)];
  return Object.fromEntries(Object.entries(handlers).map(guarded));
}

function clear() {
  live.clear();
  result.hide();
  study.hide();
  status.clear();
  ring.clear();
}

function handlersFor(source) {
  const coverage = new Coverage();
  return {
    state: (state) => enter(state, source),
    source: (size) => fitPicture(size, source === "camera"),
    connection: (fine) =>
      fine ? status.clear("connection") : status.instruct(say("connecting"), "connection"),
    vision: (message) => live.vision(message),
    estimate: (message, t_s) => {
      live.estimate(message, t_s);
      coverage.hear(message);
    },
    coach: (code, isGood) => {
      status.instruct(code ? instruction(code) : "", code ?? "");
      ring.mark(isGood);
    },
    progress: (done_s, duration_s) => {
      ring.show(done_s / duration_s, say("seconds_left", { n: Math.ceil(duration_s - done_s) }));
    },
    result: (message, note) => {
      live.result(message);
      result.show(message, { isSample: source === "sample", note, answered: coverage.shares });
      history.refresh();
      study.finished(message.session);
    },
    failed: sayFailure,
  };
}

function fitPicture(size, isCamera) {
  live.begin(size);
  at("stage").classList.toggle("mirrored", isCamera);
  if (isCamera) controls.nameCameras();
}

function enter(state, source) {
  document.body.dataset.state = state;
  const says = state === "measuring" && source === "file" ? say("playing") : SAYS[state];
  if (says) status.say(says);
  controls.enter(state);
  kiosk?.enter(state);
  keepAwake(state === "measuring");
  if (state === "starting") at("stage").scrollIntoView({ block: "nearest" });
  if (state !== "measuring") at("left").textContent = "";
  if (["idle", "done", "failed"].includes(state)) hidePicture();
}

function hidePicture() {
  status.clear();
  live.end();
  at("video").hidden = at("sample").hidden = true;
}

// A phone that is turned has a picture of another shape.
at("video").onresize = () => live.begin([at("video").videoWidth, at("video").videoHeight]);

document.addEventListener("visibilitychange", () => {
  if (session?.state === "measuring" && document.hidden) status.instruct(advice("gaps"), "gaps");
});

at("forget").onclick = async () => {
  if (await confirmed(at("confirm-forget"))) forget().catch(sayFailure);
};

clear();
if (wasForgotten()) status.say(say("forgotten"));
if (!window.isSecureContext) status.say(say("insecure_page"));
history.refresh();
