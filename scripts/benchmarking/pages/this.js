// This project's search: its page, or the theme's box in any other page; the engine is asked for everything at once.
{
  const page = () => document.querySelector("[data-thai-search-page]");
  const shownTotal = () => document.querySelector("[data-search-total]");
  let turn = 0;

  benchmark.box = () => document.querySelector(page() ? ".ts-input" : ".md-search__input");
  benchmark.first = () =>
    document.querySelector(
      page() ? "[data-search-result]" : ".md-search-result__item .md-search-result__link",
    );
  // Enter, as who knows what to ask presses it; typing alone waits for a rest.
  benchmark.submit = () => page() && benchmark.box().form.requestSubmit();

  /** All that the engine finds, `related` too when wanted. */
  benchmark.engine = (query, related) =>
    new Promise((resolve) => {
      const id = `benchmark ${++turn}`;
      const connection = window.thaiSearch.connect();
      const hear = ({ data }) => {
        if (data.answer === id && data.last) {
          connection.removeEventListener("message", hear);
          resolve(data.of);
        }
      };
      connection.addEventListener("message", hear);
      connection.postMessage({ ask: id, request: { query, from: 0, size: 1000000, related } });
    });

  benchmark.answer = async (query, related = false) => {
    const whole = await benchmark.engine(query, related);
    const wanted = whole.results.filter((result) => related || result.group !== "related");
    return {
      places: wanted.map((result) => result.address),
      total: whole.total,
      more: whole.more,
      trouble: whole.trouble,
    };
  };

  /** What a reader of the page sees of the answer: the numbers and the results of its first part. */
  benchmark.seen = (query, patience) =>
    new Promise((resolve) => {
      const start = performance.now();
      for (const told of document.querySelectorAll("[data-search-total]")) {
        delete told.dataset.searchTotal;
      }
      benchmark.put(query);
      benchmark.submit();
      const look = () => {
        const told = shownTotal();
        if (told && told.getClientRects().length) {
          const more = document.querySelector("[data-search-more]");
          resolve({
            total: Number(told.dataset.searchTotal),
            more: more ? Number(more.dataset.searchMore) : 0,
            places: [...document.querySelectorAll("[data-search-result]")].map((link) => link.href),
          });
        } else if (performance.now() - start > patience) {
          resolve(null);
        } else {
          setTimeout(look, 5);
        }
      };
      setTimeout(look, 0);
    });
}
