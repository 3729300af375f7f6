// Ticks all sessions of the page at once.

const all = document.getElementById("tick-all");
const each = document.querySelectorAll('input[name="session"]');

if (all) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of each) box.checked = all.checked;
  });
}
