import { initAll } from './govuk.js';

initAll();

/** Two people on one record: the page asks now and then whether the record is still the one that it shows, and says who changed it. */
const watched = document.querySelector('[data-watch]');
if (watched) {
  const { watch, watchVersion } = watched.dataset;
  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch(watch, { headers: { accept: 'application/json' }, credentials: 'same-origin' }).catch(() => null);
    if (answer === null || !answer.ok) return;
    const { version, said } = await answer.json();
    if (String(version) === watchVersion) return;
    const place = document.querySelector('[data-watch-says]');
    place.querySelector('[data-watch-text]').textContent = said;
    place.hidden = false;
    clearInterval(timer);
  };
  const timer = setInterval(look, 15_000);
  document.addEventListener('visibilitychange', look);
}

/** A form that is sent once stays pressed; its key would keep a second one from doing anything in any case. */
for (const form of document.querySelectorAll('form[data-once]'))
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent === 'yes') event.preventDefault();
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 5_000);
  });
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-once]')) delete form.dataset.sent;
});

/** Printing shows what is folded away. */
window.addEventListener('beforeprint', () => {
  for (const folded of document.querySelectorAll('details:not([open])')) {
    folded.open = true;
    folded.dataset.folded = 'yes';
  }
});
window.addEventListener('afterprint', () => {
  for (const folded of document.querySelectorAll('details[data-folded]')) {
    folded.open = false;
    delete folded.dataset.folded;
  }
});
for (const control of document.querySelectorAll('[data-print]')) {
  control.hidden = false;
  control.addEventListener('click', () => window.print());
}
