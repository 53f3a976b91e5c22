// "Say this": the form, the caption, the mouth-shape buttons, and the device's own voice.

import { LANGUAGES, plan } from './speech.js';
import { VISEMES, parade, wordAt } from './visemes.js';

const CAPTION_WORDS = 9; // about one line

const element = (id) => document.getElementById(id);

export class Talk {
  /** `motion` moves the mouth; `onChange()` asks for a new picture. */
  constructor(motion, onChange) {
    this.motion = motion;
    this.onChange = onChange;
    this.held = null;
    for (const [code, name] of Object.entries(LANGUAGES)) element('say-language').add(new Option(name, code));
    const own = navigator.language?.slice(0, 2);
    element('say-language').value = own in LANGUAGES ? own : 'en';
    element('say').addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.talking) this.stop();
      else this.say(element('say-text').value);
    });
    element('say-text').addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) element('say').requestSubmit();
    });
    element('say-language').addEventListener('change', () => this.#offerVoice());
    window.speechSynthesis?.addEventListener?.('voiceschanged', () => this.#offerVoice());
    this.#offerVoice();
    this.#makeShapes();
  }

  /** Only voices on this device: others would send the words away. */
  #voice() {
    const code = element('say-language').value;
    const voices = window.speechSynthesis?.getVoices().filter((voice) => voice.localService) ?? [];
    return voices.find(({ lang }) => lang.toLowerCase().startsWith(code)) ?? null;
  }

  #offerVoice() { element('voice-row').hidden = !this.#voice(); }

  say(text) {
    this.stop();
    const pace = Number(element('say-pace').value);
    const script = plan(text.slice(0, 600), element('say-language').value, pace);
    if (!script.words.length) {
      this.#caption('Type a few words in Latin letters first.');
      return;
    }
    this.text = text;
    const voice = element('voice').checked ? this.#voice() : null;
    this.talking = true;
    this.clock = voice ? new VoiceClock(script, text, voice, pace) : new Clock(script.duration);
    this.motion.say(script, () => this.#follow(script), () => this.#ended());
    element('speak').textContent = 'Stop';
    element('speak').classList.add('stop');
    this.onChange();
  }

  stop() {
    this.clock?.stop();
    this.motion.hush();
    this.onChange();
  }

  #follow(script) {
    const now = this.clock.now();
    if (now === null) return null;
    if (script.names) this.#showShape(script.names[Math.min(script.names.length - 1, Math.floor(now / script.each))]);
    else this.#showWord(script, wordAt(script, now));
    return now;
  }

  #ended() {
    this.talking = false;
    this.clock?.stop();
    element('speak').textContent = 'Speak';
    element('speak').classList.remove('stop');
    element('viseme-loop').setAttribute('aria-pressed', 'false');
    this.#showShape(null);
    this.#caption('');
    this.shown = -1;
  }

  #showWord({ words }, index) {
    if (index === this.shown || index < 0) return;
    this.shown = index;
    const first = Math.floor(index / CAPTION_WORDS) * CAPTION_WORDS;
    const last = Math.min(first + CAPTION_WORDS, words.length) - 1;
    const { from, to } = words[index];
    const mark = document.createElement('mark');
    mark.textContent = this.text.slice(from, to);
    const after = last + 1 < words.length ? words[last + 1].from : this.text.length;
    this.#caption(this.text.slice(words[first].from, from), mark, this.text.slice(to, after).trimEnd());
  }

  #caption(...parts) {
    element('caption').replaceChildren(...parts);
    element('caption').hidden = !element('caption').textContent;
  }

  #makeShapes() {
    for (const [viseme, sounds] of Object.entries(VISEMES)) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = sounds;
      button.dataset.viseme = viseme;
      button.title = `viseme_${viseme}`;
      button.setAttribute('aria-pressed', 'false');
      button.addEventListener('click', () => this.#hold(viseme));
      element('visemes').append(button);
    }
    element('viseme-loop').addEventListener('click', () => {
      if (element('viseme-loop').getAttribute('aria-pressed') === 'true') this.stop();
      else this.#parade();
    });
  }

  #hold(viseme) {
    const again = this.held === viseme;
    this.stop();
    if (again) return;
    this.held = viseme;
    const shapes = [{ viseme, start: -1e3, end: 1e3, strength: 1 }];
    this.clock = { now: () => 0, stop() {} };
    this.motion.say({ shapes, words: [], duration: Infinity }, () => 0, () => this.#ended());
    this.#showShape(viseme);
    this.onChange();
  }

  #parade() {
    this.stop();
    const script = parade();
    this.clock = new Clock(script.duration, true);
    this.motion.say(script, () => this.#follow(script), () => this.#ended());
    element('viseme-loop').setAttribute('aria-pressed', 'true');
    this.onChange();
  }

  #showShape(viseme) {
    if (viseme === null) this.held = null;
    if (viseme === this.shape) return;
    this.shape = viseme;
    for (const button of element('visemes').children) {
      button.setAttribute('aria-pressed', String(button.dataset.viseme === viseme));
    }
    if (viseme) this.#caption(`${viseme}: ${VISEMES[viseme]}`);
  }
}

class Clock {
  constructor(duration, repeats = false) {
    Object.assign(this, { duration, repeats, started: performance.now() });
  }

  now() {
    const seconds = (performance.now() - this.started) / 1000;
    if (this.repeats) return seconds % this.duration;
    return seconds < this.duration ? seconds : null;
  }

  stop() {}
}

/** Keeps to the device's voice: at each word the plan jumps to where the voice is. */
class VoiceClock {
  constructor(script, text, voice, pace) {
    this.script = script;
    this.time = 0;
    this.rate = 0; // the mouth waits for the first sound
    this.last = performance.now();
    this.ended = false;
    const spoken = new SpeechSynthesisUtterance(text);
    Object.assign(spoken, { voice, lang: voice.lang, rate: pace });
    spoken.onstart = () => { this.rate = 1; };
    spoken.onboundary = ({ charIndex, name }) => { if (name !== 'sentence') this.#meet(charIndex); };
    spoken.onend = spoken.onerror = () => { this.ended = true; };
    window.speechSynthesis.cancel();
    window.speechSynthesis.speak(spoken);
  }

  #meet(place) {
    const at = this.script.words.findIndex(({ from, to }) => place >= from - 1 && place < to);
    if (at < 0) return;
    const { start } = this.script.words[at];
    // Words that last longer than planned stretch the following ones likewise.
    const elapsed = this.now() - (this.meeting?.planned ?? 0);
    if (this.meeting && elapsed > 0.05) {
      const said = (performance.now() - this.meeting.clock) / 1000;
      this.rate = Math.min(1.6, Math.max(0.6, (start - this.meeting.planned) / said));
    }
    this.meeting = { planned: start, clock: performance.now() };
    this.time = start;
  }

  now() {
    const clock = performance.now();
    this.time += (this.rate * (clock - this.last)) / 1000;
    this.last = clock;
    return this.ended ? null : Math.min(this.time, this.script.duration - 0.01);
  }

  stop() {
    if (!this.ended) window.speechSynthesis.cancel();
    this.ended = true;
  }
}
