// Every sentence of the page's code, German; the keys are those of en.js.

export default {
  starting: "Es geht los …",
  measuring: "Die Messung läuft. Schauen Sie in die Kamera und halten Sie still.",
  finishing: "Das Ergebnis wird berechnet …",
  done: "Fertig.",
  playing: "Das Video wird gemessen. Es bleibt auf diesem Gerät.",
  start: "Start",
  again: "Noch einmal messen",
  seconds_left: "noch {n} s",
  connecting: "Die Verbindung wird neu aufgebaut …",

  off_centre: "Rücken Sie in die Mitte des Ovals.",
  too_close: "Gehen Sie etwas zurück, bis Ihr ganzes Gesicht in das Oval passt.",
  two_faces: "Zwei Gesichter: Das größere wird gemessen. Bitte nur eine Person.",

  heart_rate: "Herzfrequenz",
  respiratory_rate: "Atemfrequenz",
  heart_title: "Herzfrequenz im Verlauf",
  breath_title: "Atemfrequenz im Verlauf",
  heart_short: "Herz",
  breath_short: "Atem",
  no_answer_now: "gerade kein Wert",
  no_answer: "kein Wert",
  last_answer: "letzter Wert",
  none_yet: "noch keins",
  quality_good: "gut",
  quality_fair: "mittel",
  quality_low: "gering",
  quality: "Qualität {word}",
  odds: "auf {within}/min genau: etwa {n} von 10",
  odds_high: "auf {within}/min genau: über 9 von 10",
  odds_low: "auf {within}/min genau: unter 1 von 10",

  light_dark: "zu dunkel",
  light_good: "gut",
  light_bright: "zu hell",
  motion_still: "ruhig",
  motion_some: "etwas",
  motion_much: "zu viel",

  result: "Ihr Ergebnis",
  result_none: "Dieses Mal kein Ergebnis",
  result_quality: "Qualität {word}; {odds}.",
  result_withheld: "Keine {rate}. {reason}",
  too_short_afterwards: "Die Messung war zu kurz. Lassen Sie sie bis zum Ende laufen.",
  try_this:
    "So klappt es eher: hinsetzen, Licht von vorn, Kopf still, ganzes Gesicht und Schultern im Bild. Dann noch einmal messen.",
  heart_low: "Das ist weniger als bei Erwachsenen in Ruhe üblich. Bei Trainierten kommt das oft vor.",
  heart_high:
    "Das ist mehr als bei Erwachsenen in Ruhe üblich. Bewegung, Kaffee, Wärme oder Aufregung erhöhen den Wert.",
  breath_low: "Das ist langsamer als bei Erwachsenen in Ruhe üblich. Bewusst ruhiges Atmen bewirkt das.",
  breath_high: "Das ist schneller als bei Erwachsenen in Ruhe üblich. Bewegung, Reden oder Aufregung bewirken das.",
  rest_and_repeat:
    "Ruhen Sie fünf Minuten und messen Sie noch einmal. Wenn Sie sich unwohl fühlen, holen Sie Hilfe, egal was die Zahlen sagen.",
  sample_truth: "Im Beispiel ist der Puls {hr}/min und der Atem {rr}/min.",
  "pictures.one": "{n} Bild",
  "pictures.other": "{n} Bilder",
  how_pictures: "{pictures} in {seconds} s.",
  how_pictures_rate: "{pictures} in {seconds} s, {fps} je Sekunde.",
  how_skin: "Die Gesichtshaut wurde in jedem Bild vom Netz {model} gefunden.",
  how_pulse:
    "Der Puls kommt mit dem Verfahren „{method}“ aus ihrer Farbe, der Atem aus der Bewegung von Kopf und Schultern und aus dem Puls.",
  how_answered:
    "In {hr} % der möglichen Sekunden gab es eine Herzfrequenz, in {rr} % eine Atemfrequenz.",
  how_hrv: "Experimentell: Die Zeiten zwischen den Herzschlägen schwanken um {sdnn} ms (SDNN, {beats} Schläge).",
  how_hrv_next: "Experimentell: Die Zeiten zwischen den Herzschlägen schwanken um {sdnn} ms, von einem Schlag zum nächsten um {rmssd} ms (SDNN und RMSSD, {beats} Schläge).",
  how_quality:
    "Die Qualität sagt, wie wahrscheinlich die Zahl stimmt.",

  traffic: "Verlässt dieses Gerät: {rate} kB/s, {fps} Bilder je Sekunde. Ausgelassen: {dropped}.",

  facts_checking: "Bild: {width} × {height}.",
  facts_camera: "Bild: {width} × {height}, {fps} je Sekunde.",
  facts_held_exposureMode: "Die Belichtung ist festgehalten.",
  facts_held_whiteBalanceMode: "Der Weißabgleich ist festgehalten.",
  facts_held_both: "Belichtung und Weißabgleich sind festgehalten.",
  facts_slow_camera: "Das ist langsam: Mehr Licht auf dem Gesicht macht sie schneller.",
  facts_small_camera: "Das ist klein: Wählen Sie unter „Einstellungen“ eine andere Kamera, wenn es eine gibt.",
  facts_slowed_server: "Der Server ist beschäftigt: Es werden halb so viele Bilder gesendet.",
  facts_slowed_network: "Die Verbindung ist langsam: Es werden weniger oder kleinere Bilder gesendet.",
  facts_rough_clock: "Dieser Browser kennt die Zeit seiner Bilder nur ungefähr.",

  now: "jetzt",
  seconds: "{n} s",
  per_minute: "{n}/min",
  span: "{low} bis {high} je Minute",

  front_camera: "Frontkamera",
  camera: "Kamera {n}",

  show: "Zeigen",
  hide: "Verbergen",
  delete: "Löschen",
  of_measurement: "Messung vom {date}: {verb}",
  source_camera: "Kamera",
  source_sample: "Beispiel",
  source_file: "Videodatei",
  unfinished: "{source}, nicht beendet",

  note: "Notiz",
  save: "Speichern",
  saved: "Gespeichert.",
  add: "Hinzufügen",
  references: "Anders gemessen",
  heart_rate_unit: "Herzfrequenz, /min",
  respiratory_rate_unit: "Atemfrequenz, /min",
  reference_how: "Womit",
  reference_example: "gezählt, Oximeter …",
  reference_no_device: "ohne Angabe, womit",
  reference: "{rate} {value}/min ({device}).",
  reference_error: "Die Kamera wich um {n}/min ab.",
  take_back_store_signals: "Meine Signale löschen",
  take_back_research: "Nicht mehr für Forschung verwenden",
  taken_back: "Zurückgenommen.",
  download: "Herunterladen",
  file_csv: "CSV, eine Zeile je Sekunde",
  file_signals: "CSV, die Signale",
  file_json: "JSON",
  file_fhir: "FHIR",
  file_pdf: "PDF-Bericht",
  trend_span: "{n} Messungen. Herzfrequenz {hr}, Atemfrequenz {rr}.",
  forgotten: "Dieser Browser weiß nichts mehr von Ihnen.",
  kiosk: "Diese Seite leert sich in {n} s.",

  no_camera:
    "Es wurde keine Kamera gefunden. Schließen Sie eine an und drücken Sie noch einmal auf Start, oder nehmen Sie das Beispiel.",
  camera_refused:
    "Die Kamera wurde verweigert. Erlauben Sie sie in der Adresszeile des Browsers und drücken Sie noch einmal auf Start, oder nehmen Sie das Beispiel.",
  camera_in_use:
    "Ein anderes Programm benutzt die Kamera. Schließen Sie es und drücken Sie noch einmal auf Start.",
  insecure_page:
    "Der Browser gibt dieser Adresse keine Kamera, weil sie nicht verschlüsselt ist. Öffnen Sie die Seite über https oder auf localhost. Das Beispiel geht auch hier.",
  file_unreadable: "Dieser Browser kann die Datei nicht abspielen. Wählen Sie ein Video als MP4 oder WebM.",
  file_damaged: "Das Video ließ sich nur bis hierher abspielen.",
  file_no_picture: "Diese Datei hat kein Bild. Wählen Sie ein Video, das ein Gesicht zeigt.",
  file_too_short: "Dieses Video ist kürzer als 10 s. Wählen Sie eines von einer halben Minute oder mehr.",
  file_too_long: "Dieses Video ist länger als 290 s. Wählen Sie ein kürzeres, oder schneiden Sie es.",
  camera_stopped:
    "Die Kamera hat aufgehört. Prüfen Sie Kabel und Abdeckung und drücken Sie noch einmal auf Start.",
  sample_missing: "Das Beispiel konnte nicht geladen werden. Laden Sie die Seite neu.",
  encoder:
    "Dieser Browser konnte die Bilder nicht kodieren. Nehmen Sie einen aktuellen Chromium, Firefox oder Safari.",
  offline:
    "Der Server ist nicht zu erreichen. Prüfen Sie die Verbindung und drücken Sie noch einmal auf Start.",
  not_allowed:
    "Der Server hat diese Messung abgelehnt. Laden Sie die Seite neu und drücken Sie noch einmal auf Start.",
  replaced: "Diese Messung wurde in einem anderen Fenster geöffnet und läuft dort weiter.",
  idle: "Seit 30 s kam kein Bild beim Server an. Lassen Sie die Seite im Vordergrund und drücken Sie noch einmal auf Start.",
  ended: "Diese Messung ist vorbei. Drücken Sie für eine neue auf Start.",
  too_fast:
    "Es wurden zu viele Bilder je Sekunde gesendet. Wählen Sie „Standard“ und drücken Sie noch einmal auf Start.",
  too_large:
    "Die Bilder sind für den Server zu groß. Wählen Sie „Standard“ und drücken Sie noch einmal auf Start.",
  unavailable: "Die Messung ist im Moment nicht verfügbar. Versuchen Sie es in einer Minute noch einmal.",
  bad_message: "Der Server hat diese Seite nicht verstanden. Laden Sie sie neu und drücken Sie auf Start.",
  no_result: "Der Server hat kein Ergebnis geschickt. Versuchen Sie es in einer Minute noch einmal.",
};
