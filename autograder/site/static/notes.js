// From a folder, without a server, a page cannot read other pages: results without excerpts.
if (window.location.protocol === "file:") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}

// The other language's page has the same anchors, and a search the same words.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.language-switch");
  if (link) {
    const page = new URL(link.href);
    page.hash = window.location.hash;
    page.search = window.location.search;
    link.href = page.href;
  }
});
