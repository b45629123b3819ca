/**
 * A button that listens to a spoken query, where the browser can.
 */

/**
 * @param {HTMLInputElement} input where what was heard is written
 * @param {HTMLElement} button hidden until it is known that the browser listens
 * @param {(said: "" | "listening" | "unheard") => void} tell
 */
function addVoice(input, button, tell) {
  const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  if (!Recognition) return;
  /** @type {SpeechRecognition | undefined} */
  let listening;
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
