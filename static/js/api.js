// What the page asks the server over HTTP.

import { Failure } from "./failure.js";

const csrfToken = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

/** Makes a session; in a study the page says where. @returns {Promise<{id: string, socket: string, limits: object}>} @throws {Failure} */
export function createSession(choices) {
  return ask(document.body.dataset.begin ?? "/sessions/", "POST", choices);
}

/** @returns {Promise<{words: string, due_at: ?string, asks: boolean, again: boolean}>} what the study makes of it */
export function studyOutcome(id) {
  return ask(`${document.body.dataset.begin}${id}/`, "GET");
}

/** @param {Object<string, string>} answers by number of the question @returns what `studyOutcome` does */
export function answerStudy(id, answers) {
  return ask(`${document.body.dataset.begin}${id}/`, "POST", { answers });
}

/** One's own sessions, the newest first. */
export async function listSessions() {
  return (await ask("/sessions/", "GET")).sessions;
}

/** One's own finished measurements, the oldest first. */
export async function listTrend() {
  return (await ask("/sessions/trend/", "GET")).points;
}

/** One session with its estimates, note, typed-in values and the addresses of its files. */
export function showSession(id) {
  return ask(`/sessions/${id}/`, "GET");
}

/** @param {{note?: string, store_signals?: false, research?: false}} change @returns {Promise<object>} the session */
export function changeSession(id, change) {
  return ask(`/sessions/${id}/`, "PATCH", change);
}

/** @param {{heart_rate?: number, respiratory_rate?: number, device?: string}} typed @returns {Promise<object>} the session */
export function addReference(id, typed) {
  return ask(`/sessions/${id}/references/`, "POST", typed);
}

export function deleteReference(id, number) {
  return ask(`/sessions/${id}/references/${number}/`, "DELETE");
}

export function deleteSession(id) {
  return ask(`/sessions/${id}/`, "DELETE");
}

/** Removes all measurements of this browser that are in no account, and its cookies. */
export function forgetMe() {
  return ask("/forget/", "POST", { measurements: "delete" });
}

async function ask(url, method, body) {
  const headers = method === "GET" ? {} : { "X-CSRFToken": csrfToken(), "Content-Type": "application/json" };
  const options = { method, headers, credentials: "same-origin", body: body && JSON.stringify(body) };
  const answer = await reach(url, options);
  if (answer.status === 204) return null;
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Failure(json.error ?? codeOf(answer.status), json.message);
  return json;
}

function reach(url, options) {
  return fetch(url, options).catch(() => {
    throw new Failure("offline");
  });
}

/** For an answer that is not in our own words. */
function codeOf(status) {
  return status === 403 ? "not_allowed" : "unavailable";
}
