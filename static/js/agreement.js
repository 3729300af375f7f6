/* A file that is too large is told before it is sent. */

for (const input of document.querySelectorAll("input[type=file][data-most-mib]")) {
  const most = Number(input.dataset.mostMib);
  input.addEventListener("change", () => {
    const tooLarge = input.files[0] && input.files[0].size > most * 1024 * 1024;
    input.setCustomValidity(tooLarge ? input.dataset.tooLarge : "");
    input.reportValidity();
  });
}
