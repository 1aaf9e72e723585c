// Reads the page aloud where the browser can; without it the button stays hidden.
const button = document.getElementById('read-aloud')
if (button && 'speechSynthesis' in window) {
  button.hidden = false
  button.addEventListener('click', () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel()
      button.textContent = button.dataset.read
      return
    }
    const speech = new SpeechSynthesisUtterance(document.querySelector('main').innerText)
    speech.lang = document.documentElement.lang
    speech.rate = 0.85
    speech.onend = () => {
      button.textContent = button.dataset.read
    }
    speechSynthesis.speak(speech)
    button.textContent = button.dataset.stop
  })
}
