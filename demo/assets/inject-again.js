// Inserts the hotline's script a second time, as single-page shops do on each change of view.
addEventListener('load', () => {
  const first = document.querySelector('script[src="/hotline/hotline.js"]');
  const again = document.createElement('script');
  for (const { name, value } of first.attributes) again.setAttribute(name, value);
  document.body.append(again);
});
