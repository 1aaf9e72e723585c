// Two short tones: enough to turn heads in a duty room, not enough to frighten it.
const tones = [880, 660]
const toneSeconds = 0.25

export function ring(): void {
  const audio = new AudioContext()
  tones.forEach((frequency, index) => {
    const oscillator = audio.createOscillator()
    const volume = audio.createGain()
    const begins = audio.currentTime + index * toneSeconds
    oscillator.frequency.value = frequency
    volume.gain.setValueAtTime(0.2, begins)
    volume.gain.exponentialRampToValueAtTime(0.001, begins + toneSeconds)
    oscillator.connect(volume).connect(audio.destination)
    oscillator.start(begins)
    oscillator.stop(begins + toneSeconds)
  })
  setTimeout(() => void audio.close(), tones.length * toneSeconds * 1000 + 200)
}
