import './node-crypto.js';
import { check } from './verifier/check.mjs';

/** Reads a bundle that the reader chose and says of each check what it found. Nothing is sent anywhere. */
const form = document.querySelector('[data-verify]');
const place = document.querySelector('[data-verify-result]');
const words = JSON.parse(document.querySelector('[data-verify-words]').dataset.verifyWords);

async function look() {
  const [file] = form.elements.bundle.files;
  if (file === undefined) return;
  const key = form.elements.key.value.trim();
  const report = check(new Uint8Array(await file.arrayBuffer()), key === '' ? undefined : key);
  const list = document.createElement('dl');
  list.className = 'govuk-summary-list';
  for (const { part, result, says } of report.checks) {
    const row = document.createElement('div');
    row.className = 'govuk-summary-list__row';
    const [name, found] = [document.createElement('dt'), document.createElement('dd')];
    name.className = 'govuk-summary-list__key';
    found.className = 'govuk-summary-list__value';
    name.textContent = part;
    const tag = document.createElement('strong');
    tag.className = `res-tag res-tag--${{ passed: 'clear', refused: 'barred' }[result] ?? 'open'}`;
    tag.textContent = words[result];
    const sentence = document.createElement('span');
    sentence.lang = 'en';
    sentence.textContent = ` ${says}`;
    found.append(tag, sentence);
    row.append(name, found);
    list.append(row);
  }
  const verdict = document.createElement('h2');
  verdict.textContent = report.ok ? words.ok : words.broken;
  place.className = `res-verdict res-verdict--${report.ok ? 'clear' : 'barred'}`;
  const more = document.createElement('p');
  more.className = 'govuk-body';
  more.textContent = [report.trusted ? '' : words.untrusted, report.replayed ? '' : words.notReplayed].filter((part) => part !== '').join(' ');
  place.replaceChildren(verdict, more, list);
  place.hidden = false;
  place.focus();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void look();
});
form.elements.bundle.addEventListener('change', () => void look());
