// The script of the shop's pages: opens the hotline, and computes the sum to pay.

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-hotline]');
  // Commands pushed before the hotline's script has loaded run when it has.
  if (opener) (window.hotline = window.hotline || []).push(['open', opener.dataset.hotline]);
});

const quantity = document.querySelector('[data-unit-price]');
const total = document.querySelector('[data-total]');
const yuan = new Intl.NumberFormat('zh-CN', { style: 'currency', currency: 'CNY' });
quantity?.addEventListener('change', () => {
  total.value = yuan.format((quantity.dataset.unitPrice * quantity.value) / 100);
});
