// Every sentence of the page's code, English. `{name}` is filled in; .one and .other are chosen by a number.

export default {
  // --- state of the measurement ---
  starting: "Starting …",
  measuring: "Measuring. Look at the camera and keep still.",
  finishing: "Working out the result …",
  done: "Done.",
  playing: "The video is being measured. It stays on this device.",
  start: "Start",
  again: "Measure again",
  seconds_left: "{n} s left",
  connecting: "Connecting again …",

  // --- instructions of the page itself; the others come from the server's one list ---
  off_centre: "Move to the middle of the oval.",
  too_close: "Move back a little, so that your whole face fits in the oval.",
  two_faces: "Two faces: the larger one is measured. One person only, please.",

  // --- rates ---
  heart_rate: "heart rate",
  respiratory_rate: "respiratory rate",
  heart_title: "Heart rate over time",
  breath_title: "Respiratory rate over time",
  heart_short: "heart",
  breath_short: "breath",
  no_answer_now: "no answer now",
  no_answer: "no answer",
  last_answer: "last answer",
  none_yet: "none yet",
  quality_good: "good",
  quality_fair: "fair",
  quality_low: "low",
  quality: "quality {word}",
  odds: "right within {within}/min: about {n} in 10",
  odds_high: "right within {within}/min: more than 9 in 10",
  odds_low: "right within {within}/min: less than 1 in 10",

  // --- meters ---
  light_dark: "too dark",
  light_good: "good",
  light_bright: "too bright",
  motion_still: "still",
  motion_some: "a little",
  motion_much: "too much",

  // --- result ---
  result: "Your result",
  result_none: "No result this time",
  result_quality: "Quality {word}; {odds}.",
  result_withheld: "No {rate}. {reason}",
  too_short_afterwards: "The measurement was too short. Let it run to its end.",
  try_this:
    "Try this: sit down, light from the front, head still, your whole face and shoulders in view. Then measure again.",
  heart_low: "This is lower than usual for an adult at rest. In trained people it often is.",
  heart_high: "This is higher than usual for an adult at rest. Movement, coffee, warmth or worry raise it.",
  breath_low: "This is slower than usual for an adult at rest. Calm breathing on purpose does that.",
  breath_high: "This is faster than usual for an adult at rest. Movement, talking or worry raise it.",
  rest_and_repeat: "Rest for five minutes and measure again. If you feel unwell, seek help, whatever the numbers say.",
  sample_truth: "The sample’s pulse is {hr}/min, its breath {rr}/min.",
  "pictures.one": "{n} picture",
  "pictures.other": "{n} pictures",
  how_pictures: "{pictures} in {seconds} s",
  how_pictures_rate: "{pictures} in {seconds} s, {fps} a second",
  how_skin: "The skin of the face was found in every picture by the network {model}.",
  how_pulse: "The pulse was read from its colour by the method “{method}”, the breath from the movement of head and shoulders and from the pulse.",
  how_answered: "There was a heart rate in {hr} % of the seconds that could have one, a respiratory rate in {rr} %.",
  how_quality: "The quality is how likely the number is right.",

  // --- what leaves the device ---
  traffic: "Leaves this device: {rate} kB/s, {fps} pictures a second. Dropped: {dropped}.",

  // --- what the camera gives ---
  facts_checking: "Picture: {width} × {height}.",
  facts_camera: "Picture: {width} × {height}, {fps} a second.",
  facts_held_exposureMode: "The exposure is held.",
  facts_held_whiteBalanceMode: "The white balance is held.",
  facts_held_both: "Exposure and white balance are held.",
  facts_slow_camera: "That is slow: more light on your face makes the camera faster.",
  facts_small_camera: "That is small: choose another camera under Options if there is one.",
  facts_slowed_server: "The server is busy: half as many pictures are sent.",
  facts_slowed_network: "The connection is slow: fewer or smaller pictures are sent.",
  facts_rough_clock: "This browser knows the time of its pictures only roughly.",

  // --- charts ---
  now: "now",
  seconds: "{n} s",
  per_minute: "{n}/min",
  span: "{low} to {high} a minute",

  // --- choices ---
  front_camera: "Front camera",
  camera: "Camera {n}",

  // --- history ---
  show: "Show",
  hide: "Hide",
  delete: "Delete",
  of_measurement: "{verb} the measurement of {date}",
  source_camera: "camera",
  source_sample: "sample",
  source_file: "video file",
  unfinished: "{source}, not finished",

  // --- failures ---
  no_camera: "No camera was found. Connect one and press Start again, or try the sample.",
  camera_refused:
    "The camera was refused. Allow it for this page in the browser's address bar and press Start again, or try the sample.",
  camera_in_use: "The camera is used by another program. Close that program and press Start again.",
  insecure_page: 
    "The browser gives no camera to this address, because it is not encrypted. Open the page over https, or on localhost. The sample works here too.",
  file_unreadable: "This browser cannot play this file. Choose an MP4 or WebM video.",
  file_damaged: "The video could be played only up to here.",
  file_no_picture: "This file has no picture. Choose a video that shows a face.",
  file_too_short: "This video is shorter than 10 s. Choose one of half a minute or more.",
  file_too_long: "This video is longer than 290 s. Choose a shorter one, or cut it.",
  camera_stopped: "The camera stopped. Check its cable or cover and press Start again.",
  sample_missing: "The sample could not be loaded. Reload the page.",
  encoder: "This browser could not encode the pictures. Try a current Chromium, Firefox or Safari.",
  offline: "The server cannot be reached. Check the connection and press Start again.",
  not_allowed: "The server refused this measurement. Reload the page and press Start again.",
  replaced: "This measurement was opened in another window and goes on there.",
  idle: "No pictures reached the server for 30 s. Keep this page in front and press Start again.",
  ended: "This measurement is over. Press Start for a new one.",
  too_fast: "Too many pictures a second were sent. Choose the standard mode and press Start again.",
  too_large: "The pictures are too large for the server. Choose the standard mode and press Start again.",
  unavailable: "The measuring service is away for the moment. Try again in a minute.",
  bad_message: "The server did not understand this page. Reload it and press Start again.",
  no_result: "The server sent no result in time. Try again in a minute.",
};
