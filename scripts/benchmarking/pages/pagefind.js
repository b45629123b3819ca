// Pagefind by its own interface; the page beside this file shows what it finds.
benchmark.box = () => document.querySelector("input");
benchmark.first = () => document.querySelector("ol li a");
benchmark.isWaiting = () => window.waiting;
benchmark.answer = async (query) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = await pagefind.search(query);
  return {
    places: found.results.map((result) => result.id),
    total: found.results.length,
    more: null,
  };
};
