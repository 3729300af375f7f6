// Forgets this device: its measurements and its cookie. The page is loaded anew, as for a stranger.

import { forgetMe } from "./api.js";

const TOLD = "forgotten";

export async function forget() {
  await forgetMe();
  const address = new URL(location.href);
  address.searchParams.set(TOLD, "");
  address.hash = "";
  location.replace(address);
}

/** Whether this page was loaded because all was forgotten; asked once, as a reload later means something else. */
export function wasForgotten() {
  const address = new URL(location.href);
  if (!address.searchParams.has(TOLD)) return false;
  address.searchParams.delete(TOLD);
  history.replaceState(null, "", address);
  return true;
}
