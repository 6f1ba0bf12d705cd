// The helpline works with one key a choice; the buttons themselves need no script.
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const chosen = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (chosen) chosen.click();
});
