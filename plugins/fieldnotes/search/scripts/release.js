/**
 * The last of the engine: a page that is open since before the scripts changed may have asked for it, since a host takes no
 * notice of what stands behind `?`. It would not understand the answers, and is told to load anew.
 */

self.thaiSearchServe = (reply, asked) =>
  asked?.endsWith(DATA.release)
    ? serve(reply)
    : async (message) => {
        // What the browser keeps of the scripts goes, so that loading the page again is of use.
        await isCurrent();
        reply({ failed: message, trouble: "stale" });
      };
