/**
 * A button that listens to a spoken query, where the browser can.
 */

const MICROPHONE =
  "M12 14a3 3 0 0 0 3-3V5a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3Zm5-3a5 5 0 0 1-10 0H5a7 7 0 0 0 6 6.9V21h2v-3.1A7 7 0 0 0 19 11Z";

/**
 * @param {HTMLInputElement} input where what was heard is written
 * @param {HTMLElement} button empty, and hidden until it is known that the browser listens
 * @param {(said: "" | "listening" | "unheard") => void} tell
 */
function addVoice(input, button, tell) {
  const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  if (!Recognition) return;
  /** @type {SpeechRecognition | undefined} */
  let listening;
  const [picture, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  path.setAttribute("d", MICROPHONE);
  picture.append(path);
  button.append(picture);
  button.hidden = false;
  button.addEventListener("click", () => {
    if (listening) return listening.stop();
    const recognition = (listening = new Recognition());
    let heard = "";
    recognition.lang = "th-TH";
    recognition.onresult = (event) => {
      heard = event.results[0][0].transcript.trim();
    };
    recognition.onend = () => {
      listening = undefined;
      button.setAttribute("aria-pressed", "false");
      tell(heard ? "" : "unheard");
      input.focus();
      if (!heard) return;
      input.value = heard;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
    button.setAttribute("aria-pressed", "true");
    tell("listening");
    recognition.start();
  });
}
