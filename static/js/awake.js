// Keeps the screen on while measuring, where the browser can.

let lock = null;

export async function keepAwake(wanted) {
  if (wanted && navigator.wakeLock) {
    lock ??= await navigator.wakeLock.request("screen").catch(() => null); // refused on a low battery
  } else if (!wanted) {
    await lock?.release();
    lock = null;
  }
}
