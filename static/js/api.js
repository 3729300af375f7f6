// What the page asks the server over HTTP.

import { Failure } from "./failure.js";

const csrfToken = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

/** Makes a session. @returns {Promise<{id: string, socket: string, limits: object}>} @throws {Failure} */
export function createSession(choices) {
  return ask("/sessions/", "POST", choices);
}

/** One's own sessions, the newest first. */
export async function listSessions() {
  return (await ask("/sessions/", "GET")).sessions;
}

/** One session with its estimates. */
export function showSession(id) {
  return ask(`/sessions/${id}/`, "GET");
}

export function deleteSession(id) {
  return ask(`/sessions/${id}/`, "DELETE");
}

async function ask(url, method, body) {
  const headers = method === "GET" ? {} : { "X-CSRFToken": csrfToken(), "Content-Type": "application/json" };
  const options = { method, headers, credentials: "same-origin", body: body && JSON.stringify(body) };
  const answer = await fetch(url, options).catch(() => {
    throw new Failure("offline");
  });
  if (answer.status === 204) return null;
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Failure(json.error ?? codeOf(answer.status), json.message);
  return json;
}

/** For an answer that is not in our own words. */
function codeOf(status) {
  return status === 403 ? "not_allowed" : "unavailable";
}
