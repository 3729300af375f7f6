// Asks before something is deleted for good.

/** @param {HTMLDialogElement} dialog with a button of value "delete" @returns {Promise<boolean>} whether that was pressed */
export async function confirmed(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "delete";
}
