import type { Tone } from './curve-tones.ts';

const fadeS = 0.05;

/** Plays tones as one gliding voice. @returns what ends it at once. */
export function playTones(tones: readonly Tone[], onEnd: () => void): () => void {
  const audio = new AudioContext();
  const voice = new OscillatorNode(audio, { type: 'triangle', frequency: tones[0]?.frequencyHz ?? 0 });
  const loudness = new GainNode(audio, { gain: 0 });
  const place = new StereoPannerNode(audio, { pan: tones[0]?.pan ?? 0 });
  voice.connect(loudness).connect(place).connect(audio.destination);
  const startS = audio.currentTime + fadeS;
  const endS = startS + (tones.at(-1)?.atS ?? 0) + fadeS;
  loudness.gain.setValueAtTime(0, startS).linearRampToValueAtTime(0.2, startS + fadeS);
  for (const { atS, frequencyHz, pan } of tones) {
    voice.frequency.exponentialRampToValueAtTime(frequencyHz, startS + atS);
    place.pan.linearRampToValueAtTime(pan, startS + atS);
  }
  loudness.gain.setValueAtTime(0.2, endS).linearRampToValueAtTime(0, endS + fadeS);
  const stop = (): void => {
    if (audio.state === 'closed') return;
    void audio.close();
    onEnd();
  };
  voice.onended = stop;
  voice.start(startS);
  voice.stop(endS + fadeS);
  return stop;
}
