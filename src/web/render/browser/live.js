// A form that is checked as one types: the same page is asked for, and of its answer only the part that lives is taken over.
const form = document.querySelector('form[data-live]');
let waiting;
let last = 0;

async function look() {
  last += 1;
  const mine = last;
  const given = new URLSearchParams(new FormData(form));
  given.append('check', 'yes');
  const answer = await fetch(form.action, { method: 'POST', body: given, headers: { accept: 'text/html' }, credentials: 'same-origin' }).catch(() => null);
  if (answer === null || !answer.ok || mine !== last) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const part = page.querySelector('#live');
  if (part !== null) document.querySelector('#live').replaceWith(part);
}

form?.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => void look(), 400);
});
