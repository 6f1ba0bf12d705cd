// A page that comes back with mistakes starts at its list of mistakes, not at its top.
const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();
